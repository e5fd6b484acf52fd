/** @file Laws of plans, and graphs on which grouping once failed. */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { sizeOf } from "../../src/graph/node.js"
import {
  add,
  argmax,
  cast,
  div,
  evaluate,
  exp,
  fromArray,
  item,
  key,
  logicalOr,
  logSoftmax,
  logsumexp,
  max,
  mul,
  normal,
  square,
  sub,
  sum,
  tensor,
  toArray,
  unsqueeze,
  zeros,
} from "../../src/index.js"
import type { Access, Store } from "../../src/schedule/nest.js"
import type { Plan, Step } from "../../src/schedule/plan.js"
import { schedule } from "../../src/schedule/schedule.js"
import { elementBytes } from "../../src/shape/size.js"
import { simplify } from "../../src/transform/simplify.js"
import { randomGraph } from "../graph/random-graph.js"

const plans = (check: (plan: Plan) => void): void =>
  fc.assert(
    fc.property(randomGraph("exact"), ({ roots }) => {
      check(schedule(simplify(roots)))
    }),
    { numRuns: 300 },
  )

const gemmWrites = ({ gemm, buffers }: Step & { readonly kind: "gemm" }): readonly number[] =>
  gemm.epilogue?.nest.stores.map(({ access }) => buffers[access.buffer + 2] as number) ?? [buffers[2] as number]

const writesOf = (step: Step): readonly number[] => {
  switch (step.kind) {
    case "nest":
      return step.nest.stores.map(({ access }) => step.buffers[access.buffer] as number)
    case "gemm":
      return gemmWrites(step)
    case "attention": {
      const { nest, arguments: args } = step.attention.results
      return nest.stores.map(({ access }) => step.buffers[args[access.buffer - 1] as number] as number)
    }
    case "gradient":
      return step.attention.products.flatMap(({ results }) => results.map((result) => step.buffers[result] as number))
    case "check":
      return []
    case "routine":
      return step.writes
  }
}

const readsOf = (step: Step): readonly number[] => {
  switch (step.kind) {
    case "nest":
      return step.nest.values.flatMap((value) =>
        value.kind === "load" ? [step.buffers[value.access.buffer] as number] : [],
      )
    case "gemm":
      return step.buffers.filter((buffer) => !gemmWrites(step).includes(buffer))
    case "attention":
    case "gradient":
      return step.buffers.filter((buffer) => !writesOf(step).includes(buffer))
    case "check":
      return [step.buffer]
    case "routine":
      return step.reads
  }
}

type NestStep = Step & { readonly kind: "nest" }

/** The access as the buffer sees it. */
const inBuffer = ({ starts }: NestStep, access: Access): Access => ({
  ...access,
  offset: access.offset + (starts?.[access.buffer] ?? 0),
})

/** Every element that a store without computed places writes, as often as it is written. */
const places = (step: NestStep, { access }: Store): readonly number[] => {
  const { offset, strides } = inBuffer(step, access)
  return step.nest.variables.reduce(
    (all: readonly number[], { extent }, i) =>
      strides[i] === 0
        ? all
        : all.flatMap((at) => Array.from({ length: extent }, (_, n) => at + n * (strides[i] as number))),
    [offset],
  )
}

describe("every plan", () => {
  it("writes a buffer before it reads it", () => {
    plans(({ buffers, steps }) => {
      const written = new Set(buffers.flatMap(({ place }, i) => (place.kind === "input" ? [i] : [])))
      for (const step of steps) {
        for (const buffer of readsOf(step)) expect(written).toContain(buffer)
        for (const buffer of writesOf(step)) written.add(buffer)
      }
      buffers.forEach((_, i) => {
        expect(written).toContain(i)
      })
    })
  })

  it("covers each buffer, every element once in a step", () => {
    plans(({ buffers, steps }) => {
      const covered = buffers.map(() => new Set<number>())
      for (const step of steps) {
        if (step.kind !== "nest") continue
        for (const store of step.nest.stores) {
          if (store.accumulates) continue
          const rows = step.nest.variables.filter(({ role }) => role === "row")
          const isEmpty = buffers[step.buffers[store.access.buffer] as number]?.length === 0
          // what is written for several rows is written more than once
          const isShared = rows.some(({ extent }, row) => extent !== 1 && store.access.strides[row] === 0)
          if (!isEmpty && isShared) expect.fail(`a ${step.kind} writes an element for several rows`)
          const written = places(step, store)
          expect(new Set(written).size).toBe(written.length)
          for (const at of written) covered[step.buffers[store.access.buffer] as number]?.add(at)
        }
      }
      for (const [i, { length, place }] of buffers.entries()) {
        const isWhole = steps.some((step) => step.kind !== "nest" && writesOf(step).includes(i))
        if (place.kind === "input" || isWhole) continue
        expect([...(covered[i] as Set<number>)].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, n) => n))
      }
    })
  })

  it("keeps apart what is needed at the same time, but for nests that read each element where they write it", () => {
    plans(({ buffers, steps }) => {
      const lives = buffers.flatMap(({ place, length, dtype }, i) => {
        if (place.kind === "input") return []
        const uses = steps.flatMap((step, at) => ([...readsOf(step), ...writesOf(step)].includes(i) ? [at] : []))
        const block = place.kind === "scratch" ? "scratch" : place.kind === "under" ? place.buffer : i
        const from = place.kind === "scratch" ? place.offset : 0
        const last = place.kind === "output" ? steps.length : Math.max(...uses)
        return [{ i, block, from, to: from + length * elementBytes[dtype], first: Math.min(...uses), last }]
      })
      for (const a of lives) {
        for (const b of lives) {
          const isApart = a.block !== b.block || a.to <= b.from || b.to <= a.from
          if (a === b || isApart || a.last < b.first || b.last < a.first) continue
          const [source, target] = a.first < b.first ? [a, b] : [b, a]
          expect([source.last, source.from, source.to]).toEqual([target.first, target.from, target.to])
          const step = steps[target.first] as NestStep
          const stores = step.nest.stores.filter(({ access }) => step.buffers[access.buffer] === target.i)
          const loads = step.nest.values.flatMap((value) =>
            value.kind === "load" && step.buffers[value.access.buffer] === source.i
              ? [inBuffer(step, value.access)]
              : [],
          )
          expect([stores.length, loads.length > 0]).toEqual([1, true])
          const { offset, strides } = inBuffer(step, (stores[0] as Store).access)
          for (const load of loads) expect(load).toMatchObject({ offset, strides })
        }
      }
    })
  })
})

describe("grouping", () => {
  it("joins no kernels that would wait for each other: normalising rows and columns in turn", () => {
    let x = normal(key(1), [4, 8])
    for (let i = 0; i < 60; i++) x = add(logSoftmax(x, i % 2 === 0 ? 0 : 1), x)
    expect(Number.isFinite(item(sum(x)))).toBe(true)
  })

  it("joins no kernels that would wait for each other: a log-sum-exp and its gradient", () => {
    const x = tensor([
      [1, 2, 3],
      [4, 5, 6],
    ])
    const a = sum(x, 1)
    const b = logsumexp(a, 0)
    const [value, weighted] = evaluate([b, mul(x, unsqueeze(exp(sub(a, b)), 1))] as const)
    expect(item(value)).toBeCloseTo(15.00012, 4)
    expect(sizeOf(weighted.shape)).toBe(6)
  })

  it("writes results that vary with fewer rows than their neighbours", () => {
    const v = tensor([1, 2, 3])
    const together = evaluate({ empty: add(unsqueeze(v, 1), zeros([3, 0])), full: exp(v) })
    expect(toArray(together.full)).toEqual(toArray(exp(tensor([1, 2, 3]))))
    const whole = tensor([-3], "int32")
    const [, one] = evaluate([logicalOr(whole, zeros([0, 3], "bool") as never), sub(whole, -1)] as const)
    expect(toArray(one)).toEqual([-2])
  })

  it("compares a tensor with its own maximum in numbers that are equal to the bit", () => {
    for (let seed = 0; seed < 40; seed++) {
      const x = mul(normal(key(seed), [3, 5]), 2)
      const e = exp(x)
      const p = div(e, sum(e, -1, { keepdim: true }))
      const q = sum(square(p), -1)
      const l = logsumexp(q)
      const value = add(sum(max(p, -1)), l)
      const where = add(mul(p, unsqueeze(exp(sub(q, l)), 1)), unsqueeze(cast(argmax(p, -1), "float32"), 1))
      const [, both] = evaluate([value, where] as const)
      const alone = argmax(tensor(toArray(x)), -1)
      const rows = toArray(sub(both, mul(p, unsqueeze(exp(sub(q, l)), 1)))) as number[][]
      expect(rows.map(([first]) => Math.round(first as number))).toEqual(toArray(alone))
    }
  })

  it("reduces over nothing beside something", () => {
    const nothing = fromArray(new Float32Array(0), [3, 0])
    expect(toArray(add(tensor([1, 2, 3]), logsumexp(nothing, [0, 1])))).toEqual([-Infinity, -Infinity, -Infinity])
    expect(toArray(add(tensor([1, 2, 3]), sum(nothing, [0, 1])))).toEqual([1, 2, 3])
    expect(toArray(add(tensor([1, 2, 3]), sum(nothing, 1)))).toEqual([1, 2, 3])
  })
})
