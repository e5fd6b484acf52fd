/** @file Tensors like others, and the identity: what PyTorch has a name for and the core a shape. */
import type { AnyTensor, Tensor } from "../../types/tensor.js"
import { cast } from "../api/cast.js"
import { full } from "../api/create.js"
import { tensorOf, untyped } from "../api/handle.js"
import { assertTensor } from "../api/operand.js"
import { whereRow } from "../graph/matrix.js"
import { assertSize } from "../shape/window.js"

/**
 * A number everywhere, of a tensor's shape and dtype.
 * PyTorch: `torch.full_like`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * toArray(torch.full_like(torch.tensor([1, 2]), 7)) // [7, 7]
 * ```
 */
export const full_like = <X extends AnyTensor>(x: X, value: number | boolean): Tensor<X["shape"], X["dtype"]> =>
  filled("full_like", x, value)

/**
 * 0 everywhere, of a tensor's shape and dtype.
 * PyTorch: `torch.zeros_like`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * toArray(torch.zeros_like(torch.tensor([1, 2]))) // [0, 0]
 * ```
 */
export const zeros_like = <X extends AnyTensor>(x: X): Tensor<X["shape"], X["dtype"]> => filled("zeros_like", x, 0)

/**
 * 1 everywhere, of a tensor's shape and dtype.
 * PyTorch: `torch.ones_like`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * toArray(torch.ones_like(torch.tensor([1, 2]))) // [1, 1]
 * ```
 */
export const ones_like = <X extends AnyTensor>(x: X): Tensor<X["shape"], X["dtype"]> => filled("ones_like", x, 1)

/**
 * 1 where the row is the column, else 0: float32 [n, n], or [n, m].
 * PyTorch: `torch.eye`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * toArray(torch.eye(2)) // [[1, 0], [0, 1]]
 * ```
 */
export const eye = <const N extends number, const M extends number = N>(n: N, m?: M): Tensor<[N, M]> => {
  const shape = [assertSize("eye", "n", 0, n), assertSize("eye", "m", 0, m ?? n)]
  return untyped(cast)(tensorOf(whereRow("eq", shape)), "float32") as Tensor<[N, M]>
}

// internal

const filled = <X extends AnyTensor>(op: string, x: X, value: number | boolean): Tensor<X["shape"], X["dtype"]> => {
  const { shape, dtype } = assertTensor(op, x)
  return untyped(full)(shape, dtype === "bool" ? Boolean(value) : value, dtype) as never
}
