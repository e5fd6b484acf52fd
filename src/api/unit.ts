/** @file Vectors brought to length 1, and the cosine of the angle between them. */
import type { CosineSimilarityOp, NormalizeOp } from "../../types/call/unit.js"
import { reduce } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { axesOf } from "../shape/axis.js"
import { assertNumber, readOptions } from "../shape/options.js"
import { operation, tensorAndTarget, tensorOrOptions } from "./dual.js"
import { along, larger, over, times } from "./expression.js"
import { lengthOf } from "./length.js"
import { floatTensor, inCommonDType, inCommonShape } from "./operand.js"

/**
 * Vectors along a dim over their lengths; `normalize(options)` waits for its tensor.
 *
 * `dim` (1); `p` (2) is the norm, infinite ones and 0 (which counts what is not 0) included; lengths below `eps`
 * (1e-12) count as it. Floats only. Errors: ShapeError for a dim out of range; DTypeError for int32 and bool.
 * PyTorch: `torch.nn.functional.normalize`.
 * @example
 * ```ts
 * import { normalize, tensor, toArray } from "tuplet"
 * toArray(normalize(tensor([[3, 4], [0, 0]]))) // [[0.6, 0.8], [0, 0]]
 * toArray(normalize(tensor([1, 3]), { p: 1, dim: 0 })) // [0.25, 0.75]
 * ```
 */
export const normalize: NormalizeOp = operation(
  "normalize(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const { p, dim, eps } = readOptions("normalize", options, {
      p: 2,
      dim: 1,
      eps: 1e-12,
    })
    const node = floatTensor("normalize", x)
    const axes = axesOf("normalize", node.shape, dim)
    const length = lengthOf(node, assertNumber("normalize", "p", p), axes)
    return over(node, along(larger(length, assertNumber("normalize", "eps", eps)), axes, node.shape))
  },
)

/**
 * The cosine of the angle between vectors along a dim; `cosineSimilarity(b, options)` waits for the first.
 *
 * Shapes broadcast, then `dim` (1) is dropped; lengths below `eps` (1e-8) count as it. Floats, promoted.
 * Errors: ShapeError for shapes that don't broadcast, or a dim out of range; DTypeError for int32 and bool.
 * PyTorch: `torch.nn.functional.cosine_similarity`. JAX: `optax.losses.cosine_similarity`.
 * @example
 * ```ts
 * import { cosineSimilarity, tensor, toArray } from "tuplet"
 * toArray(cosineSimilarity(tensor([[1, 0], [1, 1]]), tensor([[0, 2], [3, 3]]))) // [0, 1]
 * ```
 */
export const cosineSimilarity: CosineSimilarityOp = operation(
  "cosineSimilarity(a, b, options)",
  tensorAndTarget,
  (x: unknown, other: unknown, options: unknown) => {
    const op = "cosineSimilarity"
    const { dim, eps } = readOptions(op, options, { dim: 1, eps: 1e-8 })
    const [first, second] = inCommonShape(op, inCommonDType([floatTensor(op, x), floatTensor(op, other)]))
    const axes = axesOf(op, first.shape, dim)
    const least = assertNumber(op, "eps", eps)
    const unit = (node: Node): Node => over(node, along(larger(lengthOf(node, 2, axes), least), axes, node.shape))
    return reduce("sum", times(unit(first), unit(second)), axes)
  },
)
