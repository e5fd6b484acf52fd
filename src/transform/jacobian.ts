/** @file Whole matrices of derivatives: one derivative in a direction, mapped over all directions at once. */
import type { HessianOp, JacobianOp } from "../../types/jacobian.js"
import { binary, cast, compare, fill, iota, parameter, reshapeTo } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { mapLeaves } from "../graph/tree.js"
import { describe } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { argument, resultsOf } from "./arguments.js"
import { pullback } from "./backward.js"
import { type Batched, batch } from "./batch.js"
import { moved } from "./batch-indexing.js"
import { repeated } from "./batched.js"
import { differentiate } from "./grad.js"
import { assertFunction, markTree, withLeaves, withoutMarks } from "./marked.js"
import { pushforward } from "./tangents.js"

/**
 * The derivative of every element of a function's value with respect to every element of its first argument.
 *
 * `jacobian(f)` takes what `f` takes and gives [...shape of the value, ...shape of the argument]; for trees, a tree
 * like the value of trees like the argument. `{ mode: "forward" }` carries tangents forwards, one an element of the
 * argument; otherwise cotangents go backwards, one an element of the value, which is less work where the value is
 * smaller.
 * Dtypes and errors are those of `vjp`.
 * PyTorch: `torch.func.jacrev`. JAX: `jax.jacobian`.
 * @example
 * ```ts
 * import { jacobian, mul, tensor, toArray, type Tensor } from "tuplet"
 * toArray(jacobian((x: Tensor<[2]>) => mul(x, x))(tensor([1, 2]))) // [[2, 0], [0, 4]]
 * ```
 */
export const jacobian = ((f: unknown, options: unknown) => {
  assertFunction("jacobian", f)
  return derivativesOf("jacobian", f, modeOf(options) === "forward" ? forwards : backwards)
}) as unknown as JacobianOp

/**
 * The second derivatives of a scalar function: the Jacobian of its gradient, forwards over backwards.
 *
 * `hessian(f)` takes what `f` takes and gives [...shape, ...shape] of the first argument; for a tree, a tree of trees.
 * Dtypes and errors are those of `grad`.
 * PyTorch: `torch.func.hessian`. JAX: `jax.hessian`.
 * @example
 * ```ts
 * import { hessian, mul, sum, tensor, toArray, type Tensor } from "tuplet"
 * toArray(hessian((x: Tensor<[2]>) => sum(mul(x, mul(x, x))))(tensor([1, 2]))) // [[6, 0], [0, 12]]
 * ```
 */
export const hessian = ((f: unknown) => {
  assertFunction("hessian", f)
  const gradient = (x: unknown, ...rest: readonly unknown[]) => differentiate("hessian", f, x, rest).gradients
  return derivativesOf("hessian", gradient, forwards)
}) as unknown as HessianOp

// internal

/** Of each output a row of blocks, one for each input. */
type Blocks = readonly (readonly Node[])[]

const backwards = (outputs: readonly Node[], inputs: readonly Node[]): Blocks =>
  outputs.map((output) => {
    const seed = parameter("a cotangent", output.shape, output.dtype)
    const [size, directions] = directionsOf(output)
    const cotangents = pullback([output], [seed], inputs)
    return inputs.map((input, i) => {
      const all = inAll(cotangents[i], new Map([[seed, directions]]), size, input)
      return reshapeTo(all, [...output.shape, ...input.shape])
    })
  })

const forwards = (outputs: readonly Node[], inputs: readonly Node[]): Blocks => {
  const columns = inputs.map((input) => {
    const seed = parameter("a tangent", input.shape, input.dtype)
    const [size, directions] = directionsOf(input)
    const tangents = pushforward(outputs, [input], [seed])
    return outputs.map((output, i) => {
      const all = inAll(tangents[i], new Map([[seed, directions]]), size, output)
      return reshapeTo(moved(all, 0, output.shape.length), [...output.shape, ...input.shape])
    })
  })
  return outputs.map((_, i) => columns.map((column) => column[i] as Node))
}

const derivativesOf =
  (
    op: string,
    f: (...args: readonly unknown[]) => unknown,
    blocksOf: (outputs: readonly Node[], inputs: readonly Node[]) => Blocks,
  ) =>
  (x: unknown, ...rest: readonly unknown[]): unknown => {
    const { tree, marks } = markTree(op, x, argument(0))
    const value = f(tree, ...rest)
    const blocks = withoutMarks(blocksOf(resultsOf(op, value), marks).flat(), marks)
    const rows = resultsOf(op, value).map((_, i) => blocks.slice(i * marks.length, (i + 1) * marks.length))
    let next = 0
    return mapLeaves(value, "", () => withLeaves(x, rows[next++] as readonly Node[]))
  }

/** Every direction in which a tensor can move, in the order of its elements: [size, ...shape], one 1 in each. */
const directionsOf = ({ shape, dtype }: Node): readonly [size: number, directions: Node] => {
  const size = sizeOf(shape)
  const all = [size, ...shape]
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)))
  const terms = strides.map((stride, axis) => scaled(iota(all, axis + 1), stride))
  const position = terms.length === 0 ? fill(0, all, "int32") : terms.reduce((sum, term) => binary("add", sum, term))
  return [size, cast(compare("eq", iota(all, 0), position), dtype)]
}

const scaled = (x: Node, by: number): Node => (by === 1 ? x : binary("mul", x, fill(by, x.shape, x.dtype)))

/** The derivative in all directions: zeros where there is none. */
const inAll = (derivative: Node | undefined, directions: Batched, size: number, like: Node): Node => {
  if (derivative === undefined) return fill(0, [size, ...like.shape], like.dtype)
  return batch([derivative], directions, size)[0] ?? repeated(derivative, size)
}

const modeOf = (options: unknown): "forward" | "reverse" => {
  const { mode } = readOptions("jacobian", options, { mode: "reverse" })
  if (mode === "forward" || mode === "reverse") return mode
  throw new TypeError(`jacobian: unknown mode ${describe(mode)}: use forward | reverse`)
}
