/**
 * @file Training for the time of one call: which modules take part, the key they draw from, and the buffers they leave.
 * A module asks for it in `forward`, so that models say once what they compute. It ends with the call.
 */
import type { Key } from "../../types/key.js"
import type { AnyTensor } from "../../types/tensor.js"
import { splitKey } from "../api/key.js"

/** The buffers of one module. */
export type Buffers = Readonly<Record<string, AnyTensor>>

export interface Training {
  readonly modules: ReadonlySet<object>
  /** The buffers of modules that were computed. */
  readonly states: Map<object, Buffers>
  key: Key | undefined
}

export const inTraining = <T>(modules: ReadonlySet<object>, key: Key | undefined, f: () => T) => {
  const outer = current
  const training: Training = { modules, states: new Map(), key }
  current = training
  try {
    return { output: f(), states: training.states }
  } finally {
    current = outer
  }
}

/** The training that a module takes part in. */
export const trainingOf = (module: object): Training | undefined => (current?.modules.has(module) ? current : undefined)

/** A key for one layer, if there is one. */
export const drawnKey = (training: Training): Key | undefined => {
  if (training.key === undefined) return undefined
  const [next, own] = splitKey(training.key) as [Key, Key]
  training.key = next
  return own
}

// internal

let current: Training | undefined
