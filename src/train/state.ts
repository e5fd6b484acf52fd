/** @file The state of a run: one tree of tensors, checked before a run goes on from it. */
import type { Key } from "../../types/key.js"
import type { Tensor } from "../../types/tensor.js"
import type { FreshStateOp } from "../../types/train.js"
import { tensor } from "../api/create.js"
import { keySpec, splitKey, wordsOfKey } from "../api/key.js"
import { assertFitting, spec } from "../compile.js"
import { evaluate, item } from "../read.js"
import { trainedSpecs } from "./step.js"
import { modelOf, ruleOf, type Task } from "./task.js"

/** What a step changes. */
export interface Trained {
  readonly params: unknown
  readonly optimizer: unknown
  readonly model: unknown
}

/** Where a run is, in numbers. */
export interface Position {
  readonly epoch: number
  readonly step: number
  readonly best: number
  readonly waited: number
}

export interface State extends Trained {
  readonly key: Key
}

/**
 * The state that `fit` begins with: fresh parameters, the optimizer's first state, the model's, and the key of all that is random.
 *
 * A tree of tensors like the one that a run leaves: what is loaded from a file fits into it. `fit(options, { ...freshState(options),
 * params })` trains parameters that are there already.
 * PyTorch: no counterpart: modules and optimizers keep states of their own. JAX: `flax.training.train_state.TrainState.create`.
 * @example
 * ```ts
 * import { key } from "tuplet"
 * import { linear } from "tuplet/nn"
 * import { adam } from "tuplet/optim"
 * import { freshState } from "tuplet/train"
 * const state = freshState({ model: linear(4, 2), optimizer: adam(), key: key(0) })
 * state.optimizer.mean.weight.shape // [2, 4]
 * ```
 */
export const freshState = (({ model, optimizer, key }: Beginning) => {
  wordsOfKey("freshState", key)
  return fresh(modelOf("freshState", model), ruleOf("freshState", optimizer), key)
}) as unknown as FreshStateOp

export const fresh = (model: Task["model"], optimizer: Task["optimizer"], key: Key) => {
  const [forParams, forTraining] = splitKey(key) as readonly [Key, Key]
  const params = model.init(forParams)
  const trained = { params, optimizer: optimizer.init(params), model: model.initState(), key: forTraining }
  return evaluate(stateAt(trained, start))
}

/** The state as a tree of tensors. */
export const stateAt = ({ params, optimizer, model, key }: State, { epoch, step, best, waited }: Position) => ({
  params,
  optimizer,
  model,
  epoch: tensor(epoch, "int32"),
  step: tensor(step, "int32"),
  best: tensor(best, "float64"),
  waited: tensor(waited, "int32"),
  key,
})

/** A state that is given, checked leaf by leaf. */
export const readState = (task: Task, given: unknown): State & { readonly position: Position } => {
  const { model, optimizer } = task
  assertFitting({ ...trainedSpecs(model, optimizer), ...positionSpecs, key: keySpec }, given)
  const state = given as ReturnType<typeof stateAt>
  const number = (x: unknown): number => item(x as Tensor<[]>)
  const { epoch, step, best, waited } = state
  return {
    ...state,
    position: { epoch: number(epoch), step: number(step), best: number(best), waited: number(waited) },
  }
}

// internal

interface Beginning {
  readonly model: unknown
  readonly optimizer: unknown
  readonly key: Key
}

const start: Position = { epoch: 0, step: 0, best: Number.NaN, waited: 0 }

const positionSpecs = {
  epoch: spec([], "int32"),
  step: spec([], "int32"),
  best: spec([], "float64"),
  waited: spec([], "int32"),
}
