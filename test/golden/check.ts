/** @file One sample case against PyTorch: forward, and gradients by reverse mode, through every evaluator. */
import { nodeOf } from "../../src/api/handle.js"
import { interpretRoots } from "../../src/exec/interpret.js"
import { readStorage } from "../../src/exec/read.js"
import { verify } from "../../src/graph/verify.js"
import { add, compile, DTypeError, data, grad, mul, spec, sum } from "../../src/index.js"
import type { AnyTensor } from "../../types/tensor.js"
import { untyped } from "../api/untyped.js"
import { type Case, dtypeOf, foreignDTypes, isSample, numbersOf, replaceAll, type Sample } from "./cases.js"
import { deviationOf } from "./deviations.js"
import type { Arguments, Row } from "./table/row.js"
import { toleranceOf } from "./tolerances.js"
import { chooseRow, type Trace, traceOf } from "./trace.js"

export type Outcome =
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly differences: readonly string[] }
  | { readonly kind: "unsupported"; readonly reason: string }

export const evaluatorNames = ["kernels", "interpreter"] as const
export type EvaluatorName = (typeof evaluatorNames)[number]

/** Whether a case agrees with PyTorch in each of the evaluators. */
export const check = (sample: Case, evaluators: readonly EvaluatorName[]): Outcome => {
  const foreign = foreignDTypes(sample)
  if (foreign.length > 0) return unsupported(`no dtype here for ${foreign.join(", ")}`)
  const chosen = chooseRow(sample)
  if ("reason" in chosen) return unsupported(chosen.reason)
  const { row, bound } = chosen
  const lack = row.lacks?.(bound)
  if (lack !== undefined) return unsupported(lack)
  const sentence = row.refuses?.(bound)
  if (sentence !== undefined) return refused(row, bound, sentence)
  const differences: string[] = []
  for (const name of evaluators) {
    try {
      differences.push(...differencesOf(sample, row, evaluatorOf[name]).map((text) => `${name}: ${text}`))
    } catch (error) {
      const promotion = promotionOf(sample, error)
      if (promotion !== undefined) return unsupported(promotion)
      differences.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  if (differences.length === 0) return { kind: "passed" }
  const deviation = deviationOf(sample)
  return deviation === undefined ? { kind: "failed", differences } : unsupported(`differs: ${deviation}`)
}

// internal

interface Traced {
  readonly outputs: readonly AnyTensor[]
  readonly slopes: readonly AnyTensor[]
}

type Numbers = readonly ArrayLike<number>[]

/** Takes the trace; `inspect` sees the tensors before they are computed. */
type Evaluator = (trace: Trace, inspect: (traced: Traced) => void) => { outputs: Numbers; slopes: Numbers }

const t = untyped({ add, compile, data, grad, mul, spec, sum })

const unsupported = (reason: string): Outcome => ({ kind: "unsupported", reason })

/** A refusal by design must refuse, and say so in its sentence. */
const refused = (row: Row, bound: Arguments, sentence: string): Outcome => {
  try {
    row.call(bound)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (message.includes(sentence)) return unsupported(`refused by design: ${sentence}`)
    return { kind: "failed", differences: [`throws "${message}", not "${sentence}"`] }
  }
  return { kind: "failed", differences: [`does not throw "${sentence}"`] }
}

/** PyTorch promotes integers where floats are needed; here that is an error with its remedy, by design. */
const promotionOf = ({ inputs, kwargs }: Case, error: unknown): string | undefined => {
  if (!(error instanceof DTypeError)) return undefined
  const [sentence, dtype] =
    /^\w+ needs (?:a float tensor|float tensors|numbers), got (int32|bool): use .*? first/.exec(error.message) ?? []
  let isGiven = false
  replaceAll({ inputs, kwargs }, (value) => {
    if (isSample(value) && dtypeOf(value.dtype) === dtype) isGiven = true
    return value
  })
  return isGiven ? `refused by design: ${sentence}` : undefined
}

/** Outputs and gradients as a program of the library would ask for them. */
const traced = ({ apply, total }: Trace, floats: readonly AnyTensor[], others: readonly AnyTensor[]): Traced => ({
  outputs: apply(floats, others),
  slopes:
    total === undefined || floats.length === 0
      ? []
      : t.grad((params: readonly AnyTensor[]) => total(apply(params, others)))(floats),
})

const evaluatorOf: { readonly [E in EvaluatorName]: Evaluator } = {
  kernels: (trace, inspect) => {
    const specs = (tensors: readonly AnyTensor[]) => tensors.map(({ shape, dtype }) => t.spec(shape, dtype))
    const program = t.compile(
      { floats: specs(trace.floats), others: specs(trace.others) },
      ({ floats, others }: Pick<Trace, "floats" | "others">) => {
        const result = traced(trace, floats, others)
        inspect(result)
        return result
      },
    )
    const { outputs, slopes } = program({ floats: trace.floats, others: trace.others }) as Traced
    return { outputs: outputs.map((x) => t.data(x)), slopes: slopes.map((x) => t.data(x)) }
  },
  interpreter: (trace, inspect) => {
    const result = traced(trace, trace.floats, trace.others)
    inspect(result)
    const roots = [...result.outputs, ...result.slopes].map(nodeOf)
    verify(roots)
    const numbers = interpretRoots(roots, []).map(readStorage)
    const count = result.outputs.length
    return { outputs: numbers.slice(0, count), slopes: numbers.slice(count) }
  },
}

const differencesOf = (sample: Case, row: Row, evaluate: Evaluator): readonly string[] => {
  const { forward, gradient, largest } = toleranceOf(sample)
  const found: string[] = []
  const trace = traceOf(sample, row)
  const { outputs, slopes } = evaluate(trace, (result) => found.push(...unlike(result, sample, trace)))
  if (found.length > 0) return found
  for (const [i, expected] of sample.outputs.entries()) {
    found.push(...apart(outputs[i] as ArrayLike<number>, expected, { each: forward, largest }, `output ${i}`))
  }
  for (const [i, slope] of slopes.entries()) {
    const expected = sample.grads?.[i]
    if (expected) found.push(...apart(slope, expected, { each: gradient, largest }, `gradient ${i}`))
  }
  return found
}

/** Differences in number, shape and dtype. */
const unlike = ({ outputs, slopes }: Traced, sample: Case, { floats, total }: Trace): readonly string[] => {
  if (outputs.length !== sample.outputs.length) {
    return [`${outputs.length} outputs, PyTorch has ${sample.outputs.length}`]
  }
  const said = (x: AnyTensor) => `${x.dtype}[${x.shape.join(", ")}]`
  const expected = [
    ...sample.outputs.map(({ shape, dtype }) => `${dtypeOf(dtype)}[${shape.join(", ")}]`),
    ...(total === undefined ? [] : floats.map(said)),
  ]
  const names = [...sample.outputs.map((_, i) => `output ${i}`), ...floats.map((_, i) => `gradient ${i}`)]
  if (total !== undefined && sample.grads?.length !== floats.length) {
    return [`${floats.length} gradients, PyTorch has ${sample.grads?.length}`]
  }
  return [...outputs, ...slopes].flatMap((x, i) =>
    said(x) === expected[i] ? [] : [`${names[i]} is ${said(x)}, PyTorch's ${expected[i]}`],
  )
}

interface Allowed {
  readonly each: number
  readonly largest: number
}

/** Elements further apart than is allowed; nothing is for integers and booleans. */
const apart = (
  actual: ArrayLike<number>,
  expected: Sample,
  { each, largest }: Allowed,
  name: string,
): readonly string[] => {
  const wanted = numbersOf(expected)
  if (actual.length !== wanted.length) return [`${name} has ${actual.length} elements, not ${wanted.length}`]
  const isExact = !/^float/.test(expected.dtype)
  const floor =
    largest * wanted.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0)
  const isClose = (got: number, value: number): boolean => {
    if (got === value || Object.is(got, value)) return true
    if (isExact || !Number.isFinite(value)) return false
    return Math.abs(got - value) <= Math.max(each * (1 + Math.abs(value)), floor)
  }
  return wanted.flatMap((value, i) => {
    const got = actual[i] as number
    const place = position(i, expected.shape).join(", ")
    return isClose(got, value) ? [] : [`${name} at [${place}] is ${got}, PyTorch's ${value}`]
  })
}

const position = (index: number, shape: readonly number[]): readonly number[] => {
  let rest = index
  return shape
    .toReversed()
    .map((size) => {
      const at = rest % size
      rest = Math.floor(rest / size)
      return at
    })
    .toReversed()
}
