/** @file Layers side by side on one input: their results joined, or kept apart by name. */
import type { Key } from "../../types/key.js"
import type { BranchMessage, ParallelMessage } from "../../types/layer-messages.js"
import type { BranchesOp, ParallelOp } from "../../types/parallel.js"
import type { AnyTensor, Shape } from "../../types/tensor.js"
import { nodeOf, tensorOf } from "../api/handle.js"
import { splitKey } from "../api/key.js"
import { concat, sameShape } from "../graph/infer.js"
import { ShapeError } from "../shape/error.js"
import { show } from "../shape/messages.js"
import { describe } from "../shape/operand.js"
import { inPart, listed, type Part, partOf, partsOf, saying } from "./part.js"
import { type Width, widthAfter, widthTaken } from "./width.js"

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
  const { spec, init, entries } = listed("parallel", parts)
  const beside = (before: Width): Width => {
    const widths = parts.map((part, i) => inPart(part, i, () => part[widthAfter](before)))
    return widths.reduce((sum, width) => (sum === undefined || width === undefined ? undefined : sum + width))
  }
  const taken = commonOf(parts)
  beside(taken === "any" ? undefined : taken)
  return {
    spec,
    init,
    apply: (params, x) => {
      const list = entries(params)
      return joined(parts.map((part, i) => inPart(part, i, () => part.apply(list[i], x))))
    },
    [widthAfter]: beside,
    [widthTaken]: taken,
  }
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
  return {
    spec: Object.fromEntries(parts.map(([name, part]) => [name, part.spec])),
    init: (key: Key) => {
      const keys = splitKey(key, parts.length)
      return Object.fromEntries(parts.map(([name, part], i) => [name, part.init(keys[i] as Key)]))
    },
    apply: (params: unknown, x: unknown) => {
      if (typeof params !== "object" || params === null) {
        throw new TypeError(`branches: params is a record, got ${describe(params)}`)
      }
      const entries = params as Record<string, unknown>
      return Object.fromEntries(
        parts.map(([name, part]) => [
          name,
          saying(
            (sentence) => branchMessage(name, sentence),
            () => part.apply(entries[name], x),
          ),
        ]),
      )
    },
  }
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

/** The width that the first layer which has one asks for. */
const commonOf = (parts: readonly Part[]): Width | "any" => {
  const widths = parts.map((part) => part[widthTaken])
  return widths.find((width) => typeof width === "number") ?? (widths.every((w) => w === "any") ? "any" : undefined)
}

const parallelMessage = (s: Shape, t: Shape): ParallelMessage<Shape, Shape> =>
  `parallel: ${show(s)} and ${show(t)} differ in more than the last dim` as ParallelMessage<Shape, Shape>

const branchMessage = <N extends string, M extends string>(name: N, sentence: M): BranchMessage<N, M> =>
  `${name}: ${sentence}`
