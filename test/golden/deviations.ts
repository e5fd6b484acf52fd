/** @file Where PyTorch's numbers are not ours on purpose, and why. Such a case is unsupported if it differs. */
import { type Case, isSample, replaceAll } from "./cases.js"

export const deviationOf = (sample: Case): string | undefined => {
  const deviation = deviations[sample.op]
  return deviation?.applies(sample) === true ? deviation.reason : undefined
}

// internal

interface Deviation {
  readonly applies: (sample: Case) => boolean
  readonly reason: string
}

const hasNaN = ({ inputs, kwargs }: Case): boolean => {
  let isThere = false
  replaceAll({ inputs, kwargs }, (value) => {
    if (isSample(value) && value.data.includes("nan")) isThere = true
    return value
  })
  return isThere
}

const signOfNaN: Deviation = {
  applies: hasNaN,
  reason: "the sign of NaN is NaN here, as in NumPy and JAX; PyTorch's is 0",
}

const deviations: Readonly<Record<string, Deviation>> = {
  sign: signOfNaN,
  // its gradient
  abs: signOfNaN,
  "linalg.det": {
    applies: ({ outputs }) => outputs.some(({ data }) => data.includes(0)),
    reason: "where a determinant rounds to 0 PyTorch's gradient is 0 too; here it is the cofactors, as calculus has it",
  },
}
