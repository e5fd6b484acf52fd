/** @file Where our numbers are not PyTorch's, and why. Such a case is unsupported if it differs. */
import { type Case, isSample, numbersOf, replaceAll } from "./cases.js"

export const deviationOf = (sample: Case): string | undefined => {
  const deviation = deviations[sample.op]
  return deviation?.applies(sample) === true ? deviation.reason : undefined
}

// internal

interface Deviation {
  readonly applies: (sample: Case) => boolean
  readonly reason: string
}

/** Whether any number of the arguments is of the kind. */
const has =
  (isMeant: (number: number) => boolean) =>
  ({ inputs, kwargs }: Case): boolean => {
    let isThere = false
    replaceAll({ inputs, kwargs }, (value) => {
      if (isSample(value) && numbersOf(value).some(isMeant)) isThere = true
      return value
    })
    return isThere
  }

const signOfNaN: Deviation = {
  applies: has(Number.isNaN),
  reason: "the sign of NaN is NaN here, as in NumPy and JAX; PyTorch's is 0",
}

const slopeAtNaN: Deviation = {
  applies: has(Number.isNaN),
  reason: "the gradient at NaN is the cotangent here; PyTorch's is that, or 0 where its loop runs in vectors",
}

const limitAtInfinity: Deviation = {
  applies: has((x) => Math.abs(x) === Number.POSITIVE_INFINITY),
  reason: "the gradient at infinity is its limit, 0 or 1; PyTorch's is NaN",
}

const squareOverflows: Deviation = {
  applies: has((x) => Math.abs(x) > 1e19),
  reason: "the variance, its square, exceeds float32 here; PyTorch's has float64 on the way",
}

const deviations: Readonly<Record<string, Deviation>> = {
  sign: signOfNaN,
  // its gradient
  abs: signOfNaN,
  "nn.functional.hardshrink": slopeAtNaN,
  "nn.functional.hardtanh": slopeAtNaN,
  "nn.functional.relu6": slopeAtNaN,
  "nn.functional.softshrink": { applies: has(Number.isNaN), reason: "NaN stays NaN here; PyTorch's becomes 0" },
  acosh: {
    applies: has((x) => x < 1),
    reason: "outside of the domain the gradient is NaN as the value is; PyTorch evaluates its formula",
  },
  log1p: { applies: has((x) => x > 1e38), reason: "PyTorch's overflows beyond 1.7e38, where the logarithm is 88" },
  "nn.functional.softsign": limitAtInfinity,
  "nn.functional.silu": limitAtInfinity,
  "nn.functional.gelu": limitAtInfinity,
  "nn.functional.mish": limitAtInfinity,
  std: squareOverflows,
  "linalg.vector_norm": signOfNaN,
  "linalg.det": {
    applies: ({ outputs }) => outputs.some(({ data }) => data.includes(0)),
    reason: "where a determinant rounds to 0 PyTorch's gradient is 0 too; here it is the cofactors, as calculus has it",
  },
}
