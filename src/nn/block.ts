/**
 * @file Models made of layers. A block says once what it computes with its layers, in terms of a step that applies one
 * of them; evaluation and training, parameters and states, and the keys of each layer follow.
 */
import type { Key } from "../../types/key.js"
import type { AnyTensor } from "../../types/tensor.js"
import { splitKey } from "../api/key.js"
import { entriesOf } from "../shape/given.js"
import { readOptions } from "../shape/options.js"
import { hasState, inside, isRandom, type Part, partFrom, type Step, titleOf } from "./part.js"
import { inBranch, inPart } from "./place.js"
import type { Widths } from "./width.js"

/** Layers in a list, or a record whose names messages use in the place of positions. */
export type Parts = readonly Part[] | Readonly<Record<string, Part>>

/**
 * `inner` layers follow on the others in the positions of a step; having no parameters and no state they are in no
 * tree.
 */
export const block = <R = AnyTensor>(
  op: string,
  layers: Parts,
  compute: (step: Step, x: unknown) => R,
  widths: Partial<Widths> = {},
  inner: readonly Part[] = [],
): Part<R> => {
  const outer = Object.values<Part>(layers)
  const parts = [...outer, ...inner]
  const names = Object.keys(layers)
  const isList = Array.isArray(layers)
  const known = { keys: names, isList, exact: isList }
  const stateful = parts.some(hasState)
  const random = parts.some((part) => part[isRandom])
  const tree = <T>(entries: readonly T[]) =>
    isList ? entries : Object.fromEntries(entries.map((entry, i) => [names[i], entry]))
  const statesOf = (state: unknown) => (stateful ? entriesOf("state", known, state) : [])
  const within = <T>(i: number, f: (part: Part) => T): T => {
    const part = parts[i] as Part
    const name = names[i]
    if (name === undefined) return f(part)
    return isList ? inPart(part, i, () => f(part)) : inBranch(name, () => f(part))
  }
  return partFrom<R>({
    spec: tree(outer.map((part) => part.spec)),
    init: (key) => {
      const keys = splitKey(key, outer.length)
      return tree(outer.map((part, i) => part.init(keys[i] as Key)))
    },
    state: stateful ? tree(outer.map((part) => part.state)) : {},
    initState: () => (stateful ? tree(outer.map((part) => part.initState())) : {}),
    apply: (params, x, state) => {
      const [entries, states] = [entriesOf("params", known, params), statesOf(state)]
      return compute((i, x) => within(i, (part) => part.apply(entries[i], x, states[i])), x)
    },
    train: (params, x, options) => {
      const { key, state } = readOptions(op, options, { key: undefined, state: undefined })
      const entries = entriesOf("params", known, params)
      const states = [...statesOf(state)]
      const keys = random || key !== undefined ? splitKey(keyFor(op, key), parts.length) : []
      const step: Step = (i, x) =>
        within(i, (part) => {
          const trained = part.train(entries[i], x, { key: keys[i], state: states[i] })
          states[i] = trained.state
          return trained.output
        })
      const output = compute(step, x)
      return { output, state: stateful ? tree(states.slice(0, outer.length)) : {} }
    },
    [isRandom]: random,
    [titleOf]: op,
    [inside]: { names, parts, compute },
    ...widths,
  })
}

/** The key that training draws from. */
export const keyFor = (op: string, key: unknown): Key => {
  if (key === undefined) throw new TypeError(`${op}: training is random: pass { key }`)
  return key as Key
}
