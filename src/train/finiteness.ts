/**
 * @file A loss that isn't finite: the step computed again, with every leaf under its path, and what was first at fault.
 */
import type { Key } from "../../types/key.js"
import { label } from "../api/create.js"
import { untyped } from "../api/handle.js"
import { mapLeaves } from "../graph/tree.js"
import { firstNonFinite, type NonFinite, sayNonFinite } from "./non-finite.js"
import { inTraining, type StepInputs } from "./step.js"
import type { Task } from "./task.js"

/** Training came to a loss that isn't finite. The message names the first tensor at fault. */
export class NonFiniteError extends Error {
  override readonly name = "NonFiniteError"
  readonly found: NonFinite | undefined
  readonly epoch: number
  readonly step: number

  constructor(message: string, found: NonFinite | undefined, epoch: number, step: number) {
    super(message)
    this.found = found
    this.epoch = epoch
    this.step = step
  }
}

/** Epoch and step counted from 1. */
export const nonFiniteError = (
  task: Task,
  inputs: StepInputs,
  { loss, epoch, step }: { readonly loss: number; readonly epoch: number; readonly step: number },
): NonFiniteError => {
  const again = inTraining(task, named("params", inputs.params), named("batch", inputs.batch), {
    key: inputs.key as Key,
    state: named("model", inputs.model),
  })
  const found = firstNonFinite(again.loss)
  const why = found === undefined ? "computed again it is finite" : sayNonFinite(found)
  return new NonFiniteError(`fit: the loss is ${loss} in step ${step} of epoch ${epoch}: ${why}`, found, epoch, step)
}

// internal

const named = (name: string, tree: unknown): unknown =>
  mapLeaves(tree, name, (node, path) => untyped(label)(node, path))
