/** @file Derivatives in one direction: `jvp` carries a tangent forwards, `vjp` a cotangent backwards. */
import type { JvpOp, VjpOp } from "../../types/directional.js"
import type { Node } from "../graph/node.js"
import { describe } from "../shape/operand.js"
import { argument, leavesLike, resultsOf } from "./arguments.js"
import { pullback, withZeros } from "./backward.js"
import { assertFunction, markTree, withLeaves, withoutMarks } from "./marked.js"
import { pushforward } from "./tangents.js"

/**
 * A function's value, and the function that pulls a cotangent of it back to the first argument.
 *
 * `vjp(f, x, ...rest)` gives `[value, pullback]`; `pullback` takes a tree like the value and gives one like `x`, zeros
 * where the value doesn't depend on it. It may be called any number of times.
 * Dtypes: the leaves of `x` and of the value are float. Errors: DTypeError otherwise, ShapeError for a cotangent that
 * is not like the value.
 * PyTorch: `torch.func.vjp`. JAX: `jax.vjp`.
 * @example
 * ```ts
 * import { mul, tensor, toArray, vjp, type Tensor } from "tuplet"
 * const [value, pullback] = vjp((x: Tensor<[3]>) => mul(x, x), tensor([1, 2, 3]))
 * toArray(value) // [1, 4, 9]
 * toArray(pullback(tensor([1, 0, 10]))) // [2, 0, 60]
 * ```
 */
export const vjp = ((f: unknown, x: unknown, ...rest: readonly unknown[]) => {
  assertFunction("vjp", f)
  const { tree, marks } = markTree("vjp", x, argument(0))
  const value = f(tree, ...rest)
  const outputs = resultsOf("vjp", value)
  const pull = (cotangent: unknown): unknown => {
    const seeds = leavesLike("vjp", "the cotangent", cotangent, "the value", value)
    const cotangents = withZeros(pullback(outputs, seeds as readonly Node[], marks), marks)
    return withLeaves(x, withoutMarks(cotangents, marks))
  }
  return [withLeaves(value, withoutMarks(outputs, marks)), pull]
}) as unknown as VjpOp

/**
 * A function's value, and how it changes as its arguments move along the tangents: the product of the Jacobian and a
 * vector.
 *
 * `jvp(f, [x, y], [dx, dy])` gives `[value, tangent]`, two trees alike. The tangent of an argument is a tree like it,
 * or `null` for one that doesn't move and may then be anything.
 * Dtypes and errors are those of `vjp`. The forward derivative comes from the same rules as the backward one.
 * PyTorch: `torch.func.jvp`. JAX: `jax.jvp`.
 * @example
 * ```ts
 * import { jvp, mul, tensor, toArray, type Tensor } from "tuplet"
 * const [value, tangent] = jvp((x: Tensor<[2]>) => mul(x, x), [tensor([3, 4])], [tensor([1, 0])])
 * toArray(value) // [9, 16]
 * toArray(tangent) // [6, 0]
 * ```
 */
export const jvp = ((f: unknown, primals: readonly unknown[], tangents: readonly unknown[]) => {
  assertFunction("jvp", f)
  assertLists(primals, tangents)
  const marks: Node[] = []
  const moves: Node[] = []
  const args = primals.map((primal, i) => {
    if (tangents[i] === null) return primal
    const marked = markTree("jvp", primal, argument(i))
    moves.push(...leavesLike("jvp", `the tangent of ${argument(i)}`, tangents[i], argument(i), primal))
    marks.push(...marked.marks)
    return marked.tree
  })
  const value = f(...args)
  const outputs = resultsOf("jvp", value)
  const results = withZeros(pushforward(outputs, marks, moves), outputs)
  const [plain, moved] = [withoutMarks(outputs, marks), withoutMarks(results, marks)]
  return [withLeaves(value, plain), withLeaves(value, moved)]
}) as unknown as JvpOp

// internal

const assertLists = (primals: unknown, tangents: unknown): void => {
  for (const [name, list] of Object.entries({ primals, tangents })) {
    if (!Array.isArray(list)) throw new TypeError(`jvp: ${name} must be a list of arguments, got ${describe(list)}`)
  }
  const [expected, given] = [(primals as unknown[]).length, (tangents as unknown[]).length]
  if (expected !== given) throw new TypeError(`jvp: ${expected} primals need as many tangents, got ${given}`)
}
