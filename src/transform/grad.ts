/**
 * @file Gradients of functions of tensors: the parameters are marked, the function is traced, the trace is
 * differentiated. What comes out is graph again, so gradients of gradients need nothing more.
 */
import type { GradOp, NotScalar, ValueAndGradOp } from "../../types/grad.js"
import { isNode, type Node } from "../graph/node.js"
import { leavesOf } from "../graph/tree.js"
import { isFloat } from "../shape/dtype.js"
import { DTypeError, ShapeError } from "../shape/error.js"
import { describe, isRecord } from "../shape/operand.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { show } from "../shape/sentence.js"
import { backward } from "./backward.js"
import { assertFunction, markTree, withLeaves, withoutMarks } from "./marked.js"

/**
 * The gradient of a scalar function with respect to its first argument, a tensor or a tree of tensors.
 *
 * `grad(f)` takes what `f` takes and gives a tree like the first argument, zeros where the result doesn't depend on it.
 * Dtypes: every leaf of the first argument is float; the other arguments may be anything.
 * Errors: ShapeError where the result is not a scalar, DTypeError for an integer leaf, by its path.
 * At kinks: 0 for abs and sign, halves for equal operands of maximum and minimum, equal shares for tied max and min.
 * PyTorch: `torch.func.grad`. JAX: `jax.grad`.
 * @example
 * ```ts
 * import { grad, mul, sum, tensor, toArray, type Tensor } from "tuplet"
 * const slope = grad((x: Tensor<[3]>) => sum(mul(x, x)))
 * toArray(slope(tensor([1, 2, 3]))) // [2, 4, 6]
 * ```
 */
export const grad: GradOp = ((f: Traceable, ...extra: readonly unknown[]) => {
  assertAlone("grad", f, extra)
  return (params: unknown, ...rest: readonly unknown[]) => differentiate("grad", f, params, rest).gradients
}) as unknown as GradOp

/**
 * A scalar function's value and its gradient with respect to its first argument, from one trace.
 *
 * `valueAndGrad(f)` takes what `f` takes and gives `[value, gradients]`. With `{ aux: true }` the function gives
 * `[value, aux]`, a tree of tensors beside the value, and the result is `[value, gradients, aux]`: the state of a
 * model, or metrics. Shapes, dtypes and errors are those of `grad`.
 * PyTorch: `torch.func.grad_and_value`. JAX: `jax.value_and_grad`.
 * @example
 * ```ts
 * import { item, mul, sum, tensor, toArray, valueAndGrad, type Tensor } from "tuplet"
 * const [loss, slope] = valueAndGrad((x: Tensor<[2]>) => sum(mul(x, x)))(tensor([3, 4]))
 * item(loss) // 25
 * toArray(slope) // [6, 8]
 * ```
 */
export const valueAndGrad: ValueAndGradOp = ((f: Traceable, options?: unknown, ...extra: readonly unknown[]) => {
  const op = "valueAndGrad"
  assertAlone(op, f, isOptions(options) ? extra : [options, ...extra])
  const hasAux = assertBoolean(op, "aux", readOptions(op, options, { aux: false }).aux)
  return (params: unknown, ...rest: readonly unknown[]) => {
    const { value, gradients, aux } = differentiate(op, f, params, rest, hasAux)
    return hasAux ? [value, gradients, aux] : [value, gradients]
  }
}) as unknown as ValueAndGradOp

/** A function's scalar value, its gradients as a tree like the parameters, and what it gives beside the value. */
export const differentiate = (
  op: string,
  f: Traceable,
  params: unknown,
  rest: readonly unknown[],
  hasAux = false,
): { value: Node; gradients: unknown; aux: unknown } => {
  const { tree, marks } = markTree(op, params, "params")
  const [value, aux] = hasAux ? pairOf(op, f(tree, ...rest)) : [f(tree, ...rest), []]
  assertScalar(op, value)
  const beside = leavesOf(aux, "aux", op).map(({ node }) => node)
  const [plain, ...others] = withoutMarks([value, ...beside, ...backward(value, marks)], marks)
  return {
    value: plain as Node,
    aux: withLeaves(aux, others.slice(0, beside.length)),
    gradients: withLeaves(params, others.slice(beside.length)),
  }
}

// internal

type Traceable = (params: unknown, ...rest: readonly unknown[]) => unknown

const isOptions = (value: unknown): boolean => value === undefined || (isRecord(value) && !isNode(value))

const assertAlone = (op: string, f: unknown, extra: readonly unknown[]): void => {
  assertFunction(op, f)
  if (extra.length > 0) {
    throw new TypeError(`${op}: takes a function only: gradients are taken with respect to its first argument`)
  }
}

const pairOf = (op: string, result: unknown): readonly [value: unknown, aux: unknown] => {
  if (Array.isArray(result) && result.length === 2) return [result[0], result[1]]
  throw new TypeError(`${op}: with { aux: true } the function must return [value, aux], got ${describe(result)}`)
}

function assertScalar(op: string, value: unknown): asserts value is Node {
  if (!isNode(value)) throw new TypeError(`${op}: the function must return a tensor, got ${describe(value)}`)
  if (value.shape.length > 0) throw new ShapeError(notScalar(op, value.shape))
  if (!isFloat(value.dtype)) {
    throw new DTypeError(`${op}: the function must return a float scalar, got ${value.dtype}`)
  }
}

const notScalar = <Op extends string, S extends readonly number[]>(op: Op, shape: S): NotScalar<Op, S> =>
  `${op}: the function must return a scalar, got ${show(shape)}` as NotScalar<Op, S>
