/** @file Where data from outside becomes typed: an `Either` says whether it is what it is claimed to be. */
import { type Either, left, right } from "fp-ts/lib/Either.js"
import type { DType } from "../../types/dtype.js"
import type { AnyTensor, Dim, Shape, Tensor } from "../../types/tensor.js"
import { arrayOf } from "../graph/array.js"
import { assertDType } from "../shape/dtype.js"
import { DTypeError, ShapeError } from "../shape/error.js"
import { literal } from "../shape/literal.js"
import { describe } from "../shape/operand.js"
import { refinement } from "../shape/refine.js"
import { constantOf } from "./constant.js"
import { tensorOf } from "./handle.js"
import { assertTensor } from "./operand.js"

/**
 * A tensor of data whose form is not known: `Right` of it, or `Left` of what is wrong.
 *
 * float32 unless a dtype is named. Left: ShapeError for rows of unequal length; DTypeError for other elements.
 * PyTorch: `torch.tensor`, which throws. NumPy: `np.array`. JAX: `jnp.array`.
 * @example
 * ```ts
 * import { fromNested } from "tuplet"
 * const result = fromNested(JSON.parse("[[1, 2], [3]]"))
 * result._tag === "Left" && result.left.message // "ragged array: row lengths are 2, 1"
 * ```
 */
export const fromNested = <const D extends DType = "float32">(
  data: unknown,
  dtype?: D,
): Either<ShapeError | DTypeError, Tensor<number[], D>> => {
  try {
    const { shape, dtype: kind, values } = literal("fromNested", data, assertDType(dtype ?? "float32"))
    return right(tensorOf(constantOf(arrayOf(values, kind), shape, kind)))
  } catch (error) {
    if (error instanceof ShapeError || error instanceof DTypeError) return left(error)
    throw error
  }
}

/**
 * A tensor under the shape that is claimed for it: numbers must agree, a name takes any size, the same one where it
 * repeats.
 *
 * `Right` of the same tensor, or `Left` of a ShapeError.
 * PyTorch: no counterpart: types know no shapes there.
 * @example
 * ```ts
 * import { refine, zeros } from "tuplet"
 * const result = refine(zeros([32, 784]), ["batch", 100])
 * result._tag === "Left" && result.left.message // "refine: [32, 784] is not [batch, 100]: dim 1 is 784, not 100"
 * ```
 */
export const refine = <const S extends Dim[], D extends DType>(
  x: Tensor<Shape, D>,
  shape: readonly [...S],
): Either<ShapeError, Tensor<S, D>> => {
  const node = assertTensor("refine", x as AnyTensor)
  if (!Array.isArray(shape) || !shape.every((dim) => typeof dim === "string" || typeof dim === "number")) {
    return left(
      new ShapeError(`refine: a shape is an array of sizes and names like ["batch", 3], got ${describe(shape)}`),
    )
  }
  const problem = refinement(node.shape, shape)
  return problem === undefined ? right(tensorOf(node)) : left(new ShapeError(problem))
}
