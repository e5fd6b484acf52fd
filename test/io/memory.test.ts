/**
 * @file What large and hostile files cost in memory: what stays after they were read, and the arrays made meanwhile.
 */
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { toArray, zeros } from "tuplet"
import { formatNpz, parseCsv, parseNpy, parseNpz, parseSafetensors } from "tuplet/io"
import { describe, expect, it } from "vitest"
import { npyHeader } from "../../src/io/npy-header.js"
import { fileOf } from "./safetensors-bytes.js"

setFlagsFromString("--expose-gc")
const collect: () => void = runInNewContext("gc")

/** Bytes of arrays made by a function, and bytes of all kinds that its result keeps. */
const costOf = (f: () => { readonly _tag: string }) => {
  collect()
  const before = process.memoryUsage()
  const result = f()
  const { arrayBuffers } = process.memoryUsage()
  collect()
  const after = process.memoryUsage()
  const kept = after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers
  return { made: arrayBuffers - before.arrayBuffers, kept, result }
}

const MB = 2 ** 20

describe("memory", () => {
  it("is that of the file, for elements of one and two bytes too, until they are used", () => {
    const size = 8 * MB
    const files = (["U8", "I8", "F16", "BF16", "I16", "U16", "BOOL", "F32", "I32", "F64"] as const).map((dtype) => {
      const width = { 8: 1, 6: 2, 2: 4, 4: 8 }[dtype === "BOOL" ? 8 : Number(dtype.at(-1))] as number
      const header = JSON.stringify({ x: { dtype, shape: [size / width], data_offsets: [0, size] } })
      // elements at multiples of their sizes
      return fileOf(header.padEnd(80), new Uint8Array(size))
    })
    for (const file of files) {
      const { made, kept, result } = costOf(() => parseSafetensors(file))
      expect(result._tag).toBe("Right")
      expect(made).toBeLessThan(MB / 4)
      expect(kept).toBeLessThan(MB / 4)
    }
    for (const descr of ["|u1", "<f2"]) {
      const header = npyHeader(descr, [size])
      const bytes = new Uint8Array(header.length + size * (descr === "|u1" ? 1 : 2))
      bytes.set(header)
      expect(costOf(() => parseNpy(bytes)).made).toBeLessThan(MB / 4)
    }
  })

  it("is below 1 kB for each name of a header, of which there are not too many", () => {
    const entry = { dtype: "F32", shape: [0], data_offsets: [0, 0] }
    const names = (count: number) => Array.from({ length: count }, (_, i) => `t${i}`)
    const file = fileOf(Object.fromEntries(names(50_000).map((name) => [name, entry])))
    const { made, kept, result } = costOf(() => parseSafetensors(file))
    expect(result._tag).toBe("Right")
    expect(made).toBeLessThan(MB / 4)
    expect(kept / 50_000).toBeLessThan(1000)
    const metadata = fileOf({ __metadata__: Object.fromEntries(names(100_001).map((name) => [name, ""])) })
    const refused = parseSafetensors(metadata)
    expect(refused._tag === "Left" && refused.left.message).toBe("the header has more than 100000 names")
  })

  it("of a compressed file is that of its tensors, if it tells the truth", () => {
    const honest = formatNpz({ x: zeros([MB]) }, { compress: true })
    const { made, result } = costOf(() => parseNpz(honest))
    expect(result._tag).toBe("Right")
    expect(made).toBeLessThan(6 * MB)
    const lying = honest.slice()
    const view = new DataView(lying.buffer)
    let at = lying.length - 22
    while (view.getUint32(at, true) !== 0x02014b50) at--
    view.setUint32(at + 24, 4 * MB + 4096, true)
    const refused = costOf(() => parseNpz(lying))
    expect(refused.result._tag).toBe("Left")
    expect(refused.made).toBeLessThan(2 * MB)
  })

  it("of a CSV file is that of its numbers, beside its text and the rows of a part", () => {
    const text = `a,b\n${"1,2\n".repeat(500_000)}`
    const { made, result } = costOf(() => parseCsv(text, { a: "float32", b: "float64" }))
    expect(result._tag).toBe("Right")
    // arrays that grow are twice as large at most, and there is the smaller one that is copied
    expect(made).toBeLessThan(4 * 12 * 500_000)
  })

  it("is taken for narrow elements when they are used, and the numbers are theirs", () => {
    const file = fileOf({ x: { dtype: "U8", shape: [3], data_offsets: [0, 3] } }, Uint8Array.of(0, 7, 255))
    const read = parseSafetensors(file)
    expect(read._tag === "Right" && toArray(read.right.tensors.x as never)).toEqual([0, 7, 255])
  })
})
