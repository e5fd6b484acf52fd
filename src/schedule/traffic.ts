/** @file The buffers that a step reads and writes, and how much of each a nest touches. */
import type { Access } from "./nest.js"
import type { Step } from "./plan.js"

export interface Traffic {
  readonly reads: readonly number[]
  readonly writes: readonly number[]
}

/** The buffers of the plan that a step reads and writes. */
export const trafficOf = (step: Step): Traffic => {
  switch (step.kind) {
    case "nest": {
      const writes = [...new Set(step.nest.stores.map(({ access }) => step.buffers[access.buffer] as number))]
      return { reads: step.buffers.filter((buffer) => !writes.includes(buffer)), writes }
    }
    case "gemm": {
      const [a, b, ...others] = step.buffers as [number, number, ...number[]]
      const stores = step.gemm.epilogue?.nest.stores.map(({ access }) => others[access.buffer] as number)
      const writes = [...new Set(stores ?? others)]
      return { reads: [...new Set([a, b, ...others.filter((buffer) => !writes.includes(buffer))])], writes }
    }
    case "attention": {
      const {
        results: { nest, arguments: args },
        state = [],
      } = step.attention
      const written = [...nest.stores.map(({ access }) => args[access.buffer - 1] as number), ...state]
      const writes = written.map((argument) => step.buffers[argument] as number)
      return { reads: [...new Set(step.buffers.filter((buffer) => !writes.includes(buffer)))], writes }
    }
    case "gradient": {
      const writes = step.attention.products.flatMap(({ results }) =>
        results.map((result) => step.buffers[result] as number),
      )
      return { reads: [...new Set(step.buffers.filter((buffer) => !writes.includes(buffer)))], writes }
    }
    case "check":
      return { reads: [step.buffer], writes: [] }
    case "routine":
      return { reads: [...new Set(step.reads)], writes: step.writes }
  }
}

/** How many elements of each buffer a nest touches at most. */
export const touchedBy = ({ nest, buffers }: Step & { readonly kind: "nest" }): ReadonlyMap<number, number> => {
  const touched = new Map<number, number>()
  const touch = ({ buffer, gathers, strides }: Access) => {
    let moving = 1
    nest.variables.forEach(({ extent }, i) => {
      if (gathers || strides[i] !== 0) moving *= extent
    })
    const index = buffers[buffer] as number
    touched.set(index, (touched.get(index) ?? 0) + moving)
  }
  for (const value of nest.values) if (value.kind === "load") touch(value.access)
  for (const { access } of nest.stores) touch(access)
  return touched
}
