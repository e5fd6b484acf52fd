/** @file Layers side by side on one input: their results joined, or kept apart by name. */
import type { ParallelMessage } from "../../types/layer-messages.js"
import type { BranchesOp, ParallelOp } from "../../types/parallel.js"
import type { AnyTensor, Shape } from "../../types/tensor.js"
import { nodeOf, tensorOf } from "../api/handle.js"
import { concat, sameShape } from "../graph/infer.js"
import { ShapeError } from "../shape/error.js"
import { describe } from "../shape/operand.js"
import { show } from "../shape/sentence.js"
import { block } from "./block.js"
import { type Part, partOf, partsOf } from "./part.js"
import { inPart } from "./place.js"
import { alike, patternOf, type Width, type WidthTaken, widthAfter, widthTaken } from "./width.js"

/**
 * A model that applies each of its layers to the same input and joins the results along the last dim.
 *
 * Parameters: as of `sequential`, a list with one entry a layer.
 * Errors: ShapeError `layer 1: …` where a layer doesn't take the input, or where results differ in other dims.
 * PyTorch: `torch.cat([layer(x) for layer in layers], -1)`. Flux: `Parallel(vcat, …)`.
 * @example
 * ```ts
 * import { key, ones, tanh } from "tuplet"
 * import { linear, parallel, sequential } from "tuplet/nn"
 * const net = sequential(parallel(linear(8, 16), sequential(linear(8, 4), tanh)), linear(20, 2))
 * net.apply(net.init(key(0)), ones([3, 8])).shape // [3, 2]
 * ```
 */
export const parallel = ((...layers: readonly unknown[]): Part => {
  const parts = partsOf("parallel", layers)
  if (parts.length === 0) throw new TypeError("parallel: there are no layers")
  const beside = (before: Width | "indices"): Width => {
    const widths = parts.map((part, i) => inPart(part, i, () => part[widthAfter](before)))
    return widths.reduce(wider)
  }
  const taken = commonOf(parts)
  beside(taken === "any" ? undefined : taken)
  return block("parallel", parts, (step, x) => joined(parts.map((_, i) => step(i, x))), {
    [widthAfter]: beside,
    [widthTaken]: () => taken,
  })
}) as unknown as ParallelOp

/**
 * A model that applies each layer of a record to the same input: a record of results under the same names.
 *
 * Parameters: a record with one entry a layer, drawn from a split of the key in the order of the record.
 * Errors: ShapeError `policy: …` where that layer doesn't take the input.
 * PyTorch: `{ name: layer(x) for name, layer in module_dict.items() }`.
 * @example
 * ```ts
 * import { key, ones } from "tuplet"
 * import { branches, linear } from "tuplet/nn"
 * const heads = branches({ policy: linear(8, 4), value: linear(8, 1) })
 * const { policy, value } = heads.apply(heads.init(key(0)), ones([3, 8]))
 * policy.shape // [3, 4]
 * value.shape // [3, 1]
 * ```
 */
export const branches = ((layers: unknown) => {
  if (typeof layers !== "object" || layers === null) {
    throw new TypeError(`branches: expected a record of layers, got ${describe(layers)}`)
  }
  const parts = Object.entries(layers).map(([name, layer]) => [name, partOf("branches", layer, name)] as const)
  return block("branches", Object.fromEntries(parts), (step, x) =>
    Object.fromEntries(parts.map(([name], i) => [name, step(i, x)])),
  )
}) as unknown as BranchesOp

// internal

const joined = (results: readonly AnyTensor[]): AnyTensor => {
  const [first, ...rest] = results as [AnyTensor, ...AnyTensor[]]
  let width = first.shape.at(-1) as number
  for (const { shape } of rest) {
    const soFar = first.shape.with(-1, width) as Shape
    if (shape.length === 0 || !sameShape(front(soFar), front(shape))) {
      throw new ShapeError(parallelMessage(soFar, shape))
    }
    width += shape.at(-1) as number
  }
  return tensorOf(concat(results.map(nodeOf), first.shape.length - 1))
}

const front = (shape: Shape): readonly number[] => shape.slice(0, -1) as readonly number[]

/** What is known of two results joined. */
const wider = (a: Width, b: Width): Width => {
  if (typeof a === "number" && typeof b === "number") return a + b
  const [s, t] = [patternOf(a), patternOf(b)]
  // the last dims may differ
  if (!alike([...s.slice(0, -1), "?"], [...t.slice(0, -1), "?"])) throw new ShapeError(parallelMessage(s, t))
  return typeof a === "object" && typeof b === "object" && a.length === b.length ? a : undefined
}

/** Indices, if the first layer asks for them; else the width that the first layer which has one asks for. */
const commonOf = (parts: readonly Part[]): WidthTaken => {
  const widths = parts.map((part) => part[widthTaken]())
  if (widths[0] === "indices") return "indices"
  return (
    widths.find((width) => width !== "any" && width !== undefined) ??
    (widths.every((w) => w === "any") ? "any" : undefined)
  )
}

const parallelMessage = (s: Shape, t: Shape): ParallelMessage<Shape, Shape> =>
  `parallel: ${show(s)} and ${show(t)} differ in more than the last dim` as ParallelMessage<Shape, Shape>
