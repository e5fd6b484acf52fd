/** @file `explain`: every stage from a graph to its kernels, as text. */
import type { Compiled } from "../types/bind.js"
import type { Untyped } from "../types/tree.js"
import { explainCompiled } from "./compile.js"
import { leavesOf } from "./graph/tree.js"
import { explainNodes } from "./pipeline.js"

export interface ExplainOp {
  /** What evaluating a tensor, or a tree of tensors, would do. */
  (tree: unknown): string
  /** What a compiled function does when it is called with these arguments. */
  <T, O>(compiled: Compiled<T, O>, args: NoInfer<Untyped<T>>): string
}

/**
 * The simplified graph, the kernels with their work and traffic, and why each buffer is written.
 *
 * Nothing is computed, but for the arguments of a compiled function that are read while it is traced.
 * PyTorch: `torch._dynamo.explain`. JAX: `jax.make_jaxpr`.
 * @example
 * ```ts
 * import { explain, logSoftmax, tensor } from "tuplet"
 * explain(logSoftmax(tensor([[1, 2, 3]]), -1)).includes("plan: 1 kernel,") // true
 * ```
 */
export const explain: ExplainOp = (value: unknown, args?: unknown): string =>
  explainCompiled(value, args) ??
  explainNodes(
    leavesOf(value, "explain's argument").map(({ node }) => node),
    "explain",
  )
