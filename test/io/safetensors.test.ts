import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { type AnyTensor, add, data, key, ones, relu, tensor, toArray, zeros } from "tuplet"
import {
  FormatError,
  formatSafetensors,
  loadSafetensors,
  parseSafetensors,
  readSafetensors,
  saveSafetensors,
  writeSafetensors,
} from "tuplet/io"
import { linear, sequential } from "tuplet/nn"
import { afterAll, describe, expect, it } from "vitest"
import { bytesOfArray, entry, fileOf } from "./safetensors-bytes.js"

const parsed = (bytes: Uint8Array) => {
  const result = parseSafetensors(bytes)
  if (result._tag === "Left") throw result.left
  return result.right
}

const only = (bytes: Uint8Array): AnyTensor => Object.values(parsed(bytes).tensors)[0] as AnyTensor

/** The error's code and sentence. */
const faultOf = (bytes: Uint8Array): string => {
  const result = parseSafetensors(bytes)
  if (result._tag === "Right") return "none"
  expect(result.left).toBeInstanceOf(FormatError)
  return `${result.left.code}: ${result.left.message}`
}

describe("what is written", () => {
  const tree = {
    a: tensor([
      [1, 2],
      [3, 4],
    ]),
    b: [tensor([1.5, Number.NaN, Number.POSITIVE_INFINITY, -0], "float64"), { deepName: tensor([1, -7], "int32") }],
    c: tensor([true, false, true]),
    scalar: tensor(3),
    empty: zeros([0, 3]),
  }
  const bytes = formatSafetensors(tree, { metadata: { epoch: "3", __proto__x: "é" } })

  it("is read back: names, shapes, dtypes, numbers, metadata", () => {
    const { tensors, metadata } = parsed(bytes)
    expect(Object.keys(tensors).sort()).toEqual(["a", "b.0", "b.1.deep_name", "c", "empty", "scalar"])
    expect(toArray(tensors.a as AnyTensor)).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(toArray(tensors["b.0"] as AnyTensor)).toEqual([1.5, Number.NaN, Number.POSITIVE_INFINITY, -0])
    expect(tensors["b.0"]?.dtype).toBe("float64")
    expect(toArray(tensors["b.1.deep_name"] as AnyTensor)).toEqual([1, -7])
    expect(tensors["b.1.deep_name"]?.dtype).toBe("int32")
    expect(toArray(tensors.c as AnyTensor)).toEqual([true, false, true])
    expect(toArray(tensors.scalar as AnyTensor)).toBe(3)
    expect(tensors.empty?.shape).toEqual([0, 3])
    expect({ ...metadata }).toEqual({ epoch: "3", __proto__x: "é" })
  })

  it("begins its numbers at a multiple of 8, as the format's own library does", () => {
    expect(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8).toBe(0)
  })

  it("is the same after another round", () => {
    const { tensors, metadata } = parsed(bytes)
    expect(formatSafetensors(tensors, { metadata })).toEqual(bytes)
  })

  it("takes names from a function, and no name twice", () => {
    const named = formatSafetensors({ runningMean: ones([1]) }, { names: (path) => `x.${path}` })
    expect(Object.keys(parsed(named).tensors)).toEqual(["x.runningMean"])
    expect(() => formatSafetensors({ aB: ones([1]), a_b: ones([1]) })).toThrow(
      "formatSafetensors: a_b and aB are both a_b",
    )
    expect(() => formatSafetensors({ __metadata__: ones([1]) })).toThrow("formatSafetensors: __metadata__ is no")
    expect(() => formatSafetensors({ a: 3 })).toThrow("formatSafetensors: a is not a tensor: got 3")
  })

  it("may be a graph that nobody has evaluated", () => {
    expect(toArray(only(formatSafetensors({ x: add(tensor([1, 2]), 1) })))).toEqual([2, 3])
  })
})

describe("what is read", () => {
  const one = (dtype: string, array: ArrayBufferView, count: number) =>
    fileOf({ x: entry(dtype, [count], 0, array.byteLength) }, bytesOfArray(array))

  it("stays where it is when the file keeps it as we do", () => {
    const bytes = formatSafetensors({ x: tensor([1, 2, 3]) })
    const x = only(bytes)
    // numbers that are read in place change with the bytes
    new Float32Array(bytes.buffer, bytes.length - 12, 3)[1] = 7
    expect(toArray(x)).toEqual([1, 7, 3])
  })

  it("is copied where it does not lie as the processor reads it, also from the middle of a buffer", () => {
    const odd = new Uint8Array(1001)
    const bytes = formatSafetensors({ x: tensor([1, 2, 3]), y: tensor([4], "float64") })
    odd.set(bytes, 3)
    const { tensors } = parsed(odd.subarray(3, 3 + bytes.length))
    expect(toArray(tensors.x as AnyTensor)).toEqual([1, 2, 3])
    expect(toArray(tensors.y as AnyTensor)).toEqual([4])
    expect(toArray(only(Buffer.from(formatSafetensors({ x: tensor([5]) }))))).toEqual([5])
  })

  it("is float32 of float16: normal, subnormal, infinite, NaN, both zeros", () => {
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x8001, 0x7c00, 0xfc00, 0x7e00, 0x8000, 0x3555)
    expect(toArray(only(one("F16", halves, 10)))).toEqual([
      1,
      -2,
      65504,
      2 ** -24,
      -(2 ** -24),
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      -0,
      0.333251953125,
    ])
  })

  it("is float32 of bfloat16", () => {
    const halves = Uint16Array.of(0x3f80, 0xc049, 0x7f80, 0x7fc0, 0x8000)
    expect(toArray(only(one("BF16", halves, 5)))).toEqual([1, -3.140625, Number.POSITIVE_INFINITY, Number.NaN, -0])
  })

  it.each([
    ["I64", BigInt64Array.of(0n, -1n, 2n ** 31n - 1n, -(2n ** 31n)), [0, -1, 2 ** 31 - 1, -(2 ** 31)]],
    ["U64", BigUint64Array.of(0n, 2n ** 31n - 1n), [0, 2 ** 31 - 1]],
    ["U32", Uint32Array.of(1, 2 ** 31 - 1), [1, 2 ** 31 - 1]],
    ["I16", Int16Array.of(-1, 300), [-1, 300]],
    ["U16", Uint16Array.of(65535), [65535]],
    ["I8", Int8Array.of(-1, 127), [-1, 127]],
    ["U8", Uint8Array.of(255), [255]],
  ])("is int32 of %s", (dtype, array, expected) => {
    const x = only(one(dtype, array, expected.length))
    expect(x.dtype).toBe("int32")
    expect(toArray(x)).toEqual(expected)
  })

  it("is true of any byte but 0", () => {
    expect(Array.from(data(only(one("BOOL", Uint8Array.of(0, 1, 255), 3))))).toEqual([0, 1, 1])
  })

  it("may be called anything", () => {
    const header = `{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},
      "constructor":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},"\\u00e9\\"":{"dtype":"U8","shape":[],"data_offsets":[2,3]}}`
    const { tensors } = parsed(fileOf(header, [5, 6, 7]))
    expect(Object.keys(tensors)).toEqual(["__proto__", "constructor", 'é"'])
    expect(toArray(Reflect.get(tensors, "__proto__") as AnyTensor)).toEqual([5])
    expect(({} as { shape?: unknown }).shape).toBeUndefined()
    expect("toString" in tensors).toBe(false)
  })
})

describe("what is refused", () => {
  const f32 = (shape: readonly number[], begin: number, end: number) => entry("F32", shape, begin, end)
  const value = (dtype: string, array: ArrayBufferView, count: number) =>
    fileOf({ "a.b": entry(dtype, [count], 0, array.byteLength) }, bytesOfArray(array))
  const huge = fileOf({}, [])
  new DataView(huge.buffer).setBigUint64(0, 2n ** 63n, true)

  const wrong: readonly (readonly [Uint8Array, string | RegExp])[] = [
    [new Uint8Array(7), "truncated: a safetensors file has at least 8 bytes, this one 7"],
    [huge, "header: a header has at most 100000000 bytes, this one says 9223372036854776000"],
    [fileOf({}).subarray(0, 9), "truncated: the header has 2 bytes, but only 1 follow"],
    [fileOf(""), "header: the header has no { at byte 0"],
    [fileOf("[]"), "header: the header has no { at byte 0"],
    [fileOf("{} x"), "header: the header has no end at byte 3"],
    [fileOf('{"a"'), "header: the header has no : at byte 4"],
    [fileOf('{"a'), "header: the header has no string at byte 1"],
    [fileOf('{"a\\q":1}'), "header: the header has no string at byte 1"],
    [fileOf(`{"x":${"[".repeat(100_000)}`), "header: the header has no { at byte 5"],
    [fileOf({ __metadata__: { a: 1 } }), "header: the header has no string at byte 21"],
    [fileOf({ x: { dtype: "F32", shape: [1] } }), "header: x: needs a dtype, a shape and two data_offsets"],
    [fileOf({ x: { ...f32([1], 0, 4), more: 1 } }), "header: x: more is not a field of a tensor"],
    [fileOf({ x: f32([-1], 0, 4) }), "header: the header has no integer of at least 0 at byte 29"],
    [fileOf({ x: f32([1.5], 0, 4) }), "header: the header has no , or ] at byte 30"],
    [fileOf({ x: f32([2 ** 53], 0, 4) }), "header: the header has no integer of at least 0 at byte 29"],
    [fileOf({ x: { ...f32([1], 0, 4), data_offsets: [0, 1, 2] } }), /no \] after 2 integers/],
    [fileOf({ x: f32(Array(65).fill(1), 0, 4) }), /no \] after 64 integers/],
    [fileOf('{"x":{"dtype":"U8","dtype":"F32","shape":[],"data_offsets":[0,1]}}', [1]), /name: dtype comes twice/],
    [
      fileOf(
        '{"x":{"dtype":"U8","shape":[],"data_offsets":[0,1]},"\\u0078":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}',
        [1],
      ),
      "name: x comes twice in the header",
    ],
    [fileOf({ x: entry("F8_E4M3", [1], 0, 1) }, [0]), "dtype: x: no tensors of F8_E4M3 here"],
    [fileOf({ x: entry("toString", [1], 0, 1) }, [0]), "dtype: x: no tensors of toString here"],
    [fileOf({ x: f32([2], 0, 4) }, [0, 0, 0, 0]), "shape: x: [2] of F32 takes 8 bytes, but has 4"],
    [fileOf({ x: f32([2 ** 40, 2 ** 40], 0, 0) }), "shape: x: [1099511627776, 1099511627776] has too many elements"],
    [fileOf({ x: f32([1], 0, 4) }, [0, 0, 0]), "truncated: x: ends at byte 4, but there are 3"],
    [fileOf({ x: f32([1], 4, 0) }, [0, 0, 0, 0]), "header: x: ends at 0, before it begins at 4"],
    [
      fileOf({ x: f32([1], 0, 4), y: f32([1], 2, 6) }, Array(6).fill(0)),
      "header: y: begins at byte 2, inside of another tensor",
    ],
    [fileOf({ x: f32([1], 4, 8) }, Array(8).fill(0)), "header: x: begins at byte 4, but the last tensor ends at 0"],
    [fileOf({ x: f32([1], 0, 4) }, Array(9).fill(0)), "oversized: 5 bytes follow the last tensor"],
    [value("I64", BigInt64Array.of(1n, 2n ** 31n), 2), "value: a.b: element 1 is 2147483648, which int32 doesn't hold"],
    [
      value("I64", BigInt64Array.of(-(2n ** 31n) - 1n), 1),
      "value: a.b: element 0 is -2147483649, which int32 doesn't hold",
    ],
    [
      value("U64", BigUint64Array.of(2n ** 64n - 1n), 1),
      "value: a.b: element 0 is 18446744073709551615, which int32 doesn't hold",
    ],
    [value("U32", Uint32Array.of(2 ** 31), 1), "value: a.b: element 0 is 2147483648, which int32 doesn't hold"],
    [fileOf({ ["x".repeat(1000)]: 1 }), /^header: the header has no \{/],
    [fileOf({ [`"${"x".repeat(1000)}`]: {} }), /^header: "\\"x{59}…": needs a dtype/],
  ]

  it.each(wrong.map(([bytes, says]) => ({ says, bytes })))("$says", ({ says: expected, bytes }) => {
    if (typeof expected === "string") expect(faultOf(bytes)).toBe(expected)
    else expect(faultOf(bytes)).toMatch(expected)
  })

  it("what is not UTF-8", () => {
    const bytes = fileOf({ x: f32([], 0, 4) }, [0, 0, 0, 0])
    bytes[10] = 0xff
    expect(faultOf(bytes)).toBe("header: the header is not UTF-8")
  })

  it("what are no bytes at all, as a mistake of the program", () => {
    expect(() => parseSafetensors("model.safetensors" as unknown as Uint8Array)).toThrow(TypeError)
  })
})

describe("files", () => {
  const folder = mkdtempSync(join(tmpdir(), "tuplet-io-"))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const net = sequential(linear(3, 2), relu, linear(2, 1))
  const params = net.init(key(1))

  it("are written, and read from paths, URLs, blobs, responses and bytes", async () => {
    const path = join(folder, "model.safetensors")
    await saveSafetensors(path, params)
    expect(readdirSync(folder)).toEqual(["model.safetensors"])
    const bytes = formatSafetensors(params)
    for (const source of [path, pathToFileURL(path), new Blob([bytes]), new Response(bytes), bytes, bytes.buffer]) {
      const { tensors } = await loadSafetensors(source)
      expect(Object.keys(tensors).sort()).toEqual(["0.bias", "0.weight", "2.bias", "2.weight"])
      expect(toArray(tensors["0.weight"] as AnyTensor)).toEqual(toArray(params[0].weight))
    }
  })

  it("that can't be read or written are a Left of the task, and reject the promise", async () => {
    const nowhere = join(folder, "none", "model.safetensors")
    for (const task of [readSafetensors(nowhere), writeSafetensors(nowhere, params), readSafetensors(folder)]) {
      const result = await task()
      expect(result._tag === "Left" && result.left.code).toBe("file")
    }
    await expect(loadSafetensors(nowhere)).rejects.toThrow(`${nowhere}: can't read it: ENOENT`)
    await expect(loadSafetensors("/dev/zero")).rejects.toThrow("/dev/zero: not a file")
    await expect(loadSafetensors(new Response("", { status: 404 }))).rejects.toThrow("the server says 404")
    writeFileSync(join(folder, "short"), "short")
    await expect(loadSafetensors(join(folder, "short"))).rejects.toThrow(FormatError)
  })
})
