/** @file Safetensors files: read and written, as promises that reject and as tasks that say what went wrong. */
import type { TaskEither } from "fp-ts/lib/TaskEither.js"
import type { NamedTensors } from "../../types/into-tree.js"
import { attemptLater, type FormatError } from "./error.js"
import { type Path, writeFile } from "./file.js"
import { formatSafetensors, type Safetensors, type SafetensorsOptions, safetensorsOf } from "./safetensors.js"
import { bytesFrom, type Source } from "./source.js"

/**
 * Loads the tensors of a safetensors file by name, and its metadata: from a path, bytes, a Blob or a Response.
 *
 * `npx tuplet types` writes the type `N` of a file, which is taken at its word. Dtypes as `parseSafetensors` says.
 * Errors: rejects with FormatError. PyTorch: `safetensors.torch.load_file`.
 * @example
 * ```ts
 * import { tensor } from "tuplet"
 * import { formatSafetensors, loadSafetensors } from "tuplet/io"
 * const { tensors } = await loadSafetensors(formatSafetensors({ weight: tensor([1, 2]) }))
 * tensors.weight?.shape // [2]
 * ```
 */
export const loadSafetensors = async <N = NamedTensors>(source: Source): Promise<Safetensors<N>> =>
  safetensorsOf<N>(await bytesFrom(source))

/**
 * `loadSafetensors` as a task: `Left` of what is wrong, the file's absence included.
 * PyTorch: `safetensors.torch.load_file`.
 * @example
 * ```ts
 * import { readSafetensors } from "tuplet/io"
 * const result = await readSafetensors("there is none.safetensors")()
 * result._tag === "Left" && result.left.code // "file"
 * ```
 */
export const readSafetensors = <N = NamedTensors>(source: Source): TaskEither<FormatError, Safetensors<N>> =>
  attemptLater(() => loadSafetensors<N>(source))

/**
 * Saves a tree of tensors as a safetensors file, named as `formatSafetensors` does. The file is replaced when all is
 * written: whoever is stopped halfway has the old one.
 *
 * Errors: rejects with FormatError. PyTorch: `safetensors.torch.save_file`.
 * @example
 * ```ts
 * import { key } from "tuplet"
 * import { linear, sequential } from "tuplet/nn"
 * import { type FormatError, saveSafetensors } from "tuplet/io"
 * const params = sequential(linear(4, 2)).init(key(0))
 * const outcome = saveSafetensors("no such folder/model.safetensors", params).catch((error: FormatError) => error.code)
 * await outcome // "file"
 * ```
 */
export const saveSafetensors = async (path: Path, tree: unknown, options: SafetensorsOptions = {}): Promise<void> =>
  writeFile(path, formatSafetensors(tree, options))

/**
 * `saveSafetensors` as a task: `Left` of what went wrong. PyTorch: `safetensors.torch.save_file`.
 * @example
 * ```ts
 * import { ones } from "tuplet"
 * import { writeSafetensors } from "tuplet/io"
 * const result = await writeSafetensors("no such folder/model.safetensors", { weight: ones([2]) })()
 * result._tag // "Left"
 * ```
 */
export const writeSafetensors = (
  path: Path,
  tree: unknown,
  options: SafetensorsOptions = {},
): TaskEither<FormatError, void> => attemptLater(() => saveSafetensors(path, tree, options))
