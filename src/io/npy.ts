/** @file NumPy's .npy files: one tensor each. */
import type { Either } from "fp-ts/lib/Either.js"
import type { TaskEither } from "fp-ts/lib/TaskEither.js"
import type { DType } from "../../types/dtype.js"
import type { AnyTensor, Tensor } from "../../types/tensor.js"
import { isTensor, nodeOf } from "../api/handle.js"
import { permute } from "../api/movement.js"
import { data } from "../read.js"
import { describe } from "../shape/operand.js"
import { show } from "../shape/sentence.js"
import { tensorFrom } from "./element.js"
import { attempt, attemptLater, type FormatError, refuse } from "./error.js"
import { type Path, writeFile } from "./file.js"
import { type NpyHeader, npyHeader, npyHeaderOf } from "./npy-header.js"
import { bytesFrom, bytesOf, type Source } from "./source.js"

/** What a file holds before anyone has said what it should. */
export type Unknown = Tensor<number[], DType>

/**
 * The tensor of a .npy file: `Right` of it, or `Left` of what is wrong. `refine` gives it the shape it should have.
 *
 * Versions 1 to 3, both byte orders, both orders of axes. Dtypes as `parseSafetensors`: read in place where they are
 * ours, float16 as float32, other integers as int32. Left: FormatError.
 * PyTorch: no counterpart: NumPy reads and writes these.
 * NumPy: `np.load`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import { formatNpy, parseNpy } from "tuplet/io"
 * const x = parseNpy(formatNpy(tensor([[1, 2], [3, 4]])))
 * x._tag === "Right" && toArray(x.right) // [[1, 2], [3, 4]]
 * ```
 */
export const parseNpy = (bytes: Uint8Array | ArrayBuffer): Either<FormatError, Unknown> =>
  attempt(() => npyOf(bytesOf(bytes), "the array"))

/**
 * A .npy file of a tensor: its bytes. Errors: what `evaluate` throws.
 * PyTorch: no counterpart: NumPy reads and writes these.
 * NumPy: `np.save`.
 * @example
 * ```ts
 * import { tensor } from "tuplet"
 * import { formatNpy } from "tuplet/io"
 * const bytes = formatNpy(tensor([1, 2]))
 * bytes.length // 136
 * ```
 */
export const formatNpy = (x: AnyTensor): Uint8Array<ArrayBuffer> => {
  if (!isTensor(x)) throw new TypeError(`formatNpy: expected a tensor, got ${describe(x)}`)
  const { buffer, byteOffset, byteLength } = data(x)
  const header = npyHeader(written[x.dtype], nodeOf(x).shape)
  const bytes = new Uint8Array(header.length + byteLength)
  bytes.set(header)
  bytes.set(new Uint8Array(buffer, byteOffset, byteLength), header.length)
  return bytes
}

/**
 * Loads the tensor of a .npy file: from a path, bytes, a Blob or a Response. Errors: rejects with FormatError.
 * PyTorch: no counterpart: NumPy reads and writes these.
 * NumPy: `np.load`.
 * @example
 * ```ts
 * import { tensor } from "tuplet"
 * import { formatNpy, loadNpy } from "tuplet/io"
 * const x = await loadNpy(formatNpy(tensor([1, 2])))
 * x.shape // [2]
 * ```
 */
export const loadNpy = async (source: Source): Promise<Unknown> => npyOf(await bytesFrom(source), "the array")

/**
 * `loadNpy` as a task: `Left` of what is wrong. PyTorch: no counterpart: NumPy reads and writes these.
 * NumPy: `np.load`.
 * @example
 * ```ts
 * import { readNpy } from "tuplet/io"
 * const result = await readNpy(new Uint8Array([1, 2, 3]))()
 * result._tag === "Left" && result.left.message // "the array: not a .npy file"
 * ```
 */
export const readNpy = (source: Source): TaskEither<FormatError, Unknown> => attemptLater(() => loadNpy(source))

/**
 * Saves a tensor as a .npy file, which is replaced when all is written. Errors: rejects with FormatError.
 * PyTorch: no counterpart: NumPy reads and writes these.
 * NumPy: `np.save`.
 * @example
 * ```ts
 * import { ones } from "tuplet"
 * import { type FormatError, saveNpy } from "tuplet/io"
 * const outcome = saveNpy("no such folder/x.npy", ones([2])).catch((error: FormatError) => error.code)
 * await outcome // "file"
 * ```
 */
export const saveNpy = async (path: Path, x: AnyTensor): Promise<void> => writeFile(path, formatNpy(x))

/**
 * `saveNpy` as a task: `Left` of what went wrong. PyTorch: no counterpart: NumPy reads and writes these.
 * NumPy: `np.save`.
 * @example
 * ```ts
 * import { ones } from "tuplet"
 * import { writeNpy } from "tuplet/io"
 * const result = await writeNpy("no such folder/x.npy", ones([2]))()
 * result._tag // "Left"
 * ```
 */
export const writeNpy = (path: Path, x: AnyTensor): TaskEither<FormatError, void> =>
  attemptLater(() => saveNpy(path, x))

/** `name` is the file's, for messages. */
export const npyOf = (bytes: Uint8Array<ArrayBuffer>, name: string): Unknown => {
  const header = npyHeaderOf(bytes, name)
  assertLength(header, bytes.length, name)
  const { shape, isFortran, isBigEndian, reading, start } = header
  const contents = bytes.subarray(start)
  const elements = isBigEndian ? swapped(contents, reading.bytes) : contents
  const x = tensorFrom(reading, elements, isFortran ? shape.toReversed() : shape, name) as Unknown
  return isFortran && shape.length > 1 ? (permute(x, shape.map((_, axis) => axis).reverse()) as Unknown) : x
}

/** Throws where a file of this header doesn't have so many bytes. */
export const assertLength = ({ shape, reading, start }: NpyHeader, length: number, name: string): void => {
  let size = reading.bytes
  for (const dim of shape) {
    size *= dim
    if (!Number.isSafeInteger(size)) refuse("shape", `${name}: ${show(shape)} has too many elements`)
  }
  const there = length - start
  if (there !== size) {
    const code = there < size ? "truncated" : "oversized"
    refuse(code, `${name}: ${show(shape)} takes ${size} bytes, but ${there} follow the header`)
  }
}

// internal

const written = { float64: "<f8", float32: "<f4", int32: "<i4", bool: "|b1" } as const satisfies Record<DType, string>

const swapped = (bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> => {
  const copy = bytes.slice()
  for (let at = 0; at < copy.length; at += size) copy.subarray(at, at + size).reverse()
  return copy
}
