/**
 * @file PyTorch's names of the leaves of a tree: `layers.0.runningMean` is `layers.0.running_mean` there. The one
 * rule: a capital letter behind a small one or a digit is an underscore and the small letter.
 */
import type { NamedTensorsOp } from "../../types/into-tree.js"
import type { AnyTensor } from "../../types/tensor.js"
import { tensorOf } from "../api/handle.js"
import { leavesOf } from "../graph/tree.js"
import { FormatError, shown } from "./error.js"

/** From the path of a leaf, its keys with dots between them, to its name in a file. */
export type Naming = (path: string) => string

export const torchName: Naming = (path) =>
  path.replace(/([a-z\d])([A-Z])/g, (_, before: string, capital: string) => `${before}_${capital.toLowerCase()}`)

/** `[0].layers[1]` as keys with dots between them. */
export const dotted = (path: string): string => path.replace(/\[(\d+)\]/g, ".$1").replace(/^\./, "")

/**
 * The tensors of one or more trees by PyTorch's names: what a file of a model with a state holds.
 *
 * Errors: FormatError where two tensors come to one name. PyTorch: `Module.state_dict`.
 * @example
 * ```ts
 * import { key } from "tuplet"
 * import { batchNorm, sequential } from "tuplet/nn"
 * import { namedTensors } from "tuplet/io"
 * const net = sequential(batchNorm(2))
 * const named = namedTensors(net.init(key(0)), net.initState())
 * Object.keys(named) // ["0.weight", "0.bias", "0.running_mean", "0.running_var"]
 * ```
 */
export const namedTensors = ((...trees: readonly unknown[]) => {
  const tensors = new Map<string, AnyTensor>()
  for (const { name, x } of trees.flatMap((tree) => namedLeaves(tree, "namedTensors"))) {
    if (tensors.has(name)) throw new FormatError("name", `namedTensors: two tensors are ${shown(name)}`)
    tensors.set(name, x)
  }
  return Object.fromEntries(tensors)
}) as unknown as NamedTensorsOp

export interface Named {
  readonly name: string
  readonly x: AnyTensor
}

/** The leaves with their names, each of them once. */
export const namedLeaves = (tree: unknown, op: string, naming: Naming = torchName): readonly Named[] => {
  const paths = new Map<string, string>()
  return leavesOf(tree, "", op).map(({ path, node }) => {
    const name = naming(dotted(path))
    const other = paths.get(name)
    if (other !== undefined) {
      throw new FormatError("name", `${op}: ${shown(path)} and ${shown(other)} are both ${shown(name)}`)
    }
    paths.set(name, path)
    return { name, x: tensorOf(node) }
  })
}
