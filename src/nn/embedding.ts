/** @file The layer of embeddings: a table of rows, looked up by int32 indices. */
import type { EmbeddingLayerOp } from "../../types/embedding-layer.js"
import type { IndicesFirstMessage } from "../../types/layer-messages.js"
import type { AnyTensor, Tensor } from "../../types/tensor.js"
import { embedding as rowsOf } from "../api/embedding.js"
import { normal } from "../api/random.js"
import { spec } from "../compile.js"
import { ShapeError } from "../shape/error.js"
import { assertWidth, parameterOf } from "./parameter.js"
import { type Part, partFrom, titleOf } from "./part.js"
import { widthAfter, widthTaken } from "./width.js"

/**
 * A layer of rows that int32 indices name: `[...] -> [..., width]`. As no other layer gives int32, it is the first of a
 * model.
 *
 * Parameters: `weight` [count, width] from the standard normal distribution.
 * Errors: ShapeError where it is not the first layer; DTypeError for a float input; IndexError when evaluated with an
 * index out of range.
 * PyTorch: `torch.nn.Embedding`. JAX: `flax.linen.Embed`.
 * @example
 * ```ts
 * import { key, tensor } from "tuplet"
 * import { embedding, linear, sequential } from "tuplet/nn"
 * const net = sequential(embedding(100, 16), linear(16, 100))
 * net.apply(net.init(key(0)), tensor([[5, 2, 7]], "int32")).shape // [1, 3, 100]
 * ```
 */
export const embedding = ((count: unknown, width: unknown): Part => {
  const op = "embedding"
  const shape = [assertWidth(op, "count", count), assertWidth(op, "width", width)] as const
  const name = `embedding(${shape.join(", ")})`
  return partFrom({
    [titleOf]: name,
    spec: { weight: spec([...shape]) },
    init: (key) => ({ weight: normal(key, [...shape]) }),
    apply: (params, x) => rowsOf(x as Tensor<[], "int32">, parameterOf(params, "weight", shape)) as AnyTensor,
    [widthAfter]: (before) => {
      if (before !== "indices") throw new ShapeError(indicesFirstMessage(name))
      return shape[1]
    },
    [widthTaken]: () => "indices",
  })
}) as unknown as EmbeddingLayerOp

// internal

const indicesFirstMessage = <Name extends string>(name: Name): IndicesFirstMessage<Name> =>
  `${name} takes int32 indices, which layers don't give: it comes first`
