/** @file Gradients of the public functions that are composed of primitives, against central differences in float64. */
import fc from "fast-check"
import {
  type AnyTensor,
  add,
  crossEntropy,
  data,
  div,
  fromArray,
  grad,
  greater,
  item,
  logSoftmax,
  logsumexp,
  matmul,
  maximum,
  mean,
  mul,
  nllLoss,
  relu,
  reshape,
  type Shape,
  sigmoid,
  softmax,
  square,
  squeeze,
  sub,
  sum,
  type Tensor,
  tensor,
  transpose,
  unsqueeze,
  where,
} from "tuplet"
import { describe, expect, it } from "vitest"

type X = Tensor<number[], "float64">
type Scalar = Tensor<[], "float64">

const of = (values: readonly number[], shape: readonly number[]): X => fromArray(Float64Array.from(values), [...shape])

const STEP = 1e-5

/** Every input of `f` in turn. */
const check = (f: (...inputs: X[]) => Scalar, ...inputs: X[]): void => {
  inputs.forEach((input, which) => {
    const alone = (x: X): Scalar => f(...inputs.map((other, i) => (i === which ? x : other)))
    const values = [...data(input)]
    const moved = (i: number, by: number): number =>
      item(
        alone(
          of(
            values.map((v, j) => (i === j ? v + by : v)),
            input.shape,
          ),
        ),
      ) as number
    const gradient = data(grad(alone)(input))
    values.forEach((_, i) => {
      const expected = (moved(i, STEP) - moved(i, -STEP)) / (2 * STEP)
      const error = Math.abs((gradient[i] as number) - expected)
      expect(error, `input ${which}, element ${i}`).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)))
    })
  })
}

const weigh = (x: AnyTensor): Scalar => {
  const size = x.shape.reduce((product: number, dim) => product * (dim as number), 1)
  const weights = of(
    Array.from({ length: size }, (_, i) => Math.cos(i) + 1.2),
    x.shape as number[],
  )
  return sum(mul(x as X, weights))
}

const values = (count: number) =>
  fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: count, maxLength: count })

const cases: { readonly [name: string]: (x: X, y: X) => AnyTensor } = {
  "logSoftmax, last dim": (x) => logSoftmax(x),
  "logSoftmax, first dim": (x) => logSoftmax(x, 0),
  "softmax, last dim": (x) => softmax(x),
  "softmax, middle dim": (x) => softmax(reshape(x, [2, 3, 2]), 1),
  logsumexp: (x) => logsumexp(x, 0),
  "mean over both dims": (x) => mean(x, [0, 1]),
  "mean, kept": (x) => mean(x, 1, { keepdim: true }),
  "broadcast product": (x, y) => mul(x, sum(y, 0)),
  "broadcast quotient of a column": (x, y) => div(x, add(square(sum(y, 1, { keepdim: true })), 1)),
  "a number on either side": (x) => sub(2, mul(x, 3)),
  "matmul of matrices": (x, y) => matmul(x, transpose(y)),
  "matmul of a vector": (x, y) => matmul(x, sum(y, 0)),
  "matmul in batches": (x, y) => matmul(reshape(x, [2, 3, 2]), reshape(y, [2, 2, 3])),
  "matmul with a broadcast batch": (x, y) => matmul(reshape(x, [1, 3, 4]), reshape(y, [3, 4, 1])),
  "unsqueeze and squeeze": (x) => squeeze(unsqueeze(sigmoid(x), 1), 1),
  where: (x, y) => where(greater(y, 0), x, mul(x, x)),
  "a function of itself": (x) => mul(x, logSoftmax(x, -1)),
}

describe("gradients of public functions", () => {
  for (const [name, f] of Object.entries(cases)) {
    it(name, () => {
      fc.assert(
        fc.property(values(12), values(12), (x, y) => {
          check((a) => weigh(f(a, of(y, [3, 4]))), of(x, [3, 4]))
          if (name !== "where") check((b) => weigh(f(of(x, [3, 4]), b)), of(y, [3, 4]))
        }),
        { numRuns: 6 },
      )
    })
  }

  const target = tensor([2, 0, 1, 2], "int32")
  const weight = fromArray(Float64Array.of(0.5, 2, 1), [3])
  for (const reduction of ["mean", "sum"] as const) {
    for (const options of [{}, { weight }, { ignoreIndex: 2 }, { weight, ignoreIndex: 0 }]) {
      it(`losses, ${reduction}, ${Object.keys(options).join(" and ") || "plain"}`, () => {
        fc.assert(
          fc.property(values(12), (x) => {
            const given = { reduction, ...options }
            check((logits) => crossEntropy(logits, target, given) as Scalar, of(x, [4, 3]))
            check((logits) => crossEntropy(logits, target, { ...given, labelSmoothing: 0.2 }) as Scalar, of(x, [4, 3]))
            check((logits) => nllLoss(logSoftmax(logits), target, given) as Scalar, of(x, [4, 3]))
          }),
          { numRuns: 4 },
        )
      })
    }
  }
})

describe("gradients at the edges are PyTorch's", () => {
  const at = (x: readonly number[], f: (x: X) => Scalar): number[] => [...data(grad(f)(of(x, [x.length])))]

  it("relu is flat at 0, maximum shares", () => {
    expect(at([-1, 0, 2], (x) => sum(relu(x)))).toEqual([0, 0, 1])
    expect(at([-1, 0, 2], (x) => sum(maximum(x, 0)))).toEqual([0, 0.5, 1])
  })

  it("an entry of -Infinity takes no part in logSoftmax", () => {
    const picked = (x: X): Scalar => nllLoss(logSoftmax(x), tensor(1, "int32")) as Scalar
    const gradient = at([Number.NEGATIVE_INFINITY, 0, 0], picked)
    expect(gradient[0]).toBe(0)
    expect(gradient[1]).toBeCloseTo(-0.5, 14)
    expect(gradient[2]).toBeCloseTo(0.5, 14)
  })

  it("large logits lose nothing", () => {
    const picked = (x: X): Scalar => crossEntropy(x, tensor(0, "int32")) as Scalar
    expect(at([-1e4, 1e4], picked)).toEqual([-1, 1])
  })

  it("a shape of any kind comes back as it was", () => {
    const x: Tensor<Shape, "float64"> = of([1, 2, 3, 4], [2, 1, 2])
    expect(grad((y: typeof x) => sum(y) as Scalar)(x).shape).toEqual([2, 1, 2])
  })
})
