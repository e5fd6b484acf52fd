/**
 * @file Products of tensors: inner ones, over chosen dims, of every pair of elements in blocks, and with something
 * added.
 */
import type { AddmmOp } from "../../types/call/addmm.js"
import type { InnerOp, KronOp } from "../../types/call/linear-algebra.js"
import type { TensordotOp } from "../../types/call/tensordot.js"
import { binary, broadcastTo, cast, permute, reshapeTo } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { dot } from "../primitives/dot.js"
import { otherAxes } from "../shape/axis.js"
import { assertNumbers } from "../shape/dtype.js"
import { assertAdded } from "../shape/linear-algebra.js"
import { assertNumber, readOptions } from "../shape/options.js"
import { contractedAxes, hasInner } from "../shape/tensordot.js"
import { operation, tensorPair, threeTensors, twoTensors } from "./dual.js"
import { productOf } from "./matmul.js"
import { assertTensor, bring, commonDType, numericTensors } from "./operand.js"

/**
 * The sum of products over the last dims of both; `inner(b)` waits for `a`.
 *
 * [...A, K] and [...B, K] give [...A, ...B]; a scalar multiplies. `dot` is the same for vectors, but broadcasts
 * batches. Dtypes promote. Errors: ShapeError where the last dims differ; DTypeError for bool. PyTorch: `torch.inner`.
 * NumPy: `np.inner`. JAX: `jnp.inner`.
 * @example
 * ```ts
 * import { inner, tensor, toArray } from "tuplet"
 * toArray(inner(tensor([[1, 2], [3, 4]]), tensor([[1, 1], [0, 2]]))) // [[3, 4], [7, 8]]
 * toArray(inner(tensor([1, 2]), tensor(3))) // [3, 6]
 * ```
 */
export const inner: InnerOp = operation("inner(a, b)", twoTensors, (a: unknown, b: unknown) => {
  const [left, right] = numericTensors("inner", a, b)
  return hasInner(left.shape, right.shape)
    ? contracted(left, right, [left.shape.length - 1], [right.shape.length - 1])
    : contracted(left, right, [], [])
})

/**
 * The sum of products over chosen dims of both; `tensordot(b, dims)` waits for `a`.
 *
 * `dims` is the number of last dims of `a` that meet as many first dims of `b`, or two lists, dim by dim. What is left
 * of `a` comes before what is left of `b`. Dtypes promote. Errors: ShapeError where sizes differ (PyTorch broadcasts
 * 1), a dim is out of range or named twice; DTypeError for bool. PyTorch: `torch.tensordot`.
 * NumPy: `np.tensordot`. JAX: `jnp.tensordot`.
 * @example
 * ```ts
 * import { tensor, tensordot, toArray } from "tuplet"
 * const a = tensor([[1, 2], [3, 4]])
 * toArray(tensordot(a, a, 1)) // [[7, 10], [15, 22]]
 * toArray(tensordot(a, a, [[0], [0]])) // [[10, 14], [14, 20]]
 * toArray(tensordot(a, a, 2)) // 30
 * ```
 */
export const tensordot: TensordotOp = operation(
  "tensordot(a, b, dims)",
  tensorPair,
  (a: unknown, b: unknown, dims: unknown) => {
    const [x, y] = numericTensors("tensordot", a, b)
    const { left, right } = contractedAxes(x.shape, y.shape, dims)
    return contracted(x, y, left, right)
  },
)

/**
 * The Kronecker product: a block of `b` for every element of `a`, times that element; `kron(b)` waits for `a`.
 *
 * Sizes multiply, dim by dim from the last; the shorter shape gets 1s in front. Dtypes promote. Errors: DTypeError for
 * bool.
 * PyTorch: `torch.kron`. NumPy: `np.kron`. JAX: `jnp.kron`.
 * @example
 * ```ts
 * import { kron, tensor, toArray } from "tuplet"
 * toArray(kron(tensor([[1, 2]]), tensor([[1, 0], [0, 1]]))) // [[1, 0, 2, 0], [0, 1, 0, 2]]
 * ```
 */
export const kron: KronOp = operation("kron(a, b)", twoTensors, (a: unknown, b: unknown) => {
  const [x, y] = numericTensors("kron", a, b)
  const rank = Math.max(x.shape.length, y.shape.length)
  const ranked = (shape: readonly number[]) => [...Array<number>(rank - shape.length).fill(1), ...shape]
  const [outer, block] = [ranked(x.shape), ranked(y.shape)]
  const both = outer.flatMap((size, axis) => [size, block[axis] as number])
  const left = reshapeTo(
    x,
    outer.flatMap((size) => [size, 1]),
  )
  const right = reshapeTo(
    y,
    block.flatMap((size) => [1, size]),
  )
  return reshapeTo(
    binary("mul", broadcastTo(left, both), broadcastTo(right, both)),
    outer.map((size, axis) => size * (block[axis] as number)),
  )
})

/**
 * beta · c + alpha · (a · b), a matrix product with something added; `addmm(a, b, options)` waits for `c`.
 *
 * [..., M, K] · [..., K, N], whose leading axes broadcast as those of `matmul`; `c` broadcasts to the product. `alpha`
 * (1); `beta` (1): with 0, `c` is not read, be it NaN. Dtypes promote. Errors: ShapeError where inner dims differ, or
 * `c` doesn't broadcast; DTypeError for bool, and for fractions beside int32. PyTorch: `torch.addmm`, `torch.baddbmm`.
 * @example
 * ```ts
 * import { addmm, tensor, toArray } from "tuplet"
 * const a = tensor([[1, 2], [3, 4]])
 * toArray(addmm(tensor([10, 20]), a, a)) // [[17, 30], [25, 42]]
 * toArray(addmm(tensor(1), a, a, { alpha: 2, beta: -1 })) // [[13, 19], [29, 43]]
 * ```
 */
export const addmm: AddmmOp = operation(
  "addmm(c, a, b, options)",
  threeTensors,
  (c: unknown, a: unknown, b: unknown, options: unknown) => {
    const { alpha, beta } = readOptions("addmm", options, { alpha: 1, beta: 1 })
    const [added, left, right] = [c, a, b].map((x) => assertTensor("addmm", x)) as [Node, Node, Node]
    const dtype = commonDType([added, left, right])
    assertNumbers("addmm", dtype)
    const product = productOf(cast(left, dtype), cast(right, dtype))
    assertAdded(added.shape, product.shape)
    const scaled = (what: string, x: Node, by: unknown): Node =>
      by === 1 ? x : binary("mul", x, bring("addmm", assertNumber("addmm", what, by), dtype, x.shape))
    const result = scaled("alpha", product, alpha)
    if (beta === 0) return result
    return binary("add", scaled("beta", bring("addmm", added, dtype, product.shape), beta), result)
  },
)

// internal

/** One matrix product: rows are what is left of `a`, columns what is left of `b`. */
const contracted = (a: Node, b: Node, left: readonly number[], right: readonly number[]): Node => {
  const rows = otherAxes(a.shape, left)
  const columns = otherAxes(b.shape, right)
  const sizes = (node: Node, axes: readonly number[]) => axes.map((axis) => node.shape[axis] as number)
  const [m, k, n] = [sizeOf(sizes(a, rows)), sizeOf(sizes(a, left)), sizeOf(sizes(b, columns))]
  const shape = [...sizes(a, rows), ...sizes(b, columns)]
  const [x, y] = [moved(a, [...rows, ...left]), moved(b, [...right, ...columns])]
  // nothing is summed: elementwise work fuses
  if (left.length === 0) {
    const factors = [reshapeTo(x, [m, 1]), reshapeTo(y, [1, n])].map((node) => broadcastTo(node, [m, n]))
    return reshapeTo(binary("mul", ...(factors as [Node, Node])), shape)
  }
  return reshapeTo(dot(reshapeTo(x, [m, k]), reshapeTo(y, [k, n])), shape)
}

const moved = (x: Node, order: readonly number[]): Node =>
  order.every((axis, i) => axis === i) ? x : permute(x, order)
