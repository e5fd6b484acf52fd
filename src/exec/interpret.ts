/**
 * @file The reference interpreter: every primitive as plain loops over float64.
 * It is the oracle of the tests, and evaluates where kernels can't: routines, and hosts without WebAssembly.
 * Integers wrap at 32 bits.
 */
import { arrayOf } from "../graph/array.js"
import type { Node } from "../graph/node.js"
import type { Storage } from "../graph/op.js"
import type { Numbers } from "./layout.js"
import type { Bindings } from "./meaning.js"
import { viewStorage } from "./read.js"
import { storageOf } from "./storage.js"
import { exactValues, roundedValues } from "./values.js"

/** The values of the roots, row-major, float32 nodes as exact as float64 ones. */
export const interpret = (roots: readonly Node[], bindings: Bindings): readonly Numbers[] =>
  exactValues(roots, bindings)

/**
 * The storages of roots whose parameters "0", "1", … stand for `inputs`: what `run` does, without kernels.
 * Float32 nodes are rounded one by one, so that numbers don't depend on what is evaluated beside them.
 * Throws IndexError where a check fails.
 */
export const interpretRoots = (roots: readonly Node[], inputs: readonly Storage[]): readonly Storage[] => {
  const inputOf = (node: Node<"parameter">) => inputs[Number(node.op.name)] as Storage
  const values = roundedValues(roots, {
    constant: viewStorage,
    parameter: (node) => viewStorage(inputOf(node)),
  })
  const results = new Map<Node, Storage>()
  return roots.map((root, i) => {
    if (root.op.kind === "parameter") return inputOf(root as Node<"parameter">)
    if (root.op.kind === "constant") return root.op.storage
    const storage = results.get(root) ?? storageOf(arrayOf(values[i] as Numbers, root.dtype))
    results.set(root, storage)
    return storage
  })
}
