/** @file The safetensors format: named tensors in one file, as PyTorch's models are published. */
import type { Either } from "fp-ts/lib/Either.js"
import type { DType } from "../../types/dtype.js"
import type { NamedTensors } from "../../types/into-tree.js"
import type { AnyTensor } from "../../types/tensor.js"
import { nodeOf } from "../api/handle.js"
import { data, evaluate } from "../read.js"
import { show } from "../shape/sentence.js"
import { elementBytes } from "../shape/size.js"
import { type Reading, readings, tensorFrom } from "./element.js"
import { attempt, type FormatError, refuse, shown } from "./error.js"
import { type Naming, namedLeaves } from "./names.js"
import { type Entry, headerOf } from "./safetensors-header.js"
import { bytesOf } from "./source.js"

export interface Safetensors<N = NamedTensors> {
  readonly tensors: N
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * The tensors of a safetensors file by name, and its metadata: `Right` of them, or `Left` of what is wrong.
 *
 * float32, float64, int32 and bool are read in place, without a copy: don't change the bytes afterwards. float16 and
 * bfloat16 become float32, when they are first used; other integers int32, where a value that it doesn't hold is an
 * error. Left: FormatError, of the tensor's name where it is one tensor's. PyTorch: `safetensors.torch.load`.
 * @example
 * ```ts
 * import { tensor } from "tuplet"
 * import { formatSafetensors, parseSafetensors } from "tuplet/io"
 * const file = parseSafetensors(formatSafetensors({ weight: tensor([1, 2]) }))
 * file._tag === "Right" && file.right.tensors.weight?.shape // [2]
 * parseSafetensors(new Uint8Array(4))._tag // "Left"
 * ```
 */
export const parseSafetensors = <N = NamedTensors>(
  bytes: Uint8Array | ArrayBuffer,
): Either<FormatError, Safetensors<N>> => attempt(() => safetensorsOf<N>(bytesOf(bytes)))

/**
 * A safetensors file of a tree of tensors: its bytes. Names are PyTorch's, `0.weight`, and camelCase becomes
 * snake_case; `names` gives others, from paths with dots. `metadata` is stored beside them.
 *
 * Errors: FormatError where two tensors come to one name; what `evaluate` throws. PyTorch: `safetensors.torch.save`.
 * @example
 * ```ts
 * import { tensor } from "tuplet"
 * import { formatSafetensors, parseSafetensors } from "tuplet/io"
 * const bytes = formatSafetensors([{ runningMean: tensor([0]) }], { metadata: { epoch: "3" } })
 * const file = parseSafetensors(bytes)
 * file._tag === "Right" && Object.keys(file.right.tensors) // ["0.running_mean"]
 * file._tag === "Right" && file.right.metadata.epoch // "3"
 * ```
 */
export const formatSafetensors = (tree: unknown, options: SafetensorsOptions = {}): Uint8Array<ArrayBuffer> => {
  const leaves = [...namedLeaves(tree, "formatSafetensors", options.names)].sort(byAlignment)
  if (leaves.some(({ name }) => name === METADATA)) refuse("name", `formatSafetensors: ${METADATA} is no tensor's name`)
  evaluate(leaves.map(({ x }) => x))
  let end = 0
  const places = leaves.map(({ name, x }) => {
    const begin = end
    end += nodeOf(x).shape.reduce((product, dim) => product * dim, elementBytes[x.dtype])
    return [name, { dtype: written[x.dtype], shape: x.shape, data_offsets: [begin, end] }] as const
  })
  const metadata = Object.entries(options.metadata ?? {})
  const meta = metadata.length === 0 ? [] : [[METADATA, Object.fromEntries(metadata)] as const]
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries([...meta, ...places])))
  const start = 8 + Math.ceil(text.length / 8) * 8
  const bytes = new Uint8Array(start + end)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(start - 8), true)
  bytes.fill(SPACE, 8, start).set(text, 8)
  leaves.forEach(({ x }, i) => {
    const { buffer, byteOffset, byteLength } = data(x)
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), start + (places[i]?.[1].data_offsets[0] ?? 0))
  })
  return bytes
}

export interface SafetensorsOptions {
  readonly metadata?: Readonly<Record<string, string>>
  readonly names?: Naming
}

export const safetensorsOf = <N>(bytes: Uint8Array<ArrayBuffer>): Safetensors<N> => {
  if (bytes.length < 8) refuse("truncated", `a safetensors file has at least 8 bytes, this one ${bytes.length}`)
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true))
  if (length > MAX_HEADER) refuse("header", `a header has at most ${MAX_HEADER} bytes, this one says ${length}`)
  if (length > bytes.length - 8)
    refuse("truncated", `the header has ${length} bytes, but only ${bytes.length - 8} follow`)
  const { entries, metadata } = headerOf(bytes.subarray(8, 8 + length))
  const contents = bytes.subarray(8 + length)
  assertPlaced(entries, contents.length)
  const tensors: Record<string, AnyTensor> = Object.create(null)
  // sizes of all before the elements of any
  for (const { entry, reading } of entries.map((entry) => ({ entry, reading: readingOf(entry) }))) {
    const elements = contents.subarray(entry.begin, entry.end)
    tensors[entry.name] = tensorFrom(reading, elements, entry.shape, entry.name)
  }
  return { tensors: tensors as N, metadata }
}

// internal

/** The limit of the format's own library. */
const MAX_HEADER = 100_000_000
const METADATA = "__metadata__"
const SPACE = 0x20

const stored: Readonly<Record<string, Reading | undefined>> = {
  F64: readings.float64,
  F32: readings.float32,
  F16: readings.float16,
  BF16: readings.bfloat16,
  I64: readings.int64,
  U64: readings.uint64,
  I32: readings.int32,
  U32: readings.uint32,
  I16: readings.int16,
  U16: readings.uint16,
  I8: readings.int8,
  U8: readings.uint8,
  BOOL: readings.bool,
}

const written = { float64: "F64", float32: "F32", int32: "I32", bool: "BOOL" } as const satisfies Record<DType, string>

/** Wide elements first, so that each lies at a multiple of its size. */
const byAlignment = (a: { readonly x: AnyTensor }, b: { readonly x: AnyTensor }): number =>
  elementBytes[b.x.dtype] - elementBytes[a.x.dtype]

const readingOf = ({ name, dtype, shape, begin, end }: Entry): Reading => {
  const reading = Object.hasOwn(stored, dtype) ? stored[dtype] : undefined
  if (reading === undefined) return refuse("dtype", `${shown(name)}: no tensors of ${shown(dtype)} here`)
  let size = reading.bytes
  for (const dim of shape) {
    size *= dim
    if (!Number.isSafeInteger(size)) refuse("shape", `${shown(name)}: ${show(shape)} has too many elements`)
  }
  if (size !== end - begin) {
    refuse("shape", `${shown(name)}: ${show(shape)} of ${dtype} takes ${size} bytes, but has ${end - begin}`)
  }
  return reading
}

/** The format allows no holes between tensors, none behind them, and no byte that belongs to two. */
const assertPlaced = (entries: readonly Entry[], length: number): void => {
  let end = 0
  for (const entry of [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    const name = shown(entry.name)
    if (entry.end < entry.begin) refuse("header", `${name}: ends at ${entry.end}, before it begins at ${entry.begin}`)
    if (entry.end > length) refuse("truncated", `${name}: ends at byte ${entry.end}, but there are ${length}`)
    if (entry.begin < end) refuse("header", `${name}: begins at byte ${entry.begin}, inside of another tensor`)
    if (entry.begin > end)
      refuse("header", `${name}: begins at byte ${entry.begin}, but the last tensor ends at ${end}`)
    end = entry.end
  }
  if (end < length) refuse("oversized", `${length - end} bytes follow the last tensor`)
}
