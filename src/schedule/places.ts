/**
 * @file Where every buffer lies: results in blocks of their own, intermediates in one scratch block, a place being used
 * again once its last reader has run, or by the step that reads it last: a nest that reads and writes each element at
 * one position writes in place. Inputs are never written to.
 */
import { elementBytes } from "../shape/size.js"
import { type Access, isCarried, type LoopVariable } from "./nest.js"
import type { PlanBuffer, Step } from "./plan.js"
import { trafficOf } from "./traffic.js"

export interface Placed {
  readonly buffers: readonly PlanBuffer[]
  readonly scratchBytes: number
}

export const placeBuffers = (buffers: readonly PlanBuffer[], steps: readonly Step[]): Placed => {
  const lifetimes = lifetimesOf(steps)
  const sites = sitesOf(buffers, steps, lifetimes)
  // of each site the time in which anything lies there
  const spans = new Map<number, Lifetime>()
  for (const [buffer, { first, last }] of lifetimes) {
    const site = sites[buffer] as number
    const span = spans.get(site)
    spans.set(site, { first: span?.first ?? first, last: Math.max(last, span?.last ?? 0) })
  }
  const isScratch = (buffer: number) => buffers[buffer]?.place.kind === "scratch"
  const { offsets, bytes } = assignScratch(
    [...spans].flatMap(([site, span]) => (isScratch(site) ? [{ site, ...span }] : [])),
    (site) => bytesOf(buffers[site] as PlanBuffer),
  )
  return {
    buffers: buffers.map((buffer, i): PlanBuffer => {
      const site = sites[i] as number
      if (!isScratch(i)) return buffer
      const place = isScratch(site)
        ? ({ kind: "scratch", offset: offsets.get(site) ?? 0 } as const)
        : ({ kind: "under", buffer: site } as const)
      return { ...buffer, place }
    }),
    scratchBytes: bytes,
  }
}

// internal

const bytesOf = ({ dtype, length }: PlanBuffer): number => length * elementBytes[dtype]

/** From the step that writes a buffer to the last one that reads it. */
interface Lifetime {
  readonly first: number
  last: number
}

/** By their first step. */
const lifetimesOf = (steps: readonly Step[]): ReadonlyMap<number, Lifetime> => {
  const lifetimes = new Map<number, Lifetime>()
  steps.forEach((step, i) => {
    const { reads, writes } = trafficOf(step)
    for (const buffers of [reads, writes]) {
      for (const buffer of buffers) {
        const known = lifetimes.get(buffer)
        if (known === undefined) lifetimes.set(buffer, { first: i, last: i })
        else known.last = i
      }
    }
  })
  return lifetimes
}

/** For each buffer the one in whose place it lies: its own, or one that is written over it later. */
const sitesOf = (
  buffers: readonly PlanBuffer[],
  steps: readonly Step[],
  lifetimes: ReadonlyMap<number, Lifetime>,
): readonly number[] => {
  const sites = buffers.map((_, i) => i)
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i] as Step
    if (step.kind !== "nest") continue
    const { reads, writes } = trafficOf(step)
    const dying = new Set(
      reads.filter((buffer) => buffers[buffer]?.place.kind === "scratch" && lifetimes.get(buffer)?.last === i),
    )
    for (const target of writes) {
      if (lifetimes.get(target)?.first !== i) continue
      const source = [...dying].find((buffer) => fits(buffers, buffer, target) && isInPlace(step, buffer, target))
      if (source === undefined) continue
      sites[source] = sites[target] as number
      dying.delete(source)
    }
  }
  return sites
}

const fits = (buffers: readonly PlanBuffer[], a: number, b: number): boolean => {
  const [from, to] = [buffers[a] as PlanBuffer, buffers[b] as PlanBuffer]
  return from.length === to.length && elementBytes[from.dtype] === elementBytes[to.dtype]
}

/** Whether each element of one buffer is read only where the same element of the other is written, and once. */
const isInPlace = ({ nest, buffers }: Step & { readonly kind: "nest" }, from: number, to: number): boolean => {
  const at = ({ buffer }: Access, place: number) => buffers[buffer] === place
  const [store, ...others] = nest.stores.filter(({ access }) => at(access, to))
  if (store === undefined || others.length > 0 || store.accumulates !== undefined || store.access.gathers) return false
  // what is carried along an axis may be read ahead
  if (nest.values.some(isCarried) || !isOneToOne(store.access, nest.variables)) return false
  return nest.values.every(
    (value) =>
      value.kind !== "load" ||
      !at(value.access, from) ||
      (value.access.gathers === undefined &&
        value.access.offset === store.access.offset &&
        value.access.strides.every((stride, i) => stride === store.access.strides[i])),
  )
}

/** Whether different positions of the variables are different places. */
const isOneToOne = ({ strides }: Access, variables: readonly LoopVariable[]): boolean => {
  const moving = variables.flatMap(({ extent }, i) =>
    extent > 1 ? [{ stride: Math.abs(strides[i] as number), extent }] : [],
  )
  let reach = 1
  for (const { stride, extent } of moving.sort((a, b) => a.stride - b.stride)) {
    if (stride < reach) return false
    reach = stride * extent
  }
  return true
}

/** Vectors are read 16 bytes at a time; a cache line keeps neighbours apart. */
const alignment = 64

interface Gap {
  readonly from: number
  readonly to: number
}

/** `spans` by their first step. Each goes to the first gap that holds it. */
const assignScratch = (
  spans: readonly (Lifetime & { readonly site: number })[],
  sizeOf: (site: number) => number,
): { readonly offsets: ReadonlyMap<number, number>; readonly bytes: number } => {
  const offsets = new Map<number, number>()
  const ending = new Map<number, Gap[]>()
  const gaps: Gap[] = [{ from: 0, to: Number.POSITIVE_INFINITY }]
  let bytes = 0
  let step = 0
  for (const { site, first, last } of spans) {
    for (; step < first; step++) for (const place of ending.get(step) ?? []) free(gaps, place)
    const size = Math.ceil(sizeOf(site) / alignment) * alignment
    const at = gaps.findIndex(({ from, to }) => to - from >= size)
    const { from, to } = gaps[at] as Gap
    const end = from + size
    gaps.splice(at, 1, ...(end < to ? [{ from: end, to }] : []))
    // what is empty may lie within a gap by then
    if (size > 0) ending.set(last, [...(ending.get(last) ?? []), { from, to: end }])
    offsets.set(site, from)
    bytes = Math.max(bytes, end)
  }
  return { offsets, bytes }
}

/** Joined with the gaps beside it. */
const free = (gaps: Gap[], { from, to }: Gap): void => {
  const next = gaps.findIndex((gap) => gap.from >= to)
  const [before, after] = [gaps[next - 1], gaps[next] as Gap]
  const joins = [before?.to === from, after.from === to] as const
  const joined = { from: joins[0] ? (before as Gap).from : from, to: joins[1] ? after.to : to }
  gaps.splice(next - Number(joins[0]), Number(joins[0]) + Number(joins[1]), joined)
}
