/** @file Derivatives that are cut off, or bought with time instead of memory. */
import type { CheckpointOp, StopGradientOp } from "../../types/custom.js"
import { after, custom, stopGradient as stopped } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { mapLeaves } from "../graph/tree.js"
import { isFloat } from "../shape/dtype.js"
import { pullback } from "./backward.js"
import { type Enclosed, enclose } from "./enclosed.js"
import { assertFunction, withLeaves } from "./marked.js"
import { argumentsOf, type Rule } from "./rule.js"

/**
 * The same tensors, through which no derivative flows: their derivative counts as zero.
 *
 * `stopGradient(x)` takes a tensor or a tree of tensors, of any dtypes.
 * PyTorch: `torch.Tensor.detach`. JAX: `jax.lax.stop_gradient`.
 * @example
 * ```ts
 * import { grad, mul, stopGradient, sum, tensor, toArray, type Tensor } from "tuplet"
 * const slope = grad((x: Tensor<[2]>) => sum(mul(x, stopGradient(x))))
 * toArray(slope(tensor([3, 4]))) // [3, 4]
 * ```
 */
export const stopGradient: StopGradientOp = <T>(tree: T): T => mapLeaves(tree, "stopGradient's argument", stopped) as T

/**
 * The same function, whose derivative computes its intermediate values again instead of keeping them.
 *
 * `checkpoint(f)` takes and gives what `f` does, with the same gradients. Between the forward and the backward pass
 * only what `f` reads and what it returns stays in memory, for the price of computing `f` twice.
 * PyTorch: `torch.utils.checkpoint.checkpoint`. JAX: `jax.checkpoint`.
 * @example
 * ```ts
 * import { checkpoint, grad, mul, sum, tensor, toArray, type Tensor } from "tuplet"
 * const cube = checkpoint((x: Tensor<[2]>) => mul(x, mul(x, x)))
 * toArray(grad((x: Tensor<[2]>) => sum(cube(x)))(tensor([1, 2]))) // [3, 12]
 * ```
 */
export const checkpoint: CheckpointOp = ((f: unknown) => {
  assertFunction("checkpoint", f)
  return (...given: readonly unknown[]): unknown => {
    const enclosed = enclose("checkpoint", f, given)
    const { value, results, args, closure } = enclosed
    const kept = results.map((result, i) =>
      isFloat(result.dtype) ? custom(recomputing(enclosed, i), result, [...args, ...closure]) : result,
    )
    return withLeaves(value, kept)
  }
}) as unknown as CheckpointOp

// internal

/** Forwards nothing has to be kept: the tangent is that of the graph. */
const recomputing = ({ over, args }: Enclosed, position: number): Rule => ({
  cotangents: (cotangent, value) => {
    const anew = argumentsOf(value).map((node) => after(node, [cotangent]))
    const results = over(anew.slice(0, args.length), anew.slice(args.length))
    return pullback([results[position] as Node], [cotangent], anew)
  },
  tangent: ([tangent]) => tangent,
})
