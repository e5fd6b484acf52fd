/** @file Reading tensors through the reference interpreter. */
import { nodeOf } from "../../src/api/handle.js"
import { interpret } from "../../src/exec/interpret.js"
import type { Bindings } from "../../src/exec/meaning.js"
import { verify } from "../../src/graph/verify.js"
import type { AnyTensor } from "../../types/tensor.js"

export const bindings: Bindings = {
  constant: ({ data }) => data as ArrayLike<number>,
  parameter: ({ op }) => {
    throw new Error(`nothing is bound to ${op.name}`)
  },
}

/** The elements, row-major, computed in float64 from a graph that holds together. */
export const numbers = (x: AnyTensor): number[] => {
  const node = nodeOf(x)
  verify([node])
  return Array.from(interpret([node], bindings)[0] as Float64Array)
}

/** Shape, dtype and elements at once. */
export const read = (x: AnyTensor) => ({ shape: [...x.shape], dtype: x.dtype, values: numbers(x) })
