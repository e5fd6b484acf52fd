/** @file The state of a run: one tree of tensors, checked before a run goes on from it. */
import type { Key } from "../../types/key.js"
import type { Tensor } from "../../types/tensor.js"
import type { FreshStateOp, StateSpecsOp } from "../../types/train.js"
import { constantOf } from "../api/constant.js"
import { tensor } from "../api/create.js"
import { tensorOf } from "../api/handle.js"
import { keySpec, splitKey, wordsOfKey } from "../api/key.js"
import { assertFitting, spec } from "../compile.js"
import { data, evaluate, item } from "../read.js"
import { trainedSpecs } from "./step.js"
import { none, packed, type Sums, unpacked } from "./sums.js"
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
  /** Of the steps that are done in the epoch. */
  readonly sums: Sums
}

export interface State extends Trained {
  readonly key: Key
}

/**
 * The state that `fit` begins with: fresh parameters, the optimizer's first state, the model's, and the key of all that
 * is random.
 *
 * A tree of tensors like the one that a run leaves: what is loaded from a file fits into it.
 * `fit(options, { ...freshState(options), params })` trains parameters that are there already.
 * PyTorch: no counterpart: modules and optimizers keep states of their own.
 * JAX: `flax.training.train_state.TrainState.create`.
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

/**
 * The specs of a run's states: what `intoTree` asks of the tensors of a file, so that `fit` goes on from it.
 *
 * PyTorch: no counterpart: `load_state_dict` of each part. JAX: `jax.eval_shape` of what makes the state.
 * @example
 * ```ts
 * import { linear } from "tuplet/nn"
 * import { adam } from "tuplet/optim"
 * import { stateSpecs } from "tuplet/train"
 * const specs = stateSpecs({ model: linear(4, 2), optimizer: adam() })
 * specs.optimizer.mean.weight.shape // [2, 4]
 * ```
 */
export const stateSpecs = (({ model, optimizer }: Omit<Beginning, "key">) =>
  specsFor({
    model: modelOf("stateSpecs", model),
    optimizer: ruleOf("stateSpecs", optimizer),
  })) as unknown as StateSpecsOp

export const fresh = (model: Task["model"], optimizer: Task["optimizer"], key: Key) => {
  const [forParams, forTraining] = splitKey(key) as readonly [Key, Key]
  const params = model.init(forParams)
  const trained = { params, optimizer: optimizer.init(params), model: model.initState(), key: forTraining }
  return evaluate(stateAt({ metrics: {} }, trained, start))
}

/** The state as a tree of tensors. */
export const stateAt = (
  task: Pick<Task, "metrics">,
  { params, optimizer, model, key }: State,
  { epoch, step, best, waited, sums }: Position,
) => {
  const numbers = packed(task, sums)
  return {
    params,
    optimizer,
    model,
    epoch: tensor(epoch, "int32"),
    step: tensor(step, "int32"),
    sums: tensorOf(constantOf(numbers, [numbers.length], "float64")),
    best: tensor(best, "float64"),
    waited: tensor(waited, "int32"),
    key,
  }
}

/** A state that is given, checked leaf by leaf. */
export const readState = (task: Task, given: unknown): State & { readonly position: Position } => {
  assertFitting(specsFor(task), given)
  const state = given as ReturnType<typeof stateAt>
  const number = (x: unknown): number => item(x as Tensor<[]>)
  const { epoch, step, best, waited } = state
  // float64, as the specs that it fits say
  const sums = unpacked(task, data(state.sums as unknown as Tensor) as unknown as Float64Array)
  return {
    ...state,
    position: { epoch: number(epoch), step: number(step), best: number(best), waited: number(waited), sums },
  }
}

// internal

interface Beginning {
  readonly model: unknown
  readonly optimizer: unknown
  readonly key: Key
}

const start: Position = { epoch: 0, step: 0, best: Number.NaN, waited: 0, sums: none }

const positionSpecs = {
  epoch: spec([], "int32"),
  step: spec([], "int32"),
  best: spec([], "float64"),
  waited: spec([], "int32"),
  sums: spec(["sums"], "float64"),
}

const specsFor = ({ model, optimizer }: Pick<Task, "model" | "optimizer">) => ({
  ...trainedSpecs(model, optimizer),
  ...positionSpecs,
  key: keySpec,
})
