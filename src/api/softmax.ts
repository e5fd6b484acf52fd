/**
 * @file Softmax and its logarithm, over logsumexp: no exponential overflows, and no logarithm of a vanished one is
 * taken.
 */
import type { LogSoftmaxOp, SoftmaxOp, SoftminOp } from "../../types/call/softmax.js"
import { binary, broadcastTo, insertAxes, reduce, unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { axisOf } from "../shape/axis.js"
import { operation, tensorOrDim } from "./dual.js"
import { floatTensor } from "./operand.js"

/**
 * The logarithm of softmax, x - logsumexp(x), along one axis: the last unless another is named.
 *
 * Any shape, kept; floats only; `logSoftmax(dim)` waits for its tensor. Stable for logits of any size.
 * -Infinity stays; a row with NaN, with +Infinity, or of nothing but -Infinity is NaN.
 * Errors: ShapeError for a dim out of range; DTypeError for int32 and bool. PyTorch: `torch.log_softmax`.
 * NumPy: `scipy.special.log_softmax`. JAX: `jax.nn.log_softmax`.
 * @example
 * ```ts
 * import { logSoftmax, pipe, tensor, toArray } from "tuplet"
 * toArray(logSoftmax(tensor([[1, 2, 3]]))) // [[-2.4076, -1.4076, -0.4076]]
 * toArray(pipe(tensor([[1, 2], [1, 2]]), logSoftmax(0))) // [[-0.6931, -0.6931], [-0.6931, -0.6931]]
 * ```
 */
export const logSoftmax: LogSoftmaxOp = operation("logSoftmax(x, dim)", tensorOrDim, (x: unknown, dim: unknown = -1) =>
  body("logSoftmax", x, dim),
)

/**
 * Exponentials scaled to add up to 1 along one axis: the last unless another is named.
 *
 * Any shape, kept; floats only; `softmax(dim)` waits for its tensor. Special rows as in `logSoftmax`.
 * Errors: ShapeError for a dim out of range; DTypeError for int32 and bool. PyTorch: `torch.softmax`.
 * NumPy: `scipy.special.softmax`. JAX: `jax.nn.softmax`.
 * @example
 * ```ts
 * import { softmax, tensor, toArray } from "tuplet"
 * toArray(softmax(tensor([1, 2, 3]))) // [0.0900, 0.2447, 0.6652]
 * ```
 */
export const softmax: SoftmaxOp = operation("softmax(x, dim)", tensorOrDim, (x: unknown, dim: unknown = -1) =>
  unary("exp", body("softmax", x, dim)),
)

/**
 * softmax of the negative of each element along one axis: the last unless another is named.
 *
 * Any shape, kept; floats only; `softmin(dim)` waits for its tensor.
 * Errors: ShapeError for a dim out of range; DTypeError for int32 and bool. PyTorch: `torch.nn.functional.softmin`.
 * @example
 * ```ts
 * import { softmin, tensor, toArray } from "tuplet"
 * toArray(softmin(tensor([1, 2, 3]))) // [0.6652, 0.2447, 0.0900]
 * ```
 */
export const softmin: SoftminOp = operation("softmin(x, dim)", tensorOrDim, (x: unknown, dim: unknown = -1) =>
  unary(
    "exp",
    body("softmin", x, dim, (node) => unary("neg", node)),
  ),
)

/** x minus its log-normalizer along one axis of a float node. */
export const logSoftmaxNode = (x: Node, axis: number): Node => {
  const axes = x.shape.length === 0 ? [] : [axis]
  return binary("sub", x, broadcastTo(insertAxes(reduce("lognormalizer", x, axes), axes), x.shape))
}

// internal

const body = (op: string, x: unknown, dim: unknown, of: (x: Node) => Node = (node) => node): Node => {
  const node = floatTensor(op, x)
  return logSoftmaxNode(of(node), axisOf(op, node.shape, dim))
}
