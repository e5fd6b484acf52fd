/** @file Layers of the user's own, with their shapes stated as patterns of dims. */
import type { PatternMessage } from "../../types/layer-messages.js"
import type { LayerOp } from "../../types/pattern.js"
import type { AnyTensor, Dim, Shape } from "../../types/tensor.js"
import { isTensor } from "../api/handle.js"
import { assertFitting } from "../compile.js"
import { ShapeError } from "../shape/error.js"
import { apart, saidOfTree } from "../shape/given.js"
import { describe, isRecord } from "../shape/operand.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { filled, matched } from "../shape/pattern.js"
import { show } from "../shape/sentence.js"
import { keyFor } from "./block.js"
import { isRandom, type Part, partFrom, titleOf } from "./part.js"
import { inBranch } from "./place.js"
import { alike, type Width, widthAfter, widthTaken } from "./width.js"

/**
 * A layer of one's own: which dims it takes and gives, how its parameters and its state start, and what it computes.
 *
 * In `takes` a number is that dim, a name is any dim but everywhere the same, and `"..."` in front is any number of
 * leading dims; `gives` says the same of the result. `apply(params, x, state)` and `train(params, x, { key, state })`,
 * which gives `{ output, state }`, are checked against both: names are named dims inside them. `spec` with `init`, and
 * `state` with `initState`, are left out where there are none; so is `train` where training computes what `apply` does.
 * `random: true` if it draws from the key.
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
  const { spec = {}, init, state = {}, initState, random = false, apply, train } = definition
  if (hasEntries(spec)) assertBegins(name, "init", init)
  if (hasEntries(state)) assertBegins(name, "initState", initState)
  const isDrawn = assertBoolean(name, "random", random)
  /** The trees, their leaves checked against the specs. */
  const checked = (params: unknown, given: unknown) => {
    const trees = { params, state: hasEntries(state) ? given : {} }
    assertFitting({ params: spec, state }, trees)
    return trees
  }
  return shaped(
    name,
    assertPattern(name, definition.takes),
    assertPattern(name, definition.gives),
    partFrom({
      spec,
      init: (key) => init?.(key) ?? {},
      state,
      initState: () => initState?.() ?? {},
      [isRandom]: isDrawn,
      apply: (params, x, given) => {
        const trees = saidOfTree(() => checked(params, given))
        return apart(name, () => apply(trees.params, x, trees.state)) as AnyTensor
      },
      train: (given, x, options) => {
        const said = readOptions(name, options, { key: undefined, state: undefined })
        const { params, state } = saidOfTree(() => checked(given, said.state))
        if (train === undefined) return { output: apart(name, () => apply(params, x, state)) as AnyTensor, state }
        const key = isDrawn ? keyFor(name, said.key) : said.key
        const trained = apart(name, () => train(params, x, { key, state }))
        if (!isRecord(trained))
          throw new TypeError(`${name}: train must give { output, state }, got ${describe(trained)}`)
        return {
          output: trained.output as AnyTensor,
          state: inBranch(`${name}, trained`, () => checked(params, trained.state)).state,
        }
      },
    }),
  )
}) as unknown as LayerOp

/** A layer with its patterns: what it is given, and what it gives, is checked. */
export const shaped = (name: string, takes: readonly Dim[], gives: readonly Dim[], part: Part): Part => {
  const expectedOf = (x: unknown): readonly Dim[] => filled(gives, assertTakes(name, takes, x))
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
      if (typeof before === "object" && !alike(before, takes)) return refuse(name, takes, before)
      const dims = typeof before === "number" ? matchedLast(takes, before) : new Map()
      if (dims === undefined) return refuse(name, takes, ["...", before as number])
      return widthOf(filled(gives, dims))
    },
    [widthTaken]: () => widthOf(takes),
  }
}

/** The dims of a tensor by the names of a pattern, which it fits. */
export const assertTakes = (name: string, takes: readonly Dim[], x: unknown) => {
  if (!isTensor(x)) throw new TypeError(`${name}: expected a tensor, got ${describe(x)}`)
  return matched(takes, x.shape as readonly number[]) ?? refuse(name, takes, x.shape)
}

export const refuse = (name: string, takes: readonly Dim[], shape: Shape): never => {
  throw new ShapeError(patternMessage(name, takes, shape))
}

// internal

interface OwnDefinition {
  readonly name: unknown
  readonly takes: unknown
  readonly gives: unknown
  readonly spec?: object
  readonly init?: (key: unknown) => unknown
  readonly state?: object
  readonly initState?: () => unknown
  readonly random?: unknown
  readonly apply: (params: unknown, x: unknown, state: unknown) => unknown
  readonly train?: (params: unknown, x: unknown, options: { key: unknown; state: unknown }) => unknown
}

const hasEntries = (specs: object): boolean => Object.keys(specs).length > 0

const assertBegins = (name: string, by: string, begin: unknown): void => {
  if (begin === undefined) throw new TypeError(`${name}: ${by} is missing`)
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
