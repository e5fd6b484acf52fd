/** @file NumPy's .npz files: named tensors, each as a .npy file in a ZIP archive. */
import type { Either } from "fp-ts/lib/Either.js"
import type { TaskEither } from "fp-ts/lib/TaskEither.js"
import type { NamedTensors } from "../../types/into-tree.js"
import type { AnyTensor } from "../../types/tensor.js"
import { evaluate } from "../read.js"
import { attempt, attemptLater, type FormatError, refuse, shown } from "./error.js"
import { type Path, writeFile } from "./file.js"
import { type Naming, namedLeaves } from "./names.js"
import { assertLength, formatNpy, npyOf } from "./npy.js"
import { hasHeader, npyHeaderOf } from "./npy-header.js"
import { bytesFrom, bytesOf, type Source } from "./source.js"
import { type Check, unzipped, zipped } from "./zip.js"

export interface NpzReading {
  /**
   * The most bytes that compressed tensors may become together: 16 times the file, at least 64 MiB, unless it is given.
   */
  readonly limit?: number
}

export interface NpzWriting {
  /** Whether tensors are compressed. */
  readonly compress?: boolean
  readonly names?: Naming
}

/**
 * The tensors of a .npz file by name: `Right` of them, or `Left` of what is wrong. `intoTree` gives them their shapes.
 *
 * Each as `parseNpy`. `limit` is the most bytes that compressed tensors may become together, 16 times the file or 64
 * MiB unless it is given: nothing beyond is begun with. Left: FormatError.
 * PyTorch: no counterpart: NumPy reads and writes these.
 * NumPy: `np.load`.
 * @example
 * ```ts
 * import { tensor } from "tuplet"
 * import { formatNpz, parseNpz } from "tuplet/io"
 * const file = parseNpz(formatNpz({ x: tensor([1, 2]) }, { compress: true }))
 * file._tag === "Right" && file.right.x?.shape // [2]
 * ```
 */
export const parseNpz = <N = NamedTensors>(
  bytes: Uint8Array | ArrayBuffer,
  options: NpzReading = {},
): Either<FormatError, N> => attempt(() => npzOf<N>(bytesOf(bytes), options))

/**
 * A .npz file of a tree of tensors: its bytes. Names as `formatSafetensors`. PyTorch: no counterpart: NumPy reads and
 * writes these.
 * NumPy: `np.savez`, `np.savez_compressed`.
 *
 * Errors: FormatError where two tensors come to one name, or for more than 4 GiB; what `evaluate` throws.
 * @example
 * ```ts
 * import { tensor } from "tuplet"
 * import { formatNpz, parseNpz } from "tuplet/io"
 * const file = parseNpz(formatNpz([{ weight: tensor([1, 2]) }]))
 * file._tag === "Right" && Object.keys(file.right) // ["0.weight"]
 * ```
 */
export const formatNpz = (tree: unknown, options: NpzWriting = {}): Uint8Array<ArrayBuffer> => {
  const leaves = namedLeaves(tree, "formatNpz", options.names)
  evaluate(leaves.map(({ x }) => x))
  const entries = leaves.map(({ name, x }) => ({ name: `${name}.npy`, bytes: formatNpy(x) }))
  return zipped(entries, options.compress ?? false)
}

/**
 * Loads the tensors of a .npz file by name: from a path, bytes, a Blob or a Response. Options as `parseNpz`.
 * Errors: rejects with FormatError. PyTorch: no counterpart: NumPy reads and writes these.
 * NumPy: `np.load`.
 * @example
 * ```ts
 * import { tensor } from "tuplet"
 * import { formatNpz, loadNpz } from "tuplet/io"
 * const { x } = await loadNpz(formatNpz({ x: tensor([1, 2]) }))
 * x?.shape // [2]
 * ```
 */
export const loadNpz = async <N = NamedTensors>(source: Source, options: NpzReading = {}): Promise<N> =>
  npzOf<N>(await bytesFrom(source), options)

/**
 * `loadNpz` as a task: `Left` of what is wrong. PyTorch: no counterpart: NumPy reads and writes these.
 * NumPy: `np.load`.
 * @example
 * ```ts
 * import { readNpz } from "tuplet/io"
 * const result = await readNpz(new Uint8Array(30))()
 * result._tag === "Left" && result.left.message // "not a ZIP archive, or not all of it"
 * ```
 */
export const readNpz = <N = NamedTensors>(source: Source, options: NpzReading = {}): TaskEither<FormatError, N> =>
  attemptLater(() => loadNpz<N>(source, options))

/**
 * Saves a tree of tensors as a .npz file, which is replaced when all is written. Options as `formatNpz`.
 * Errors: rejects with FormatError. PyTorch: no counterpart: NumPy reads and writes these.
 * NumPy: `np.savez`, `np.savez_compressed`.
 * @example
 * ```ts
 * import { ones } from "tuplet"
 * import { type FormatError, saveNpz } from "tuplet/io"
 * const outcome = saveNpz("no such folder/x.npz", { x: ones([2]) }).catch((error: FormatError) => error.code)
 * await outcome // "file"
 * ```
 */
export const saveNpz = async (path: Path, tree: unknown, options: NpzWriting = {}): Promise<void> =>
  writeFile(path, formatNpz(tree, options))

/**
 * `saveNpz` as a task: `Left` of what went wrong. PyTorch: no counterpart: NumPy reads and writes these.
 * NumPy: `np.savez`, `np.savez_compressed`.
 * @example
 * ```ts
 * import { ones } from "tuplet"
 * import { writeNpz } from "tuplet/io"
 * const result = await writeNpz("no such folder/x.npz", { x: ones([2]) })()
 * result._tag // "Left"
 * ```
 */
export const writeNpz = (path: Path, tree: unknown, options: NpzWriting = {}): TaskEither<FormatError, void> =>
  attemptLater(() => saveNpz(path, tree, options))

// internal

const npzOf = <N>(bytes: Uint8Array<ArrayBuffer>, { limit }: NpzReading): N => {
  const tensors: Record<string, AnyTensor> = Object.create(null)
  const check: Check = (head, all, size, name) => {
    if (!all && !hasHeader(head)) return undefined
    assertLength(npyHeaderOf(head, name), size, name)
    return true
  }
  for (const entry of unzipped(bytes, limit ?? Math.max(2 ** 26, 16 * bytes.length), check)) {
    if (!entry.name.endsWith(".npy")) refuse("name", `${shown(entry.name)}: not a .npy file`)
    tensors[entry.name.slice(0, -4)] = npyOf(entry.bytes, shown(entry.name))
  }
  return tensors as N
}
