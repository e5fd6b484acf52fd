/** @file Indices into the rows of a table, and indices as rows of zeros with a single one. */
import type { EmbeddingOp, OneHotOp } from "../../types/call/embedding.js"
import { broadcastTo, cast, checkIndex, compare, gather, insertAxes, iota } from "../graph/infer.js"
import { assertClasses, assertTable } from "../shape/embedding.js"
import { operation, twoOperands, twoTensors } from "./dual.js"
import { assertIndexTensor, positions } from "./indices.js"
import { assertTensor } from "./operand.js"

/**
 * The row of a table that each index names; `embedding(weight)` waits for its indices.
 *
 * Indices [...] and a weight [N, E] give [..., E]; indices are int32, negative ones count from the end. The gradient of
 * the weight adds up where an index repeats. Errors: ShapeError, DTypeError; IndexError when evaluated with an index
 * out of range. PyTorch: `torch.nn.functional.embedding`.
 * NumPy: `np.take(weight, index, 0)`. JAX: `jnp.take(weight, index, 0)`.
 * @example
 * ```ts
 * import { embedding, pipe, tensor, toArray } from "tuplet"
 * const weight = tensor([[1, 2], [3, 4], [5, 6]])
 * const tokens = tensor([2, 0], "int32")
 * toArray(embedding(tokens, weight)) // [[5, 6], [1, 2]]
 * pipe(tokens, embedding(weight)).shape // [2, 2]
 * ```
 */
export const embedding: EmbeddingOp = operation(
  "embedding(index, weight)",
  twoTensors,
  (index: unknown, weight: unknown) => {
    const indices = assertIndexTensor("embedding", index)
    const table = assertTensor("embedding", weight)
    assertTable(table.shape)
    return gather(table, positions("embedding", indices, table.shape[0] as number), 0)
  },
)

/**
 * For each index a row with 1 at its place and 0 elsewhere; `oneHot(classes)` waits for its indices.
 *
 * [...] gives [..., classes]; int32 in, int32 out. Errors: ShapeError for a number of classes below 1; DTypeError;
 * IndexError when evaluated with an index that is no class. PyTorch: `torch.nn.functional.one_hot`.
 * JAX: `jax.nn.one_hot`.
 * @example
 * ```ts
 * import { oneHot, tensor, toArray } from "tuplet"
 * toArray(oneHot(tensor([2, 0], "int32"), 3)) // [[0, 0, 1], [1, 0, 0]]
 * ```
 */
export const oneHot: OneHotOp = operation("oneHot(index, classes)", twoOperands, (index: unknown, classes: unknown) => {
  const indices = assertIndexTensor("oneHot", index)
  const count = assertClasses(classes)
  const axis = indices.shape.length
  const shape = [...indices.shape, count]
  const wanted = broadcastTo(insertAxes(checkIndex(indices, count, "oneHot"), [axis]), shape)
  return cast(compare("eq", iota(shape, axis), wanted), "int32")
})
