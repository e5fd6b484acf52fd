/** @file The float64 kernels against the interpreter's functions: how many numbers of float64 lie between. */
import { applyUnary as unaryLanes } from "../../../src/codegen/lanes.js"
import type { UnaryFn } from "../../../src/graph/op.js"
import { applyUnary } from "../../../src/graph/scalar.js"
import type { Target } from "../../../src/schedule/target.js"
import { unaryOp } from "../../graph/functions.js"
import { vectorFunction } from "../kernel.js"

export interface WideCase {
  readonly fn: UnaryFn
  readonly bound: number
  readonly ranges: readonly (readonly [low: number, high: number])[]
}

export interface Apart {
  readonly most: number
  readonly at: number
  readonly wrong: readonly string[]
}

/** Those of which the last digits may differ from Math's. */
export const wideCases: readonly WideCase[] = [
  {
    fn: "exp",
    bound: 1,
    ranges: [
      [-746, 710],
      [-1, 1],
    ],
  },
  {
    fn: "exp2",
    bound: 1,
    ranges: [
      [-1076, 1025],
      [-1, 1],
    ],
  },
  {
    fn: "expm1",
    bound: 2,
    ranges: [
      [-40, 710],
      [-1, 1],
    ],
  },
  { fn: "log", bound: 1, ranges: [[0.5, 2]] },
  { fn: "log2", bound: 1, ranges: [[0.5, 2]] },
  { fn: "log10", bound: 2, ranges: [[0.5, 2]] },
  {
    fn: "log1p",
    bound: 1,
    ranges: [
      [-1, 4],
      [-0.3, 0.5],
    ],
  },
  {
    fn: "atan",
    bound: 1,
    ranges: [
      [-5, 5],
      [-0.5, 0.5],
    ],
  },
  {
    fn: "erf",
    bound: 6,
    ranges: [
      [-6, 6],
      [-1, 1],
    ],
  },
  {
    fn: "erfc",
    bound: 9,
    ranges: [
      [-6, 27.3],
      [-1, 1],
    ],
  },
  {
    fn: "gelu",
    bound: 9,
    ranges: [
      [-38.6, 9],
      [-1, 1],
    ],
  },
  {
    fn: "tanh",
    bound: 2,
    ranges: [
      [-22, 22],
      [-1.5, 1.5],
    ],
  },
  {
    fn: "sigmoid",
    bound: 1,
    ranges: [
      [-700, 40],
      [-5, 5],
    ],
  },
]

/** How many numbers apart results are at most, and where; special values have to be the same. */
export const apart = ({ fn, ranges }: WideCase, target: Target, points: number): Apart => {
  const op = unaryOp(fn, "float64")
  const meaning = applyUnary(op, "float64")
  const apply = vectorFunction((v, x) => unaryLanes(v, op, x, "float64"), target, 1, 2)
  const xs = Float64Array.from([...specials(), ...ranges.flatMap((range) => spread(range, points / ranges.length))])
  let [most, at] = [0, 0]
  const wrong: string[] = []
  apply(xs).forEach((y, i) => {
    const x = xs[i] as number
    const distance = between(y, meaning(x))
    if (Number.isNaN(distance)) wrong.push(`${fn}(${x}) = ${y}, not ${meaning(x)}`)
    else if (distance > most) [most, at] = [distance, x]
  })
  return { most, at, wrong }
}

// internal

/** 0 for equal numbers, NaN where one has a sign, an infinity or a NaN that the other has not. */
const between = (x: number, y: number): number => {
  if (Object.is(x, y)) return 0
  if (!Number.isFinite(x) || !Number.isFinite(y) || x * y < 0 || (x === 0 && y === 0)) return Number.NaN
  const [a, b] = new BigInt64Array(Float64Array.of(Math.abs(x), Math.abs(y)).buffer) as unknown as [bigint, bigint]
  return Math.abs(Number(a - b))
}

/** Half of them between two numbers, half of any size. */
const spread = ([low, high]: readonly [number, number], count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => {
    const part = ((i + 1) * 0.6180339887498949) % 1
    if (i % 2 === 0) return low + part * (high - low)
    return (i % 4 === 1 ? 1 : -1) * 2 ** (part * 2098 - 1074) * (1 + ((i * 0.7548776662466927) % 1))
  })

const specials = (): readonly number[] => {
  const sizes = [0, 2 ** -1074, 2 ** -1022, Number.MAX_VALUE, Number.POSITIVE_INFINITY, Number.NaN, Math.SQRT1_2]
  for (let exponent = -1074; exponent < 1024; exponent++) sizes.push(2 ** exponent)
  for (let i = 1; i <= 64; i++) sizes.push(i / 2, 1 - 2 ** -i, 1 + 2 ** -i, i * Math.LN2, 700 + i)
  return sizes.flatMap((x) => [x, -x])
}
