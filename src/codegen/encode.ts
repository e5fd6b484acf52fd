/**
 * @file The WebAssembly binary format, as far as kernels need it: one imported memory, functions, exports.
 * Code is nested arrays of bytes, flattened once. https://webassembly.github.io/spec/core/binary/
 *
 * A module that doubles n vectors (see `instructions.ts` and `function.ts`):
 *
 *     const double = defineFunction("run", ["i32", "i32"], ([from, n], f) => {
 *       f.repeat(n, () => {
 *         const x = f.let(f32x4.load(from.get))
 *         f.do(v128.store(from.get, f32x4.add(x, x)))
 *         f.set(from, i32.add(from.get, i32.const(16)))
 *     }) })
 *     const bytes = encodeModule([double])
 */

export type Bytes = number | Uint8Array | readonly Bytes[]

export type ValueType = "i32" | "v128"

/** Code that leaves one value on the stack. */
export interface Expr<T extends ValueType = ValueType> {
  readonly type: T
  readonly code: Bytes
}

export interface WasmFunction {
  /** The name it is exported under; none for functions that are only called from within. */
  readonly name: string | undefined
  readonly params: readonly ValueType[]
  readonly results: readonly ValueType[]
  readonly locals: readonly ValueType[]
  readonly body: Bytes
}

/** A module that imports the memory "env"."memory", of any size, and exports the named functions. */
export const encodeModule = (functions: readonly WasmFunction[], isShared = false): Uint8Array => {
  const types = functions.map(({ params, results }) => [
    0x60,
    vector(params.map(typeByte)),
    vector(results.map(typeByte)),
  ])
  const memory = [name("env"), name("memory"), 0x02, isShared ? [0x03, 0x00, unsigned(65536)] : [0x00, 0x00]]
  const exports = functions.flatMap((f, i) => (f.name === undefined ? [] : [[name(f.name), 0x00, unsigned(i)]]))
  const code = [
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    section(1, vector(types)),
    section(2, vector([memory])),
    section(3, vector(functions.map((_, i) => unsigned(i)))),
    section(7, vector(exports)),
    section(10, vector(functions.map(({ locals, body }) => sized(flat([localRuns(locals), body, 0x0b]))))),
  ]
  return flat(code)
}

const typeByte = (type: ValueType): number => typeBytes[type]

/** Unsigned LEB128. */
export const unsigned = (n: number): Bytes => {
  let rest = n >>> 0
  if (rest <= 0x7f) return rest
  if (rest <= 0x3fff) return [(rest & 0x7f) | 0x80, rest >>> 7]
  const bytes: number[] = []
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80)
    rest >>>= 7
  }
  return [...bytes, rest]
}

/** Signed LEB128 of a 32-bit integer. */
export const signed = (n: number): Bytes => {
  const bytes: number[] = []
  let rest = n | 0
  while (rest < -0x40 || rest > 0x3f) {
    bytes.push((rest & 0x7f) | 0x80)
    rest >>= 7
  }
  return [...bytes, rest & 0x7f]
}

/** The bits of a float32 as an int32. */
export const float32Bits = (x: number): number => {
  scratch.setFloat32(0, x)
  return scratch.getInt32(0)
}

/** The bits of a float64 as two int32, the low one first. */
export const float64Bits = (x: number): readonly [number, number] => {
  scratch.setFloat64(0, x)
  return [scratch.getInt32(4), scratch.getInt32(0)]
}

/** The four bytes of an int32, little-endian. */
export const int32Bytes = (n: number): readonly number[] => [0, 8, 16, 24].map((shift) => (n >> shift) & 0xff)

// internal

const scratch = new DataView(new ArrayBuffer(8))

const typeBytes = { i32: 0x7f, v128: 0x7b } as const satisfies { readonly [T in ValueType]: number }

const vector = (items: readonly Bytes[]): Bytes => [unsigned(items.length), items]

const name = (text: string): Bytes => vector([...text].map((c) => c.charCodeAt(0)))

/** Content behind its length in bytes. */
const sized = (content: Bytes): Bytes => [unsigned(lengthOf(content)), content]

const section = (id: number, content: Bytes): Bytes => [id, sized(content)]

/** Locals are declared as runs of one type. */
const localRuns = (locals: readonly ValueType[]): Bytes => {
  const runs: { count: number; readonly type: ValueType }[] = []
  for (const type of locals) {
    const last = runs.at(-1)
    if (last?.type === type) last.count++
    else runs.push({ count: 1, type })
  }
  return vector(runs.map(({ count, type }) => [unsigned(count), typeByte(type)]))
}

/** In one walk: code is many small arrays. */
const flat = (code: readonly Bytes[]): Uint8Array => {
  let bytes = new Uint8Array(4096)
  const grow = (length: number): void => {
    const longer = new Uint8Array(2 * length)
    longer.set(bytes)
    bytes = longer
  }
  const write = (parts: readonly Bytes[], from: number): number => {
    let at = from
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i] as Bytes
      if (typeof part === "number") {
        if (at === bytes.length) grow(at)
        bytes[at++] = part
      } else if (part instanceof Uint8Array) {
        if (at + part.length > bytes.length) grow(at + part.length)
        bytes.set(part, at)
        at += part.length
      } else at = write(part, at)
    }
    return at
  }
  const length = write(code, 0)
  return bytes.slice(0, length)
}

const lengthOf = (code: Bytes): number => {
  if (typeof code === "number") return 1
  if (code instanceof Uint8Array) return code.length
  let length = 0
  for (const part of code) length += typeof part === "number" ? 1 : lengthOf(part)
  return length
}
