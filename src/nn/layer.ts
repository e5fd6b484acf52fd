/** @file Layers of the user's own, with their shapes stated as patterns of dims. */
import type { PatternMessage } from "../../types/layer-messages.js"
import type { LayerOp } from "../../types/pattern.js"
import type { AnyTensor, Dim, Shape } from "../../types/tensor.js"
import { isTensor } from "../api/handle.js"
import { ShapeError } from "../shape/error.js"
import { show } from "../shape/messages.js"
import { describe } from "../shape/operand.js"
import { filled, matched } from "../shape/pattern.js"
import { type Part, partFrom, titleOf } from "./part.js"
import { type Width, widthAfter, widthTaken } from "./width.js"

/**
 * A layer of one's own: which dims it takes and gives, how its parameters start, and what it computes.
 *
 * In `takes` a number is that dim, a name is any dim but everywhere the same, and `"..."` in front is any number of
 * leading dims; `gives` says the same of the result. `apply` is checked against both: names are named dims inside it.
 * `spec` and `init` are left out where there are no parameters; those that are not in `init` are refused by `compile`.
 * Errors: ShapeError `scale needs [..., 64], got [2, 128]`. PyTorch: a subclass of `torch.nn.Module`.
 * @example
 * ```ts
 * import { key, mul, ones, spec, toArray } from "tuplet"
 * import { layer, linear, sequential } from "tuplet/nn"
 * const scale = layer({
 *   name: "scale",
 *   takes: ["...", 2],
 *   gives: ["...", 2],
 *   spec: { factor: spec([2]) },
 *   init: () => ({ factor: ones([2]) }),
 *   apply: ({ factor }, x) => mul(x, factor),
 * })
 * toArray(scale.apply(scale.init(key(0)), ones([1, 2]))) // [[1, 1]]
 * sequential(linear(3, 2), scale).init(key(0))[1].factor.shape // [2]
 * ```
 */
export const layer = ((definition: OwnDefinition): Part => {
  const name = assertName(definition.name)
  return shaped(
    name,
    assertPattern(name, definition.takes),
    assertPattern(name, definition.gives),
    partFrom({
      spec: definition.spec ?? {},
      init: (key) => definition.init?.(key) ?? {},
      apply: (params, x) => definition.apply(params, x) as AnyTensor,
    }),
  )
}) as unknown as LayerOp

/** A layer with its patterns: what it is given, and what it gives, is checked. */
export const shaped = (name: string, takes: readonly Dim[], gives: readonly Dim[], part: Part): Part => {
  const refuse = (shape: Shape): never => {
    throw new ShapeError(patternMessage(name, takes, shape))
  }
  const expectedOf = (x: unknown): readonly Dim[] => {
    if (!isTensor(x)) throw new TypeError(`${name}: expected a tensor, got ${describe(x)}`)
    return filled(gives, matched(takes, x.shape as readonly number[]) ?? refuse(x.shape))
  }
  const given = (result: unknown, expected: readonly Dim[]): AnyTensor => {
    if (!isTensor(result)) throw new TypeError(`${name}: apply must give a tensor, got ${describe(result)}`)
    if (matched(expected, result.shape as readonly number[]) === undefined) {
      throw new ShapeError(`${name} must give ${show(expected)}, but gave ${show(result.shape)}`)
    }
    return result
  }
  return {
    ...part,
    [titleOf]: name,
    apply: (params, x, state) => {
      const expected = expectedOf(x)
      return given(part.apply(params, x, state), expected)
    },
    train: (params, x, options) => {
      const expected = expectedOf(x)
      const { output, state } = part.train(params, x, options)
      return { output: given(output, expected), state }
    },
    [widthAfter]: (before) => {
      const dims = typeof before === "number" ? matchedLast(takes, before) : new Map()
      if (dims === undefined) return refuse(["...", before as number])
      return widthOf(filled(gives, dims))
    },
    [widthTaken]: () => widthOf(takes),
  }
}

// internal

interface OwnDefinition {
  readonly name: unknown
  readonly takes: unknown
  readonly gives: unknown
  readonly spec?: unknown
  readonly init?: (key: unknown) => unknown
  readonly apply: (params: unknown, x: unknown) => unknown
}

const assertName = (name: unknown): string => {
  if (typeof name === "string") return name
  throw new TypeError(`layer: a name is a string, got ${describe(name)}`)
}

const assertPattern = (name: string, pattern: unknown): readonly Dim[] => {
  const isPattern =
    Array.isArray(pattern) &&
    pattern.every((dim, i) =>
      typeof dim === "string" ? dim !== "..." || i === 0 : Number.isSafeInteger(dim) && dim >= 0,
    )
  if (isPattern) return [...pattern]
  throw new TypeError(`${name}: a pattern is a list of sizes and names, "..." first, got ${describe(pattern)}`)
}

/** What a last dim binds. */
const matchedLast = (takes: readonly Dim[], last: number) => {
  const dim = takes.at(-1)
  if (dim === undefined) return undefined
  return dim === "..." ? new Map() : matched([dim], [last])
}

const widthOf = (pattern: readonly Dim[]): Width => {
  const last = pattern.at(-1)
  return typeof last === "number" ? last : undefined
}

const patternMessage = (name: string, takes: Shape, shape: Shape): PatternMessage<string, Shape, Shape> =>
  `${name} needs ${show(takes)}, got ${show(shape)}` as PatternMessage<string, Shape, Shape>
