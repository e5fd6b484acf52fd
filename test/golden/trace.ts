/** @file A sample case as a function of its tensors, said in tuplet's operations. */
import { add, mul, sum } from "../../src/index.js"
import type { AnyTensor } from "../../types/tensor.js"
import { untyped } from "../api/untyped.js"
import { type Case, isSample, plainValue, replaceAll, tensorOfSample } from "./cases.js"
import { bind } from "./table/bind.js"
import type { Arguments, Row } from "./table/row.js"
import { rowsFor } from "./table.js"

/** A case as a function of its tensors: those that have gradients, and the others. */
export interface Trace {
  readonly floats: readonly AnyTensor[]
  readonly others: readonly AnyTensor[]
  readonly apply: (floats: readonly AnyTensor[], others: readonly AnyTensor[]) => readonly AnyTensor[]
  /** The sum over outputs of ⟨cotangent, output⟩; undefined where nothing is differentiated. */
  readonly total: ((outputs: readonly AnyTensor[]) => AnyTensor) | undefined
}

/** The row that takes the arguments of a case, or why none does. */
export const chooseRow = (sample: Case): { row: Row; bound: Arguments } | { reason: string } => {
  const rows = rowsFor(sample)
  if (rows === undefined) return { reason: "no row in the table" }
  const { args, kwargs } = replaceAll(sample, (value) => (isSample(value) ? tensorOfSample(value) : plainValue(value)))
  const reasons: string[] = []
  for (const row of rows) {
    const binding = bind(row.signature, args, kwargs)
    if ("bound" in binding) return { row, bound: binding.bound }
    reasons.push(`${sample.op}(${row.signature}) ${binding.reason}`)
  }
  return { reason: reasons.join("; ") }
}

export const traceOf = (sample: Case, row: Row): Trace => {
  const floats: AnyTensor[] = []
  const others: AnyTensor[] = []
  replaceAll(sample, (value) => {
    if (!isSample(value)) return value
    const x = tensorOfSample(value)
    ;(isFloat(x) ? floats : others).push(x)
    return value
  })
  const apply: Trace["apply"] = (givenFloats, givenOthers) => {
    const [nextFloat, nextOther] = [givenFloats.values(), givenOthers.values()]
    const { args, kwargs } = replaceAll(sample, (value) => {
      if (!isSample(value)) return plainValue(value)
      return /^float/.test(value.dtype) ? nextFloat.next().value : nextOther.next().value
    })
    const binding = bind(row.signature, args, kwargs)
    if ("reason" in binding) throw new Error(binding.reason)
    const result = row.call(binding.bound)
    return Array.isArray(result) ? result : [result as AnyTensor]
  }
  const cotangents = sample.cotangents?.map((cotangent) => cotangent && tensorOfSample(cotangent)) ?? []
  const isDifferentiated = sample.grads !== null && cotangents.some((cotangent) => cotangent !== null)
  const total: Trace["total"] = isDifferentiated
    ? (outputs) =>
        cotangents
          .flatMap((cotangent, i) => (cotangent === null ? [] : [t.sum(t.mul(outputs[i], cotangent))]))
          .reduce((sumSoFar, term) => t.add(sumSoFar, term))
    : undefined
  return { floats, others, apply, total }
}

// internal

const t = untyped({ add, mul, sum })

const isFloat = ({ dtype }: AnyTensor): boolean => dtype === "float32" || dtype === "float64"
