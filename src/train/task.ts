/** @file What `fit` is told, read and checked once. */
import type { Key } from "../../types/key.js"
import type { AnyTensor } from "../../types/tensor.js"
import { wordsOfKey } from "../api/key.js"
import { describe, isRecord } from "../shape/operand.js"
import { assertBoolean, assertNumber, readOptions } from "../shape/options.js"
import { assertSize } from "../shape/window.js"

/** What a step is made of. */
export interface StepTask {
  readonly model: TrainedModel
  readonly optimizer: Rule
  readonly loss: Figure
  readonly metrics: Readonly<Record<string, Figure | Summed>>
}

export interface Task extends StepTask {
  readonly data: unknown
  readonly augment: Augment | undefined
  readonly validation: unknown
  readonly epochs: number
  readonly key: Key
  readonly batchSize: number
  readonly shuffle: boolean
  readonly dropLast: boolean
  readonly stopping: Watch | undefined
  readonly signal: AbortSignal | undefined
  readonly onStep: Listener | undefined
  readonly onEpoch: Listener | undefined
}

export type Figure = (output: unknown, batch: unknown) => AnyTensor
/** What is added up over batches, and the figure that the sum is. */
export interface Summed {
  readonly sums: Figure
  readonly value: (sums: AnyTensor) => AnyTensor
}

export type Augment = (data: unknown, epoch: { readonly epoch: number; readonly key: Key }) => unknown
export type Listener = (event: unknown) => unknown

export interface TrainedModel {
  readonly spec: unknown
  readonly init: (key: Key) => unknown
  readonly state: unknown
  readonly initState: () => unknown
  readonly apply: (params: unknown, x: unknown, state: unknown) => unknown
  readonly train: (
    params: unknown,
    x: unknown,
    options: { key: Key; state: unknown },
  ) => { output: unknown; state: unknown }
}

export interface Rule {
  readonly init: (params: unknown) => unknown
  readonly update: (
    params: unknown,
    gradients: unknown,
    state: unknown,
  ) => { readonly params: unknown; readonly state: unknown }
}

/** What early stopping looks at. */
export interface Watch {
  readonly on: string
  readonly minimize: boolean
  readonly patience: number
  readonly minDelta: number
}

export const taskOf = (op: string, options: unknown): Task => {
  const given = readOptions(op, options ?? {}, defaults)
  const task = stepTaskOf(op, given)
  for (const name of ["augment", "onStep", "onEpoch"] as const) {
    if (given[name] !== undefined) assertFunction(op, name, given[name])
  }
  wordsOfKey(op, given.key)
  const metrics = Object.keys(task.metrics)
  return {
    // what isn't read below is the caller's, which its type describes
    ...(given as unknown as Task),
    ...task,
    epochs: assertSize(op, "epochs", 0, given.epochs),
    batchSize: assertSize(op, "batchSize", 1, given.batchSize),
    shuffle: assertBoolean(op, "shuffle", given.shuffle),
    dropLast: assertBoolean(op, "dropLast", given.dropLast),
    stopping: given.stopping === undefined ? undefined : watchOf(op, given.stopping, metrics, given.validation),
  }
}

export const stepTaskOf = (op: string, given: { readonly [K in keyof StepTask]?: unknown }): StepTask => {
  const { loss, metrics = {} } = given
  assertFunction(op, "loss", loss)
  if (!isRecord(metrics)) throw new TypeError(`${op}: metrics are a record of functions, got ${describe(metrics)}`)
  for (const [name, metric] of Object.entries(metrics)) {
    const { sums, value } = typeof metric === "function" ? { sums: metric, value: metric } : (metric as Summed)
    for (const f of [sums, value]) assertFunction(op, `metrics.${name}`, f)
  }
  return {
    model: modelOf(op, given.model),
    optimizer: ruleOf(op, given.optimizer),
    loss: loss as Figure,
    metrics: metrics as StepTask["metrics"],
  }
}

/** A model and an optimizer, which a state is made for. */
export const modelOf = (op: string, model: unknown): TrainedModel => {
  if (typeof model !== "object" || model === null || !("spec" in model && "init" in model && "apply" in model)) {
    throw new TypeError(`${op}: model has spec, init and apply, got ${describe(model)}`)
  }
  const said = model as TrainedModel
  return {
    spec: said.spec,
    init: (key) => said.init(key),
    state: said.state ?? {},
    initState: () => said.initState?.() ?? {},
    apply: (params, x, state) => said.apply(params, x, state),
    train: (params, x, options) =>
      said.train?.(params, x, options) ?? { output: said.apply(params, x, options.state), state: options.state },
  }
}

export const ruleOf = (op: string, optimizer: unknown): Rule => {
  // what the two functions take and give shows when they are called
  if (isRecord(optimizer) && "init" in optimizer && "update" in optimizer) return optimizer as unknown as Rule
  throw new TypeError(`${op}: optimizer has init and update, got ${describe(optimizer)}`)
}

// internal

const defaults = {
  model: undefined,
  optimizer: undefined,
  loss: undefined,
  data: undefined,
  epochs: undefined,
  key: undefined,
  metrics: {},
  augment: undefined,
  validation: undefined,
  batchSize: 32,
  shuffle: true,
  dropLast: false,
  stopping: undefined,
  signal: undefined,
  onStep: undefined,
  onEpoch: undefined,
}

const assertFunction = (op: string, name: string, value: unknown): void => {
  if (typeof value !== "function") throw new TypeError(`${op}: ${name} is a function, got ${describe(value)}`)
}

const watchOf = (op: string, stopping: unknown, metrics: readonly string[], validation: unknown): Watch => {
  if (validation === undefined) throw new TypeError(`${op}: stopping watches the validation: pass { validation }`)
  const given = readOptions(`${op}: stopping`, stopping, {
    on: "loss",
    minimize: undefined,
    patience: undefined,
    minDelta: 0,
  })
  const on = given.on
  if (typeof on !== "string" || (on !== "loss" && !metrics.includes(on))) {
    throw new TypeError(`${op}: stopping.on is ${["loss", ...metrics].join(" | ")}, got ${describe(on)}`)
  }
  return {
    on,
    minimize: given.minimize === undefined ? on === "loss" : assertBoolean(op, "stopping.minimize", given.minimize),
    patience: assertSize(op, "stopping.patience", 1, given.patience),
    minDelta: assertNumber(op, "stopping.minDelta", given.minDelta),
  }
}
