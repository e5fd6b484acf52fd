/** @file Labels of layers: a name beside the position in messages. */
import type { LabelledOp } from "../../types/sequential.js"
import { describe } from "../shape/operand.js"
import { partOf } from "./part.js"
import { labelOf } from "./place.js"

/**
 * The same layer with a name that messages call it by, beside its position: `layer 2 (head): …`.
 *
 * Parameters, shapes and call forms are the layer's own. JAX: Flax's `name=`.
 * PyTorch: the keys of `nn.Sequential(OrderedDict(…))`.
 * @example
 * ```ts
 * import { key, ones, relu } from "tuplet"
 * import { labelled, linear, sequential } from "tuplet/nn"
 * const net = sequential(linear(64, 128), relu, labelled("head", linear(128, 10)))
 * net.apply(net.init(key(0)), ones([8, 64])).shape // [8, 10]
 * ```
 */
export const labelled = ((name: unknown, layer: unknown) => {
  if (typeof name !== "string") throw new TypeError(`labelled: a label is a string, got ${describe(name)}`)
  if (typeof layer === "function") {
    return Object.assign((...args: readonly unknown[]) => layer(...args), { [labelOf]: name })
  }
  const part = partOf("labelled", layer, name)
  // what else the layer has stays reachable
  return Object.defineProperties(Object.create(layer as object), {
    ...Object.getOwnPropertyDescriptors(part),
    [labelOf]: { value: name, enumerable: true },
  })
}) as unknown as LabelledOp
