/** @file The type of a file's tensors as TypeScript: what `npx tuplet types` writes. */
import type { NamedTensors } from "../../types/into-tree.js"
import type { AnyTensor } from "../../types/tensor.js"

/**
 * A module that declares the names, shapes and dtypes of tensors as an interface, to be given to `loadSafetensors` and
 * `loadNpz`: `npx tuplet types model.safetensors` writes it.
 * PyTorch: no counterpart: types know no shapes there.
 * @example
 * ```ts
 * import { ones } from "tuplet"
 * import { declarationsOf } from "tuplet/io"
 * const text = declarationsOf("Model", { "0.weight": ones([3, 2]) })
 * text.includes('readonly "0.weight": Tensor<[3, 2], "float32">') // true
 * ```
 */
export const declarationsOf = (name: string, tensors: NamedTensors): string => {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) throw new TypeError(`declarationsOf: ${quoted(name)} is no name of a type`)
  const entries = Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = entries.map(([key, x]) => `  readonly ${quoted(key)}: ${typeOf(x)}`)
  return [
    "// Written by `npx tuplet types`. The numbers are in the file; this is what the compiler knows of them.",
    'import type { Tensor } from "tuplet"',
    "",
    `export interface ${name} {`,
    ...lines,
    "}",
    "",
  ].join("\n")
}

/** `fine-tuned.model.safetensors` is a `FineTunedModel`. */
export const typeNameOf = (path: string): string => {
  const stem = path.replace(/^.*[\\/]/, "").replace(/\.\w+$/, "")
  const words = stem.split(/[^A-Za-z0-9]+/).filter((word) => word !== "")
  const name = words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join("")
  return /^[A-Za-z]/.test(name) ? name : `Tensors${name}`
}

// internal

const typeOf = ({ shape, dtype }: AnyTensor): string => `Tensor<[${shape.join(", ")}], "${dtype}">`

/** A file may name its tensors anything: nothing of a name ends the string, or is not shown where it is read. */
const quoted = (name: string): string =>
  JSON.stringify(name).replace(/[^\x20-\x7e]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`)
