/**
 * @file Running a plan: its buffers get addresses, its steps run in order, its outputs become storages.
 * Everything that doesn't change between runs is worked out once per plan; a run allocates its results only.
 */

import type { Storage } from "../graph/op.js"
import type { Plan, PlanBuffer } from "../schedule/plan.js"
import { Arena } from "./arena.js"
import { Kernels } from "./kernels.js"
import { Pool } from "./pool.js"
import { type Binding, bindStep, buffersOf, isEmpty, workspaceBytes } from "./steps.js"
import { alignedBytes, alignUp } from "./storage.js"
import { threads } from "./threads.js"

/**
 * The storages of a plan's outputs. They stay where the kernels wrote them until memory is under pressure.
 * Throws IndexError from the plan's checks and RangeError when memory runs out; either leaves everything as it was.
 */
export const run = (plan: Plan, inputs: readonly Storage[]): readonly Storage[] => sharedRunner().run(plan, inputs)

/** The runner of the whole program, made at first use. */
export const sharedRunner = (): Runner => {
  shared ??= new Runner()
  return shared
}

export class Runner {
  readonly arena: Arena
  readonly #kernels: Kernels
  readonly #pool: Pool
  readonly #bound = new WeakMap<Plan, BoundPlan>()

  constructor(arena: Arena = new Arena()) {
    this.arena = arena
    this.#kernels = new Kernels(arena.memory.wasm)
    this.#pool = new Pool(arena.memory.wasm)
  }

  run(plan: Plan, inputs: readonly Storage[]): readonly Storage[] {
    let bound = this.#bound.get(plan)
    if (bound === undefined || bound.threads !== threads()) {
      bound = bind({
        plan,
        kernels: this.#kernels,
        arena: this.arena,
        pool: this.#pool,
        addresses: Array<number>(plan.buffers.length + 1).fill(0),
      })
      this.#bound.set(plan, bound)
    }
    const { addresses, reads, scratch, results, steps } = bound
    const base = this.arena.reserve(
      reads.map(({ input }) => storageAt(inputs, input)),
      bound.resultBytes,
      bound.scratchBytes,
    )
    for (const { buffer, input } of reads) addresses[buffer] = storageAt(inputs, input).address as number
    for (const { buffer, offset } of results) addresses[buffer] = base + offset
    for (const { buffer, offset } of scratch) addresses[buffer] = base + bound.resultBytes + offset
    addresses[plan.buffers.length] = base + bound.resultBytes + bound.workspaceOffset
    for (const step of steps) step()
    const kept = results.map(({ buffer, offset }) => {
      const { dtype, length } = bufferAt(plan, buffer)
      return this.arena.keep(dtype, length, base + offset)
    })
    return bound.outputs.map(({ result, input }) =>
      result === undefined ? storageAt(inputs, input as number) : (kept[result] as Storage),
    )
  }
}

// internal

let shared: Runner | undefined

interface Placed {
  readonly buffer: number
  readonly offset: number
}

interface BoundPlan {
  /** As many as there were when it was bound. */
  readonly threads: number
  readonly addresses: number[]
  /** Inputs that steps read; one that is only passed through needs no place in memory. */
  readonly reads: readonly { readonly buffer: number; readonly input: number }[]
  readonly results: readonly Placed[]
  readonly scratch: readonly Placed[]
  readonly resultBytes: number
  readonly scratchBytes: number
  readonly workspaceOffset: number
  readonly steps: readonly (() => void)[]
  /** Each output is one of `results` or an input. */
  readonly outputs: readonly { readonly result: number | undefined; readonly input: number | undefined }[]
}

const bufferAt = (plan: Plan, index: number): PlanBuffer => plan.buffers[index] as PlanBuffer

const storageAt = (inputs: readonly Storage[], index: number): Storage => inputs[index] as Storage

const bind = (binding: Binding): BoundPlan => {
  const { plan, addresses } = binding
  const live = plan.steps.filter((step) => !isEmpty(plan, step))
  const used = new Set(live.flatMap(buffersOf))
  const reads: { buffer: number; input: number }[] = []
  const results: Placed[] = []
  const scratch: Placed[] = []
  let resultBytes = 0
  plan.buffers.forEach(({ place, dtype, length }, buffer) => {
    if (place.kind === "input") {
      if (used.has(buffer)) reads.push({ buffer, input: place.index })
    } else if (place.kind === "scratch") {
      scratch.push({ buffer, offset: place.offset })
    } else {
      results.push({ buffer, offset: resultBytes })
      resultBytes += alignedBytes(dtype, length)
    }
  })
  const workspaceOffset = alignUp(plan.scratchBytes)
  return {
    threads: threads(),
    addresses,
    reads,
    results,
    scratch,
    resultBytes,
    scratchBytes: workspaceOffset + workspaceBytes(live),
    workspaceOffset,
    steps: live.map((step) => bindStep(step, binding)),
    outputs: plan.outputs.map((buffer) => {
      const { place } = bufferAt(plan, buffer)
      return place.kind === "input"
        ? { result: undefined, input: place.index }
        : { result: results.findIndex((placed) => placed.buffer === buffer), input: undefined }
    }),
  }
}
