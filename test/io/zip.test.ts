import { tensor, toArray, zeros } from "tuplet"
import { formatNpy, formatNpz, parseNpz } from "tuplet/io"
import { describe, expect, it } from "vitest"
import { checksumOf } from "../../src/io/checksum.js"
import { zipped } from "../../src/io/zip.js"

const faultOf = (bytes: Uint8Array, limit?: number): string => {
  const result = parseNpz(bytes, limit === undefined ? {} : { limit })
  return result._tag === "Left" ? `${result.left.code}: ${result.left.message}` : "none"
}

const small = formatNpz({ x: tensor([1, 2]), y: tensor([3]) })
const packed = formatNpz({ x: zeros([1000]) }, { compress: true })

/** The archive with bytes written at a place behind the n-th signature. */
const changed = (archive: Uint8Array, signature: number, n: number, offset: number, values: readonly number[]) => {
  const bytes = archive.slice()
  const view = new DataView(bytes.buffer)
  let at = -1
  for (let found = 0; found <= n; found++) {
    at++
    while (view.getUint32(at, true) !== signature) at++
  }
  bytes.set(values, at + offset)
  return bytes
}
const central = (archive: Uint8Array, n: number, offset: number, values: readonly number[]) =>
  changed(archive, 0x02014b50, n, offset, values)

/** An archive that says, in itself and in the header within, that there are other numbers than there are. */
const lying = (shape: string) => {
  const bytes = formatNpy(zeros([1000]))
  const at = Buffer.from(bytes).indexOf("(1000,), ")
  bytes.set(new TextEncoder().encode(shape), at)
  const count = Number.parseInt(shape.slice(1), 10)
  const archive = zipped([{ name: "x.npy", bytes }], true)
  return central(archive, 0, 24, [(128 + 4 * count) & 255, (128 + 4 * count) >> 8])
}

describe("an archive that is refused", () => {
  const wrong: readonly (readonly [Uint8Array, string])[] = [
    [new Uint8Array(0), "header: not a ZIP archive, or not all of it"],
    [small.subarray(0, small.length - 1), "header: not a ZIP archive, or not all of it"],
    [Uint8Array.of(...small, 0), "header: not a ZIP archive, or not all of it"],
    [changed(small, 0x06054b50, 0, 10, [200]), "truncated: the archive has no room for its 200 entries"],
    [changed(small, 0x06054b50, 0, 19, [255]), "truncated: the archive has no room for its 2 entries"],
    [changed(small, 0x06054b50, 0, 16, [0, 0]), "header: entry 0 of the archive is damaged"],
    [central(small, 0, 8, [1]), "header: x.npy: is encrypted"],
    [central(small, 0, 10, [12]), "header: x.npy: compression 12 is not read"],
    [central(small, 0, 28, [255, 255]), "header: entry 0 of the archive is damaged"],
    [central(small, 0, 46, [0xff]), "name: the name of entry 0 is not UTF-8"],
    [central(small, 1, 46, ["x".charCodeAt(0)]), "name: x.npy comes twice in the archive"],
    [central(small, 0, 42, [255, 255]), "truncated: x.npy: lies outside of the archive"],
    [central(small, 0, 20, [255]), "oversized: x.npy: 255 bytes can't become the 136 that it says"],
    [central(small, 0, 20, [255, 255]), "truncated: x.npy: lies outside of the archive"],
    [central(small, 1, 42, [0, 0]), "header: y.npy: begins inside of another entry"],
    [central(small, 0, 24, [1]), "oversized: x.npy: 136 bytes can't become the 1 that it says"],
    [central(small, 0, 16, [1, 2, 3, 4]), "checksum: x.npy: its checksum is another one"],
    [changed(small, 0x04034b50, 0, 0, [0]), "truncated: x.npy: lies outside of the archive"],
    [central(packed, 0, 24, [255, 255, 255, 0]), /can't become the 16777215 that it says/.source],
    [central(packed, 0, 24, [0, 1]), "checksum: x.npy: its checksum is another one"],
    [central(packed, 0, 24, [255, 255]), "truncated: x.npy: becomes 4128 bytes of 65535"],
    [lying("(900,), "), "checksum: x.npy: its checksum is another one"],
    [lying("(1001,),"), "truncated: x.npy: becomes 4128 bytes of 4132"],
    [zipped([{ name: "readme.txt", bytes: Uint8Array.of(1) }], false), "name: readme.txt: not a .npy file"],
    [zipped([{ name: "a/../b.npy", bytes: Uint8Array.of(1) }], false), "header: a/../b.npy: not a .npy file"],
  ]
  it.each(wrong.map(([bytes, says]) => ({ says, bytes })))("$says", ({ says, bytes }) =>
    expect(faultOf(bytes)).toContain(says),
  )

  it("becomes more than it may: nothing of it is inflated", () => {
    const bomb = formatNpz({ x: zeros([2 ** 23]), y: zeros([2 ** 23]), z: zeros([1]) }, { compress: true })
    expect(bomb.length).toBeLessThan(200_000)
    expect(faultOf(bomb)).toBe("oversized: the entries say that they become 67109252 bytes: the limit is 67108864")
    expect(faultOf(packed, 4127)).toBe("oversized: the entries say that they become 4128 bytes: the limit is 4127")
    expect(faultOf(packed, 4128)).toBe("none")
  })

  it("is damaged inside of what is compressed", () => {
    const middle = packed.slice()
    middle.fill(0xff, 36, 50)
    expect(faultOf(middle)).toMatch(/^(?:checksum|truncated): x\.npy: /)
  })
})

describe("a large entry of an archive", () => {
  const bytes = formatNpy(zeros([100_000]))
  const archiveOf = (header: Uint8Array, contents = bytes) => {
    const copy = contents.slice()
    copy.set(header)
    return zipped([{ name: "x.npy", bytes: copy }], true)
  }
  const fault = (archive: Uint8Array, size: number) =>
    faultOf(central(archive, 0, 24, [size & 255, (size >> 8) & 255, size >> 16]))

  it("has a header that asks for as many bytes as the archive says, which is read before the rest", () => {
    expect(faultOf(archiveOf(new Uint8Array(0)))).toBe("none")
    expect(fault(archiveOf(new Uint8Array(0)), 400_128 - 4)).toBe(
      "truncated: x.npy: [100000] takes 400000 bytes, but 399996 follow the header",
    )
    expect(fault(archiveOf(Uint8Array.of(1)), 400_128)).toBe("header: x.npy: not a .npy file")
    // version 2, whose header has so many bytes that others than zeros have to be inflated for it
    const long = Uint8Array.from(bytes.subarray(0, 128))
    long.set([2, 0, 0x0f, 0x27, 0, 0], 6)
    const random = bytes.map((byte, i) => (i < 128 ? byte : (i * i * 2654435761) >>> 7))
    expect(fault(archiveOf(long, random), 400_128)).toMatch("header: x.npy: its header is not of NumPy's form")
    expect(faultOf(zipped([{ name: "x.npy", bytes: random }], true))).toBe("none")
  })
})

describe("an entry of blocks that hold nothing", () => {
  it("is refused before all of them are looked at", () => {
    const blocks = Uint8Array.from({ length: 500_000 }, (_, i) => (i % 5 < 3 ? 0 : 255))
    const stored = zipped([{ name: "x.npy", bytes: blocks }], false)
    const archive = central(central(stored, 0, 10, [8]), 0, 24, [0, 0, 8, 0])
    expect(faultOf(archive)).toBe("truncated: x.npy: ends inside its header")
  })
})

describe("names of an archive", () => {
  it("may be those of every object's properties", () => {
    const entries = ["__proto__", "constructor"].map((name) => ({ name: `${name}.npy`, bytes: formatNpy(tensor([7])) }))
    const result = parseNpz(zipped(entries, false))
    if (result._tag === "Left") throw result.left
    expect(Object.keys(result.right)).toEqual(["__proto__", "constructor"])
    expect(toArray(result.right.constructor as never)).toEqual([7])
    expect(({} as { shape?: unknown }).shape).toBeUndefined()
  })
})

describe("the checksum", () => {
  it("is CRC-32", () => {
    expect(checksumOf(new TextEncoder().encode("123456789"))).toBe(0xcbf43926)
    expect(checksumOf(new Uint8Array(0))).toBe(0)
  })
})
