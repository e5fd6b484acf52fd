/** @file Layers whose parameters start otherwise. */
import type { Initialiser, WithInitOp } from "../../types/initialisers.js"
import type { Key } from "../../types/key.js"
import type { Tensor } from "../../types/tensor.js"
import type { Spec } from "../../types/tree.js"
import { isTensor } from "../api/handle.js"
import { splitKey } from "../api/key.js"
import { sameShape } from "../graph/infer.js"
import { ShapeError } from "../shape/error.js"
import { describe, isRecord } from "../shape/operand.js"
import { show } from "../shape/sentence.js"
import { type Part, partOf } from "./part.js"

/**
 * The same layer whose parameters start as told: a function of a key and a shape for each name, the others as before.
 *
 * Errors: TypeError for a name that is no parameter of the layer itself; ShapeError for a function that gives another
 * shape.
 * PyTorch: `with torch.no_grad(): torch.nn.init.orthogonal_(layer.weight)`. JAX: Flax's `kernel_init=`.
 * @example
 * ```ts
 * import { key, toArray, zeros } from "tuplet"
 * import { linear, orthogonal, withInit } from "tuplet/nn"
 * const layer = withInit(linear(3, 2), { weight: orthogonal, bias: (_, shape) => zeros(shape) })
 * toArray(layer.init(key(0)).bias) // [0, 0]
 * ```
 */
export const withInit = ((layer: unknown, initialisers: unknown): Part => {
  const part = partOf("withInit", layer, "given")
  const specs = (isRecord(part.spec) ? part.spec : {}) as Readonly<Record<string, Spec>>
  if (!isRecord(initialisers)) throw new TypeError(`withInit: expected a record, got ${describe(initialisers)}`)
  const names = Object.keys(specs).filter((name) => specs[name]?.kind === "spec")
  const wrong = Object.keys(initialisers).find((name) => !names.includes(name))
  if (wrong !== undefined) {
    throw new TypeError(`withInit: ${wrong} is no parameter of the layer: ${names.join(" | ") || "it has none"}`)
  }
  return {
    ...part,
    init: (key) => {
      const keys = splitKey(key, names.length)
      const started = names.flatMap((name, i) => {
        const initialise = initialisers[name] as Initialiser | undefined
        return initialise === undefined
          ? []
          : [[name, assertStarted(name, initialise(keys[i] as Key, shapeOf(specs[name])), shapeOf(specs[name]))]]
      })
      return { ...(part.init(key) as object), ...Object.fromEntries(started) }
    },
  }
}) as unknown as WithInitOp

// internal

const shapeOf = (spec: Spec | undefined): number[] => [...(spec?.shape ?? [])] as number[]

const assertStarted = (name: string, value: unknown, shape: readonly number[]): Tensor => {
  if (!isTensor(value)) throw new TypeError(`withInit: ${name} must start as a tensor, got ${describe(value)}`)
  if (!sameShape(value.shape as readonly number[], shape)) {
    throw new ShapeError(`withInit: ${name} is ${show(shape)}, but starts as ${show(value.shape)}`)
  }
  return value as Tensor
}
