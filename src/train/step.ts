/**
 * @file One step as a compiled function: the loss in training, differentiated, and what the optimizer makes of it. And
 * one of validation.
 */
import type { Key } from "../../types/key.js"
import type { AnyTensor } from "../../types/tensor.js"
import type { CompileStepOp } from "../../types/train.js"
import type { Spec } from "../../types/tree.js"
import { zeros } from "../api/create.js"
import { tensorOf } from "../api/handle.js"
import { keySpec } from "../api/key.js"
import { compile, spec, specsOf } from "../compile.js"
import { mapTree } from "../graph/tree.js"
import { differentiate } from "../transform/grad.js"
import { tensorsOf } from "./rows.js"
import { type Rule, type StepTask, stepTaskOf, type TrainedModel } from "./task.js"

/** What a step is taken from, and what it is taken with. */
export interface StepInputs {
  readonly params: unknown
  readonly optimizer: unknown
  readonly model: unknown
  readonly batch: unknown
  readonly key: Key
}

export interface Measured {
  readonly loss: AnyTensor
  readonly metrics: Readonly<Record<string, AnyTensor>>
  /** Of those metrics that are figures of sums. */
  readonly sums: Readonly<Record<string, AnyTensor>>
}

export interface Stepped extends Measured {
  readonly params: unknown
  readonly optimizer: unknown
  readonly model: unknown
}

/**
 * The step that `fit` takes with each batch, as the compiled function it is, for `explain` and for loops of one's own:
 * `{ params, optimizer, model, batch, key }` to `{ loss, metrics, params, optimizer, model }`.
 *
 * Options: `model`, `optimizer`, `loss` and `metrics` of `fit`, and `data`, a record whose first dims become "batch".
 * Errors: those of compiled functions. PyTorch: no counterpart: a step is written by hand there.
 * @example
 * ```ts
 * import { item, key, mseLoss, tensor } from "tuplet"
 * import { linear } from "tuplet/nn"
 * import { sgd } from "tuplet/optim"
 * import { compileStep, freshState } from "tuplet/train"
 * const batch = { x: tensor([[1], [2]]), y: tensor([[2], [4]]) }
 * const task = { model: linear(1, 1), optimizer: sgd({ lr: 0.1 }) }
 * const step = compileStep({ ...task, data: batch, loss: (output, { y }) => mseLoss(output, y) })
 * const { params, optimizer, model, key: seed } = freshState({ ...task, key: key(0) })
 * const next = step({ params, optimizer, model, batch, key: seed })
 * item(next.optimizer.step) // 1
 * ```
 */
export const compileStep = ((options: Record<string, unknown>) => {
  const task = stepTaskOf("compileStep", options)
  return stepFor(task, tensorsOf("compileStep: data", options.data))
}) as unknown as CompileStepOp

/** The compiled functions of a task. Their specs are those of the first batch. */
export const stepsOf = (task: StepTask) => {
  const specs = trainedSpecs(task.model, task.optimizer)
  return {
    step: onFirst<StepInputs, Stepped>((batch) => stepFor(task, batch)),
    measure: onFirst<Pick<StepInputs, "params" | "model" | "batch">, Measured>((batch) =>
      compiled({ params: specs.params, model: specs.model, batch: specsOfBatch(batch) }, ({ params, model, batch }) =>
        measured(task, task.model.apply(params, inputOf(batch), model), batch),
      ),
    ),
  }
}

/** The specs of what a step changes. */
export const trainedSpecs = (model: TrainedModel, optimizer: Rule) => ({
  params: model.spec,
  optimizer: specsOf(
    optimizer.init(mapTree(model.spec, "", isSpec, ({ shape, dtype }) => zeros(shape as number[], dtype))),
  ),
  model: model.state,
})

/** The loss and metrics of a batch in training, and the model's next state. */
export const inTraining = (
  task: StepTask,
  params: unknown,
  batch: unknown,
  options: { readonly key: Key; readonly state: unknown },
) => {
  const { output, state } = task.model.train(params, inputOf(batch), options)
  return { ...measured(task, output, batch), state }
}

// internal

const isSpec = (value: unknown): value is Spec =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "spec"

const inputOf = (batch: unknown): unknown => (batch as { readonly x?: unknown }).x

const measured = (task: StepTask, output: unknown, batch: unknown): Measured => {
  const metrics: Record<string, AnyTensor> = {}
  const sums: Record<string, AnyTensor> = {}
  for (const [name, metric] of Object.entries(task.metrics)) {
    if (typeof metric === "function") metrics[name] = metric(output, batch)
    else {
      const sum = metric.sums(output, batch)
      sums[name] = sum
      metrics[name] = metric.value(sum)
    }
  }
  return { loss: task.loss(output, batch), metrics, sums }
}

const specsOfBatch = (batch: unknown): unknown =>
  mapTree(specsOf(batch), "", isSpec, ({ shape, dtype }) => spec(["batch", ...shape.slice(1)], dtype))

/** A function for batches like this one, of any size. */
const stepFor = (task: StepTask, batch: unknown) =>
  compiled<StepInputs, Stepped>(
    { ...trainedSpecs(task.model, task.optimizer), batch: specsOfBatch(batch), key: keySpec },
    ({ params, optimizer, model, batch, key }) => {
      const lossOf = (params: unknown) => {
        const { loss, ...aux } = inTraining(task, params, batch, { key, state: model })
        return [loss, aux]
      }
      const { value, gradients, aux } = differentiate("fit", lossOf, params, [], true)
      const { state, ...figures } = aux as Omit<Measured, "loss"> & { readonly state: unknown }
      const next = task.optimizer.update(params, gradients, optimizer)
      const loss: AnyTensor = tensorOf(value)
      return { loss, ...figures, params: next.params, optimizer: next.state, model: state }
    },
  )

/** `compile` whose specs are not known by their types, but what its function takes. */
const compiled = <I, O>(specs: unknown, f: (inputs: I) => O) =>
  compile(specs, f as (inputs: unknown) => O) as unknown as (inputs: I) => O

/** A function compiled when its first batch tells the specs. */
const onFirst = <I extends { readonly batch: unknown }, O>(make: (batch: unknown) => (inputs: I) => O) => {
  let made: ((inputs: I) => O) | undefined
  return (inputs: I): O => {
    made ??= make(inputs.batch)
    return made(inputs)
  }
}
