/**
 * @file Running a plan: its buffers get addresses, its steps run in order, its outputs become storages.
 * Everything that doesn't change between runs is worked out once per plan; a run allocates its results only.
 */
import type { Origin, Storage } from "../graph/op.js"
import { costOf } from "../schedule/cost.js"
import { bufferAt, type Plan } from "../schedule/plan.js"
import { Arena } from "./arena.js"
import { Kernels } from "./kernels.js"
import { mostBytes } from "./memory.js"
import { Pool } from "./pool.js"
import { assertLoops, outOfMemory } from "./room.js"
import { type Binding, bindStep, buffersOf, isEmpty, type Within, workspaceBytes } from "./steps.js"
import { alignedBytes, alignUp, awaitingStorage, isLetGo, restore } from "./storage.js"
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
  readonly pool: Pool
  readonly #bound = new WeakMap<Plan, BoundPlan>()

  constructor(arena: Arena = new Arena()) {
    this.arena = arena
    this.#kernels = new Kernels(arena.memory.wasm)
    this.pool = new Pool(arena.memory.wasm)
  }

  run(plan: Plan, inputs: readonly Storage[]): readonly Storage[] {
    const bound = this.#boundOf(plan)
    const reads = bound.reads.map(({ input }) => storageAt(inputs, input))
    const results = bound.results.map(({ buffer }) => awaitingStorage(bufferAt(plan, buffer)))
    this.#compute(bound, reads, results)
    // what was planned for one run is not kept for its results, which are then copied, where they leave the arena
    if (bound.hasRun) {
      const { repeat } = bound
      bound.nanoseconds ??= nanosecondsOf(plan)
      const { nanoseconds } = bound
      const origin: Origin = { inputs: reads, results, nanoseconds, total: nanoseconds, held: 0, look: 0, repeat }
      for (const result of results) result.origin = origin
    }
    bound.hasRun = true
    return bound.outputs.map(({ result, input }) =>
      result === undefined ? storageAt(inputs, input as number) : (results[result] as Storage),
    )
  }

  #boundOf(plan: Plan): BoundPlan {
    const known = this.#bound.get(plan)
    if (known?.threads === threads()) return known
    const bound = bind(
      {
        plan,
        kernels: this.#kernels,
        arena: this.arena,
        pool: this.pool,
        addresses: Array<number>(plan.buffers.length + 1).fill(0),
        within: [],
      },
      ({ inputs, results }) => {
        // there may be more threads than when it ran, each with a workspace
        this.#compute(this.#boundOf(plan), inputs, results)
        // what is wanted is copied when it leaves the arena again
        for (const result of results) result.origin = undefined
      },
    )
    this.#bound.set(plan, bound)
    return bound
  }

  /** `inputs` and `results` are those the plan reads and writes; results that are somewhere already stay there. */
  #compute(bound: BoundPlan, inputs: readonly Storage[], results: readonly Storage[]): void {
    // computing one may push out another
    while (inputs.some(isLetGo)) inputs.forEach(restore)
    const { addresses, reads, scratch } = bound
    const base = this.#reserve(bound, inputs)
    reads.forEach(({ buffer }, i) => {
      addresses[buffer] = storageAt(inputs, i).address as number
    })
    for (const { buffer, offset } of bound.results) addresses[buffer] = base + offset
    for (const { buffer, offset } of scratch) addresses[buffer] = this.arena.scratch + offset
    for (const { buffer, under } of bound.covered) addresses[buffer] = addresses[under] as number
    for (const { at, buffer, bytes } of bound.within) addresses[at] = (addresses[buffer] as number) + bytes
    // behind the buffers; constants of steps come after it
    addresses[bound.workspace] = this.arena.scratch + bound.workspaceOffset
    for (const step of bound.steps) step()
    bound.results.forEach(({ offset }, i) => {
      if (isLetGo(storageAt(results, i))) this.arena.keep(storageAt(results, i), base + offset)
    })
  }

  #reserve({ plan, needed, resultBytes, scratchBytes }: BoundPlan, inputs: readonly Storage[]): number {
    try {
      return this.arena.reserve(inputs, resultBytes, scratchBytes)
    } catch (error) {
      throw error instanceof RangeError ? outOfMemory(plan, needed) : error
    }
  }
}

// internal

let shared: Runner | undefined

/** Nanoseconds a run takes, whatever it computes. */
const dispatch = 1000

interface Placed {
  readonly buffer: number
  readonly offset: number
}

interface BoundPlan {
  readonly plan: Plan
  hasRun: boolean
  /** As many as there were when it was bound. */
  readonly threads: number
  /** Of a run, once there was a second. */
  nanoseconds: number | undefined
  readonly repeat: (origin: Origin) => void
  readonly addresses: number[]
  /** Inputs that steps read; one that is only passed through needs no place in memory. */
  readonly reads: readonly { readonly buffer: number; readonly input: number }[]
  /** The smallest first. */
  readonly results: readonly Placed[]
  readonly scratch: readonly Placed[]
  /** Intermediates where results are written over them. */
  readonly covered: readonly { readonly buffer: number; readonly under: number }[]
  readonly within: readonly Within[]
  readonly resultBytes: number
  readonly scratchBytes: number
  /** Bytes of inputs, results and scratch. */
  readonly needed: number
  /** Where in `addresses` the workspace is. */
  readonly workspace: number
  readonly workspaceOffset: number
  readonly steps: readonly (() => void)[]
  /** Each output is one of `results` or an input. */
  readonly outputs: readonly { readonly result: number | undefined; readonly input: number | undefined }[]
}

const nanosecondsOf = ({ steps, buffers }: Plan): number =>
  steps.reduce((sum, step) => sum + costOf(step, buffers).nanoseconds, dispatch)

const storageAt = (inputs: readonly Storage[], index: number): Storage => inputs[index] as Storage

const bind = (binding: Binding, repeat: (origin: Origin) => void): BoundPlan => {
  const { plan, addresses } = binding
  const live = plan.steps.filter((step) => !isEmpty(plan, step))
  const used = new Set(live.flatMap(buffersOf))
  const reads: { buffer: number; input: number }[] = []
  const written: number[] = []
  const scratch: Placed[] = []
  const covered: { buffer: number; under: number }[] = []
  plan.buffers.forEach(({ place }, buffer) => {
    if (place.kind === "input") {
      if (used.has(buffer)) reads.push({ buffer, input: place.index })
    } else if (place.kind === "scratch") scratch.push({ buffer, offset: place.offset })
    else if (place.kind === "under") covered.push({ buffer, under: place.buffer })
    else written.push(buffer)
  })
  const bytesOf = (buffer: number) => alignedBytes(bufferAt(plan, buffer))
  let resultBytes = 0
  const results = written
    .sort((a, b) => bytesOf(a) - bytesOf(b))
    .map((buffer) => {
      const offset = resultBytes
      resultBytes += bytesOf(buffer)
      return { buffer, offset }
    })
  const workspaceOffset = alignUp(plan.scratchBytes)
  const scratchBytes = workspaceOffset + workspaceBytes(plan, live)
  const needed = reads.reduce((sum, { buffer }) => sum + bytesOf(buffer), resultBytes + scratchBytes)
  if (needed > mostBytes) throw outOfMemory(plan, needed)
  assertLoops(plan)
  return {
    plan,
    hasRun: false,
    threads: threads(),
    nanoseconds: undefined,
    repeat,
    addresses,
    reads,
    results,
    scratch,
    covered,
    within: binding.within,
    resultBytes,
    scratchBytes,
    needed,
    workspace: plan.buffers.length,
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
