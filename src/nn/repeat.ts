/** @file A layer several times in a row. */
import type { RepeatLayerOp } from "../../types/repeat-layer.js"
import { block } from "./block.js"
import { assertWidth } from "./parameter.js"
import { type Part, partOf } from "./part.js"
import { inOrder } from "./sequential.js"
import { start, takenBy, through } from "./walk.js"
import { widthAfter, widthTaken } from "./width.js"

/**
 * A model that applies one layer several times, each time with parameters of its own.
 *
 * Parameters: as of `sequential`, a list with one entry for each time.
 * Errors: ShapeError `layer 1: …` where the layer doesn't take what it gives.
 * PyTorch: `torch.nn.Sequential(*[make() for _ in range(count)])`.
 * @example
 * ```ts
 * import { key, ones, relu } from "tuplet"
 * import { linear, repeat, sequential } from "tuplet/nn"
 * const net = sequential(linear(4, 8), repeat(3, sequential(linear(8, 8), relu)), linear(8, 2))
 * net.apply(net.init(key(0)), ones([5, 4])).shape // [5, 2]
 * ```
 */
export const repeat = ((count: unknown, layer: unknown): Part => {
  const parts = Array<Part>(assertWidth("repeat", "count", count)).fill(partOf("repeat", layer, 0))
  through(parts)(start(parts))
  return block("repeat", parts, inOrder(parts.length), {
    [widthAfter]: through(parts),
    [widthTaken]: () => takenBy(parts),
  })
}) as unknown as RepeatLayerOp
