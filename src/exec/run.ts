/**
 * @file Running a plan: its buffers get addresses, its steps run in order, its outputs become storages.
 * Everything that doesn't change between runs is worked out once per plan; a run allocates its results only.
 */

import { gemmSplit, gemmWorkspace } from "../codegen/gemm.js"
import type { Storage } from "../graph/op.js"
import { productsOf } from "../schedule/gemm.js"
import type { Plan, PlanBuffer, Step } from "../schedule/plan.js"
import { Arena } from "./arena.js"
import { assertIndices } from "./check.js"
import { hostTarget } from "./host.js"
import { type Kernel, Kernels } from "./kernels.js"
import { bindRoutine } from "./routine.js"
import { alignedBytes, alignUp } from "./storage.js"

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
  readonly #bound = new WeakMap<Plan, BoundPlan>()

  constructor(arena: Arena = new Arena()) {
    this.arena = arena
    this.#kernels = new Kernels(arena.memory.wasm)
  }

  run(plan: Plan, inputs: readonly Storage[]): readonly Storage[] {
    let bound = this.#bound.get(plan)
    if (bound === undefined) {
      bound = bind(plan, this.#kernels, this.arena)
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
  /** Of each buffer in the current run, and behind them the workspace that products pack into. */
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

const bind = (plan: Plan, kernels: Kernels, arena: Arena): BoundPlan => {
  const addresses = Array<number>(plan.buffers.length + 1).fill(0)
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
  const workspace = live.reduce(
    (most, step) => (step.kind === "gemm" ? Math.max(most, gemmWorkspace(step.gemm)) : most),
    0,
  )
  return {
    addresses,
    reads,
    results,
    scratch,
    resultBytes,
    scratchBytes: workspaceOffset + workspace,
    workspaceOffset,
    steps: live.map((step) => bindStep(plan, step, kernels, addresses, arena)),
    outputs: plan.outputs.map((buffer) => {
      const { place } = bufferAt(plan, buffer)
      return place.kind === "input"
        ? { result: undefined, input: place.index }
        : { result: results.findIndex((placed) => placed.buffer === buffer), input: undefined }
    }),
  }
}

const bindStep = (
  plan: Plan,
  step: Step,
  kernels: Kernels,
  addresses: readonly number[],
  arena: Arena,
): (() => void) => {
  const viewOf = (buffer: number) => {
    const { dtype, length } = bufferAt(plan, buffer)
    return arena.view(dtype, addresses[buffer] as number, length)
  }
  switch (step.kind) {
    case "nest":
      return bindNest(kernels.nest(step.nest), step.buffers, addresses)
    case "gemm":
      return bindGemm(kernels.gemm(step.gemm), plan, step, addresses)
    case "check":
      return () => assertIndices(viewOf(step.buffer), step.range)
    case "routine":
      return bindRoutine(step, viewOf)
  }
}

const bindGemm = (
  kernel: Kernel,
  plan: Plan,
  { buffers, gemm }: Step & { readonly kind: "gemm" },
  addresses: readonly number[],
): (() => void) => {
  // the workspace comes behind a, b and c
  const used = buffers.toSpliced(3, 0, plan.buffers.length)
  const [a, b, c, workspace, d] = used as [number, number, number, number, number]
  const { extent } = gemmSplit(gemm, hostTarget())
  const at = (buffer: number) => addresses[buffer] as number
  switch (used.length) {
    case 4:
      return () => kernel(at(a), at(b), at(c), at(workspace), 0, extent)
    case 5:
      return () => kernel(at(a), at(b), at(c), at(workspace), at(d), 0, extent)
    default:
      return () => kernel(...used.map(at), 0, extent)
  }
}

/** Calls of a known number of arguments are several times faster than spread ones. */
const bindNest = (kernel: Kernel, buffers: readonly number[], addresses: readonly number[]): (() => void) => {
  const [a, b, c, d, e, f] = buffers as [number, number, number, number, number, number]
  const at = (buffer: number) => addresses[buffer] as number
  switch (buffers.length) {
    case 1:
      return () => kernel(at(a))
    case 2:
      return () => kernel(at(a), at(b))
    case 3:
      return () => kernel(at(a), at(b), at(c))
    case 4:
      return () => kernel(at(a), at(b), at(c), at(d))
    case 5:
      return () => kernel(at(a), at(b), at(c), at(d), at(e))
    case 6:
      return () => kernel(at(a), at(b), at(c), at(d), at(e), at(f))
    default:
      return () => kernel(...buffers.map(at))
  }
}

const buffersOf = (step: Step): readonly number[] => {
  switch (step.kind) {
    case "nest":
      return step.buffers
    case "gemm":
      return step.buffers
    case "check":
      return [step.buffer]
    case "routine":
      return [...step.reads, ...step.writes]
  }
}

const isEmpty = (plan: Plan, step: Step): boolean => {
  switch (step.kind) {
    case "nest":
      return step.nest.variables.some(({ role, extent }) => role === "row" && extent === 0)
    case "gemm":
      return step.gemm.m * step.gemm.n * productsOf(step.gemm) === 0
    case "check":
      return bufferAt(plan, step.buffer).length === 0
    case "routine":
      return step.writes.every((buffer) => bufferAt(plan, buffer).length === 0)
  }
}
