/** @file The training loop. Whatever a step depends on is in its state, so that a run goes on from any of them. */
import type { Key } from "../../types/key.js"
import type { AnyTensor, Tensor } from "../../types/tensor.js"
import type { Figures, FitOp } from "../../types/train.js"
import { foldIn, splitKey } from "../api/key.js"
import { item } from "../read.js"
import { nonFiniteError } from "./finiteness.js"
import { type Batches, batchesOf, rowsIn } from "./rows.js"
import { fresh, type Position, readState, type State, stateAt } from "./state.js"
import { type Measured, stepsOf } from "./step.js"
import { added, meansOf, none } from "./sums.js"
import { type Task, taskOf, type Watch } from "./task.js"

/**
 * Trains a model: epochs of batches, each a step of the optimizer down the gradient of the loss. Gives
 * `{ state, history, ended }`.
 *
 * Data: a record `{ x, y }` of tensors or typed arrays with equal first dims, or an iterable of such batches, which
 * each epoch begins anew. The model takes `x`; `loss(output, batch)` gives a scalar. Options: `epochs`, `key`,
 * `batchSize` (32), `shuffle` (true), `dropLast` (false), `augment(data, { epoch, key })`, `metrics`, `validation`
 * (data), `stopping: { patience, on, minimize, minDelta }`, `signal`, `onStep`, `onEpoch`; both are awaited, and told a
 * `state`. `fit(options, state)` goes on from there, in the middle of an epoch too, to the bits and figures of an
 * uninterrupted run; `stateSpecs(options)` are the specs of one, for `intoTree`.
 * Errors: ShapeError where data, model and state don't fit; NonFiniteError for a loss that isn't finite, with the first
 * tensor at fault.
 * PyTorch: no counterpart: the loop is written by hand there. JAX: no counterpart.
 * @example
 * ```ts
 * import { item, key, mseLoss, tensor } from "tuplet"
 * import { linear } from "tuplet/nn"
 * import { sgd } from "tuplet/optim"
 * import { fit } from "tuplet/train"
 * const { state } = await fit({
 *   model: linear(1, 1),
 *   optimizer: sgd({ lr: 0.1 }),
 *   data: { x: tensor([[0], [1], [2]]), y: tensor([[1], [3], [5]]) },
 *   loss: (output, { y }) => mseLoss(output, y),
 *   epochs: 200,
 *   key: key(0),
 * })
 * item(state.params.weight).toFixed(3) // "2.000"
 * ```
 */
export const fit: FitOp = (async (options: unknown, given?: unknown) => {
  const task = taskOf("fit", options)
  const { epochs, signal, stopping } = task
  const begin = readState(task, given ?? fresh(task.model, task.optimizer, task.key))
  const { step: stepOf, measure } = stepsOf(task)
  const cut = task.augment === undefined ? batchesOf("fit: data", task.data) : undefined
  const held = task.validation === undefined ? undefined : batchesOf("fit: validation", task.validation)
  const breathe = breathing()
  const history: unknown[] = []
  let state: State = begin
  let at: Position = begin.position
  const ended = (how: string) => ({ state: stateAt(task, state, at), history, ended: how })

  for (let end = endOf(task, at); ; end = endOf(task, at)) {
    if (end !== undefined) return ended(end)
    const [order, draws, steps] = splitKey(foldIn(state.key, at.epoch), 3) as readonly [Key, Key, Key]
    const epoch = at.epoch + 1
    const examples = await task.augment?.(task.data, { epoch: at.epoch, key: draws })
    const batches = (cut ?? batchesOf("fit: data", examples))({
      size: task.batchSize,
      order: task.shuffle ? order : undefined,
      dropLast: task.dropLast,
    })
    for await (const batch of batches.after(at.step)) {
      if (signal?.aborted) return ended("aborted")
      const inputs = { params: state.params, optimizer: state.optimizer, model: state.model, batch }
      const given = { ...inputs, key: foldIn(steps, at.step) }
      const { params, optimizer, model, ...result } = stepOf(given)
      const measured = numbersOf(result)
      if (!Number.isFinite(measured.loss)) {
        throw nonFiniteError(task, given, { loss: measured.loss, epoch, step: at.step + 1 })
      }
      state = { params, optimizer, model, key: state.key }
      at = { ...at, step: at.step + 1, sums: added(at.sums, measured, result.sums, rowsIn(batch)) }
      if (task.onStep !== undefined) {
        const { step } = at
        await task.onStep({ ...measured, epoch, epochs, step, steps: batches.count, state: stateAt(task, state, at) })
      }
      await breathe()
    }
    if (at.step === 0) throw new TypeError(noBatch("data"))
    if (signal?.aborted) return ended("aborted")
    const validation = held && (await validated(task, measure, state, held({ ...inOrder, size: task.batchSize })))
    const watched = watch(at, stopping, validation)
    const told = { ...meansOf(task, at.sums), epoch, epochs, validation, improved: watched.improved }
    at = { epoch, step: 0, sums: none, ...watched }
    history.push(told)
    await task.onEpoch?.({ ...told, ended: endOf(task, at), state: stateAt(task, state, at) })
    if (signal?.aborted) return ended("aborted")
  }
}) as unknown as FitOp

// internal

/** How a run ends that has come so far, if it does. */
const endOf = ({ epochs, stopping }: Task, { epoch, waited }: Position): "finished" | "early" | undefined => {
  if (epoch >= epochs) return "finished"
  return stopping !== undefined && waited >= stopping.patience ? "early" : undefined
}

const inOrder = { order: undefined, dropLast: false }

const numbersOf = ({ loss, metrics }: Measured): Figures => ({ loss: numberOf(loss), metrics: each(metrics, numberOf) })

const numberOf = (x: AnyTensor): number => item(x as Tensor<[]>)

const each = <T, U>(
  record: Readonly<Record<string, T>>,
  f: (value: T, name: string) => U,
): Readonly<Record<string, U>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value, name)]))

const validated = async (
  task: Task,
  measure: (inputs: { params: unknown; model: unknown; batch: unknown }) => Measured,
  { params, model }: State,
  batches: Batches,
): Promise<Figures> => {
  let sums = none
  for await (const batch of batches.after(0)) {
    const result = measure({ params, model, batch })
    sums = added(sums, numbersOf(result), result.sums, rowsIn(batch))
  }
  if (sums === none) throw new TypeError(noBatch("validation"))
  return meansOf(task, sums)
}

const noBatch = (path: string): string => `fit: the ${path} gives no batch: an iterable must begin anew in each epoch`

/** The best value yet, and how many epochs ago it was. NaN is never better, and anything is better than NaN. */
const watch = ({ best, waited }: Position, stopping: Watch | undefined, validation: Figures | undefined) => {
  if (stopping === undefined || validation === undefined) return { best, waited, improved: false }
  const value = stopping.on === "loss" ? validation.loss : (validation.metrics[stopping.on] as number)
  const gain = stopping.minimize ? best - value : value - best
  const improved = !Number.isNaN(value) && (Number.isNaN(best) || gain > stopping.minDelta)
  return improved ? { best: value, waited: 0, improved } : { best, waited: waited + 1, improved }
}

/** Lets timers and signals through now and then. */
const breathing = () => {
  let last = performance.now()
  return async (): Promise<void> => {
    if (performance.now() - last < 20) return
    await new Promise((resolve) => setTimeout(resolve, 0))
    last = performance.now()
  }
}
