/**
 * @file The steps of a plan as closures: each a kernel, or a routine, bound to where in `addresses` its arguments are.
 * Steps of much work are jobs, which other threads may help with.
 */
import { nestModule } from "../codegen/nest.js"
import { costOf } from "../schedule/cost.js"
import { productsOf } from "../schedule/gemm.js"
import type { LoopVariable } from "../schedule/nest.js"
import { bufferAt, type Plan, type Step } from "../schedule/plan.js"
import { worth } from "../schedule/worth.js"
import { elementBytes } from "../shape/size.js"
import type { Arena } from "./arena.js"
import { assertIndices } from "./check.js"
import { hostTarget } from "./host.js"
import type { Kernel, Kernels } from "./kernels.js"
import { canShare, type Job, type Pool } from "./pool.js"
import { bindRoutine } from "./routine.js"
import { threads } from "./threads.js"

export interface Binding {
  readonly plan: Plan
  readonly kernels: Kernels
  readonly arena: Arena
  readonly pool: Pool
  /**
   * Of each buffer in the current run, then the workspace that products pack into, then places within buffers and
   * numbers that stay.
   */
  readonly addresses: number[]
  readonly within: Within[]
}

/** A place in `addresses` for what lies within a buffer. */
export interface Within {
  readonly at: number
  readonly buffer: number
  readonly bytes: number
}

export const bindStep = (step: Step, binding: Binding): (() => void) => {
  const { plan, kernels, addresses, arena } = binding
  const viewOf = (buffer: number) => {
    const { dtype, length } = bufferAt(plan, buffer)
    return arena.view(dtype, addresses[buffer] as number, length)
  }
  switch (step.kind) {
    case "nest": {
      const kernel = kernels.get(step.nest, (target) => nestModule(step.nest, target))
      return bindKernel(step, binding, kernel, startingAt(step, binding))
    }
    case "gemm":
    case "attention":
    case "gradient": {
      const kernel = kernels.get(step.kind === "gemm" ? step.gemm : step.attention, step.code.module)
      // the workspace comes behind the first three
      const used = startingAt(step, binding).toSpliced(3, 0, plan.buffers.length)
      return bindKernel(step, binding, kernel, used)
    }
    case "check":
      return () => assertIndices(viewOf(step.buffer), step.range)
    case "routine":
      return bindRoutine(step, viewOf)
  }
}

/** What products pack into: each of the threads that share one has its own. */
export const workspaceBytes = (plan: Plan, steps: readonly Step[]): number =>
  steps.reduce((most, step) => {
    const bytes = workspaceOf(step)
    return Math.max(most, bytes > 0 && sharingOf(plan, step) !== undefined ? bytes * threads() : bytes)
  }, 0)

export const buffersOf = (step: Step): readonly number[] => {
  switch (step.kind) {
    case "nest":
    case "gemm":
    case "attention":
    case "gradient":
      return step.buffers
    case "check":
      return [step.buffer]
    case "routine":
      return [...step.reads, ...step.writes]
  }
}

export const isEmpty = (plan: Plan, step: Step): boolean => {
  switch (step.kind) {
    case "nest":
      return step.nest.variables.some(({ role, extent }) => role === "row" && extent === 0)
    case "gemm":
      return step.gemm.m * step.gemm.n * productsOf(step.gemm) === 0
    case "attention":
    case "gradient":
      return false
    case "check":
      return bufferAt(plan, step.buffer).length === 0
    case "routine":
      return step.writes.every((buffer) => bufferAt(plan, buffer).length === 0)
  }
}

// internal

/** Where in `addresses` the arguments of a kernel are. */
const startingAt = (
  step: Step & { readonly buffers: readonly number[] },
  { plan, addresses, within }: Binding,
): readonly number[] => {
  const starts = "starts" in step ? step.starts : undefined
  if (starts === undefined) return step.buffers
  return step.buffers.map((buffer, i) => {
    const start = starts[i] as number
    if (start === 0) return buffer
    const at = addresses.push(0) - 1
    within.push({ at, buffer, bytes: start * elementBytes[bufferAt(plan, buffer).dtype] })
    return at
  })
}

/** Of one thread: whole cache lines. */
const workspaceOf = (step: Step): number => ("code" in step ? Math.ceil(step.code.workspace() / 64) * 64 : 0)

interface Range {
  readonly extent: number
  readonly grain: number
}

/** The positions that the kernel of a step is told to visit. */
const rangeOf = (step: Step): Range | undefined => {
  if ("code" in step) return step.code.split(hostTarget())
  if (step.kind !== "nest" || step.nest.split === undefined) return undefined
  const { split, variables } = step.nest
  return { extent: (variables[split.variable] as LoopVariable).extent, grain: split.grain }
}

interface Sharing {
  /** Positions taken at once. */
  readonly chunk: number
  readonly nanoseconds: number
}

/** How threads share a step; undefined where they don't. */
const sharingOf = (plan: Plan, step: Step): Sharing | undefined => {
  const range = rangeOf(step)
  if (range === undefined || threads() === 1) return undefined
  const { nanoseconds } = costOf(step, plan.buffers)
  const units = Math.ceil(range.extent / range.grain)
  const most = workspaceOf(step) > 0 ? packedChunks : plainChunks
  const each = Math.floor(nanoseconds / leastChunk / threads())
  const chunks = Math.min(units, threads() * Math.min(Math.max(1, each), most))
  if (chunks < 2 || nanoseconds < worth.sharing) return undefined
  return { chunk: Math.ceil(units / chunks) * range.grain, nanoseconds }
}

const bindKernel = (
  step: Step,
  { plan, pool, addresses }: Binding,
  kernel: Kernel,
  used: readonly number[],
): (() => void) => {
  const [range, workspace] = [rangeOf(step), workspaceOf(step)]
  if (range === undefined) return bindCall(kernel, used, addresses)
  const constant = (value: number): number => addresses.push(value) - 1
  const alone = bindCall(kernel, [...used, constant(0), constant(range.extent)], addresses)
  const sharing = sharingOf(plan, step)
  if (sharing === undefined || !canShare(kernel, used)) return alone
  const job: Job = { kernel, used, extent: range.extent, ...sharing, own: workspace > 0 ? 3 : -1, workspace }
  return () => {
    if (!pool.run(job, addresses)) alone()
  }
}

/** In estimated nanoseconds. */
const leastChunk = worth.sharing / 4

/** For each thread, so that nobody waits long for the last one; what is packed is packed for each chunk anew. */
const plainChunks = 6
const packedChunks = 2

/** Calls of a known number of arguments are several times faster than spread ones. */
const bindCall = ({ run }: Kernel, used: readonly number[], addresses: readonly number[]): (() => void) => {
  const [a, b, c, d, e, f, g, h] = used as [number, number, number, number, number, number, number, number]
  const at = (index: number) => addresses[index] as number
  switch (used.length) {
    case 1:
      return () => run(at(a))
    case 2:
      return () => run(at(a), at(b))
    case 3:
      return () => run(at(a), at(b), at(c))
    case 4:
      return () => run(at(a), at(b), at(c), at(d))
    case 5:
      return () => run(at(a), at(b), at(c), at(d), at(e))
    case 6:
      return () => run(at(a), at(b), at(c), at(d), at(e), at(f))
    case 7:
      return () => run(at(a), at(b), at(c), at(d), at(e), at(f), at(g))
    case 8:
      return () => run(at(a), at(b), at(c), at(d), at(e), at(f), at(g), at(h))
    default:
      return () => run(...used.map(at))
  }
}
