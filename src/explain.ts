/** @file `explain`: every stage from a graph to its kernels, as text. */
import type { Compiled } from "../types/bind.js"
import type { Untyped } from "../types/tree.js"
import { type CompiledProgram, compiledProgram } from "./compile.js"
import { describeMemory } from "./exec/peak.js"
import { printGraph } from "./graph/print.js"
import { leavesOf } from "./graph/tree.js"
import { pendingProgram } from "./pipeline.js"
import { explainPlan } from "./schedule/explain.js"

export interface ExplainOp {
  /** What evaluating a tensor, or a tree of tensors, would do. */
  (tree: unknown): string
  /** What a compiled function does when it is called with these arguments. */
  <T, O>(compiled: Compiled<T, O>, args: NoInfer<Untyped<T>>): string
}

/**
 * The simplified graph, the kernels with their work and traffic, why each buffer is written, and the memory that a run
 * takes at its peak.
 *
 * Nothing is computed, but for the arguments of a compiled function that are read while it is traced.
 * PyTorch: `torch._dynamo.explain`. JAX: `jax.make_jaxpr`.
 * @example
 * ```ts
 * import { explain, logSoftmax, tensor } from "tuplet"
 * explain(logSoftmax(tensor([[1, 2, 3]]), -1)).includes("plan: 1 kernel,") // true
 * ```
 */
export const explain: ExplainOp = (value: unknown, args?: unknown): string => {
  const found = explained(value, args)
  return found === undefined ? "evaluated already: nothing to run" : textOf(found)
}

/** The program of a compiled function, or of tensors that have no numbers yet; undefined if all have. */
export const explained = (value: unknown, args: unknown): CompiledProgram | undefined => {
  const compiled = compiledProgram(value, args)
  if (compiled !== undefined) return compiled
  const program = pendingProgram(
    leavesOf(value, "explain's argument").map(({ node }) => node),
    "explain",
  )
  return program && { program, nameOf: (input) => `input ${input}` }
}

// internal

const textOf = ({ program: { roots, plan }, nameOf }: CompiledProgram): string => {
  const graph = printGraph(roots).replace(/^/gm, "  ")
  const steps =
    plan === undefined
      ? "plan: the reference interpreter (this host has no WebAssembly SIMD)"
      : `${explainPlan(plan, nameOf)}\n${describeMemory(plan)}`
  return `graph\n${graph}\n${steps}`
}
