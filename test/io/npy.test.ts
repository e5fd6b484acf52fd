import { readFileSync } from "node:fs"
import { join } from "node:path"
import { type AnyTensor, tensor, toArray, transpose, zeros } from "tuplet"
import {
  formatNpy,
  formatNpz,
  intoTree,
  loadNpy,
  loadNpz,
  parseNpy,
  parseNpz,
  readNpy,
  readNpz,
  saveNpy,
  saveNpz,
  writeNpy,
  writeNpz,
} from "tuplet/io"
import { describe, expect, it } from "vitest"
import { npyHeader } from "../../src/io/npy-header.js"

const place = (name: string): string => join(import.meta.dirname, "numpy", name)
const bytesIn = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(place(name)))

const faultOf = (bytes: Uint8Array): string => {
  const result = parseNpy(bytes)
  return result._tag === "Left" ? `${result.left.code}: ${result.left.message}` : "none"
}

const rows = [
  [0, 1, 2],
  [3, 100, 127],
]

describe("what NumPy saved (test/interop/npy.py)", () => {
  it.each(["C", "F", "C-compressed", "F-compressed"])("is read: every dtype, both byte orders, %s", async (name) => {
    const arrays = await loadNpz(place(`${name}.npz`))
    expect(Object.keys(arrays)).toHaveLength(20)
    for (const [dtype, x] of Object.entries(arrays)) {
      const ours = /f8/.test(dtype) ? "float64" : /f/.test(dtype) ? "float32" : /b1/.test(dtype) ? "bool" : "int32"
      expect([dtype, x.dtype]).toEqual([dtype, ours])
      const expected = ours === "bool" ? rows.map((row) => row.map((value) => value !== 0)) : rows
      expect([dtype, toArray(x)]).toEqual([dtype, expected])
    }
  })

  it("is read at every rank and version", async () => {
    expect(toArray((await loadNpy(place("scalar.npy"))) as AnyTensor)).toBe(2.5)
    expect((await loadNpy(place("empty.npy"))).shape).toEqual([0, 3])
    expect(toArray(await loadNpy(place("deep.npy")))).toEqual([
      [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9, 10, 11],
      ],
      [
        [12, 13, 14, 15],
        [16, 17, 18, 19],
        [20, 21, 22, 23],
      ],
    ])
    for (const version of [1, 2, 3]) expect(toArray(await loadNpy(place(`version${version}.npy`)))).toEqual([1, -2.5])
  })

  it("is refused where it holds no numbers of ours", () => {
    expect(faultOf(bytesIn("objects.npy"))).toBe('dtype: the array: no tensors of "|O" here')
    expect(faultOf(bytesIn("complex.npy"))).toBe('dtype: the array: no tensors of "<c8" here')
    expect(faultOf(bytesIn("records.npy"))).toMatch(
      /^header: the array: its header is not of NumPy's form: "{'descr': \[/,
    )
  })
})

describe("what is written", () => {
  it("is what NumPy writes, to the byte", () => {
    expect(formatNpy(tensor(2.5))).toEqual(bytesIn("scalar.npy"))
    expect(formatNpy(zeros([0, 3]))).toEqual(bytesIn("empty.npy"))
    expect(formatNpy(tensor([1, -2.5], "float64"))).toEqual(bytesIn("version1.npy"))
  })

  it.each([false, true])("comes back from an archive, compressed: %s", (compress) => {
    const tree = {
      a: [tensor([1, 2], "int32"), { theB: tensor([true, false]) }],
      c: transpose(tensor([[1, 2, 3]])),
    } as const
    const bytes = formatNpz(tree, { compress })
    const file = parseNpz(bytes)
    if (file._tag === "Left") throw file.left
    expect(Object.keys(file.right)).toEqual(["a.0", "a.1.the_b", "c"])
    const back = intoTree(tree, file.right)
    expect(toArray(back.c)).toEqual([[1], [2], [3]])
    expect(toArray(back.a[1].theB)).toEqual([true, false])
    expect(back.a[0].dtype).toBe("int32")
  })

  it("becomes smaller when it is compressed", () => {
    const x = zeros([100, 100])
    expect(formatNpz({ x }, { compress: true }).length).toBeLessThan(1000)
    expect(formatNpz({ x }).length).toBeGreaterThan(40_000)
  })

  it("takes names from a function, each once", () => {
    const file = parseNpz(formatNpz({ theB: zeros([1]) }, { names: (path) => path }))
    expect(file._tag === "Right" && Object.keys(file.right)).toEqual(["theB"])
    expect(() => formatNpz({ aB: zeros([1]), a_b: zeros([1]) })).toThrow("formatNpz: a_b and aB are both a_b")
    expect(() => formatNpy(3 as never)).toThrow("formatNpy: expected a tensor, got 3")
  })

  it("fails as an error of the file where it can't be", async () => {
    const nowhere = place("none/x")
    for (const task of [
      readNpy(nowhere),
      readNpz(nowhere),
      writeNpy(nowhere, zeros([1])),
      writeNpz(nowhere, { x: zeros([1]) }),
    ]) {
      const result = await task()
      expect(result._tag === "Left" && result.left.code).toBe("file")
    }
    await expect(saveNpy(nowhere, zeros([1]))).rejects.toThrow("can't write it: ENOENT")
    await expect(saveNpz(nowhere, {})).rejects.toThrow("can't write it: ENOENT")
  })
})

describe("a .npy file that is refused", () => {
  const file = (dictionary: string, contents = 0): Uint8Array => {
    const bytes = new Uint8Array(10 + dictionary.length + contents)
    bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, dictionary.length & 255, dictionary.length >> 8])
    bytes.set(new TextEncoder().encode(dictionary), 10)
    return bytes
  }
  const shaped = (shape: string, contents = 0) =>
    file(`{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}}`, contents)

  const wrong: readonly (readonly [Uint8Array, string])[] = [
    [new Uint8Array(0), "truncated: the array: ends inside its header"],
    [Uint8Array.of(1, 2, 3), "header: the array: not a .npy file"],
    [bytesIn("scalar.npy").subarray(0, 8), "truncated: the array: ends inside its header"],
    [bytesIn("scalar.npy").subarray(0, 100), "truncated: the array: ends inside its header"],
    [bytesIn("version2.npy").subarray(0, 11), "truncated: the array: ends inside its header"],
    [bytesIn("version1.npy").with(6, 4), "header: the array: version 4 of .npy is none that exists"],
    [bytesIn("version2.npy").with(11, 255), "header: the array: its header says 4278190196 bytes, more than 10000"],
    [bytesIn("version1.npy").subarray(0, 143), "truncated: the array: [2] takes 16 bytes, but 15 follow the header"],
    [shaped("(1,)", 5), "oversized: the array: [1] takes 4 bytes, but 5 follow the header"],
    [
      shaped("(99999999, 99999999, 99999999)"),
      "shape: the array: [99999999, 99999999, 99999999] has too many elements",
    ],
    [
      shaped("(0, 99999999999, 99999999999)", 1),
      "oversized: the array: [0, 99999999999, 99999999999] takes 0 bytes, but 1 follow the header",
    ],
    [
      file("{'descr': 'toString', 'fortran_order': False, 'shape': ()}", 4),
      "dtype: the array: no tensors of toString here",
    ],
  ]
  it.each(wrong.map(([bytes, says]) => ({ says, bytes })))("$says", ({ says, bytes }) =>
    expect(faultOf(bytes)).toBe(says),
  )

  it.each([
    "",
    "{}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': ()",
    "{'descr': '<f4', 'fortran_order': False, 'shape': ()} x",
    "x{'descr': '<f4', 'fortran_order': False, 'shape': ()}",
    "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': ()}",
    "{'descr': False, 'fortran_order': False, 'shape': ()}",
    "{'descr': '<f4', 'fortran_order': 'False', 'shape': ()}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1,,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1 2,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999,)}",
    `{'descr': '<f4', 'fortran_order': False, 'shape': (${"1,".repeat(65)})}`,
    "{'descr': '<f4', 'fortran_order': __import__('os'), 'shape': ()}",
  ])("has a header %s", (dictionary) => {
    expect(faultOf(file(dictionary, 4))).toMatch(/^header: the array: its header is not of NumPy's form: /)
  })

  it("writes the header that it reads", () => expect(faultOf(npyHeader("<f4", [0]))).toBe("none"))
})
