/**
 * @file Elementwise functions of one tensor in a table: where they are tried, what they are there by other means, what
 * they are at special numbers, and their slopes where PyTorch decides.
 */
import * as activation from "../../src/api/activation.js"
import * as clamps from "../../src/api/clamp.js"
import * as elus from "../../src/api/elu.js"
import * as exponential from "../../src/api/exponential.js"
import * as hyperbolic from "../../src/api/hyperbolic.js"
import { pow } from "../../src/api/power.js"
import * as rounding from "../../src/api/rounding.js"
import * as shrink from "../../src/api/shrink.js"
import * as special from "../../src/api/special.js"
import * as trigonometry from "../../src/api/trigonometry.js"
import { erf, erfc, roundHalfEven } from "../../src/graph/special.js"
import { untyped } from "./untyped.js"

type Pair = readonly [x: number, y: number]

export interface FunctionCase {
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: operations as JavaScript sees them
  readonly f: (x: any) => any
  readonly of: (x: number) => number
  readonly at: readonly number[]
  readonly special: readonly Pair[]
  /** Slopes where no difference quotient tells them. */
  readonly slopes?: readonly Pair[]
}

const t = untyped({
  ...{ ...activation, ...clamps, ...elus, ...exponential, ...hyperbolic, ...rounding, ...shrink, ...special },
  ...{ ...trigonometry, pow },
})
const { NaN: nan, POSITIVE_INFINITY: inf } = Number

const all = [-30.3, -7.25, -2.6, -1.1, -0.4, -1e-3, 1e-3, 0.3, 0.9, 1.7, 4.6, 12.3, 40.7]
const positive = [1e-20, 1e-3, 0.3, 0.9, 1.7, 4.6, 12.3, 1e20]
const inside = [-0.98, -0.75, -0.3, -1e-5, 1e-3, 0.2, 0.6, 0.995]
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
const clip = (x: number, low: number, high: number) => Math.min(Math.max(x, low), high)
const elu = (x: number, alpha: number, rate = 1) => (x > 0 ? x : alpha * Math.expm1(x * rate))
const cubic = (x: number) => x * sigmoid(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))
const passing: readonly Pair[] = [[nan, nan]]
const odd: readonly Pair[] = [...passing, [0, 0], [-0, -0]]
const rounded: readonly Pair[] = [...odd, [inf, inf], [-inf, -inf], [2.5, 2], [-0.5, -0], [1e10, 1e10]]
const flat: readonly Pair[] = [
  [1, 0],
  [-2.5, 0],
  [0, 0],
]

export const functionCases: readonly FunctionCase[] = [
  { name: "sin", f: t.sin, of: Math.sin, at: all, special: [...odd, [inf, nan], [-inf, nan]] },
  { name: "cos", f: t.cos, of: Math.cos, at: all, special: [...passing, [0, 1], [inf, nan]] },
  { name: "tan", f: t.tan, of: Math.tan, at: all, special: [...odd, [inf, nan]] },
  {
    name: "asin",
    f: t.asin,
    of: Math.asin,
    at: inside,
    special: [...odd, [1, Math.PI / 2], [-1, -Math.PI / 2], [1.5, nan], [inf, nan]],
    slopes: [
      [1, inf],
      [-1, inf],
      [0, 1],
    ],
  },
  {
    name: "acos",
    f: t.acos,
    of: Math.acos,
    at: inside,
    special: [...passing, [1, 0], [-1, Math.PI], [0, Math.PI / 2], [-1.5, nan], [-inf, nan]],
    slopes: [
      [1, -inf],
      [-1, -inf],
      [0, -1],
    ],
  },
  { name: "atan", f: t.atan, of: Math.atan, at: all, special: [...odd, [inf, Math.PI / 2], [-inf, -Math.PI / 2]] },
  {
    name: "sinh",
    f: t.sinh,
    of: Math.sinh,
    at: all,
    special: [...odd, [inf, inf], [-inf, -inf], [89, Math.sinh(89)], [1e4, inf]],
    slopes: [
      [0, 1],
      [-inf, inf],
    ],
  },
  {
    name: "cosh",
    f: t.cosh,
    of: Math.cosh,
    at: all,
    special: [...passing, [0, 1], [inf, inf], [-inf, inf], [-89, Math.cosh(89)]],
    slopes: [
      [0, 0],
      [-inf, -inf],
    ],
  },
  {
    name: "asinh",
    f: t.asinh,
    of: Math.asinh,
    at: [...all, 1e6, 1e10, -1e25],
    special: [...odd, [inf, inf], [-inf, -inf], [3e38, Math.asinh(3e38)], [1e-30, 1e-30]],
    slopes: [
      [0, 1],
      [inf, 0],
    ],
  },
  {
    name: "acosh",
    f: t.acosh,
    of: Math.acosh,
    at: [1.03, 1.2, 1.7, 4.6, 1e6, 1e10, 1e25],
    special: [...passing, [1, 0], [0.5, nan], [-1e20, nan], [inf, inf], [-inf, nan], [3e38, Math.acosh(3e38)]],
    slopes: [
      [1, inf],
      [inf, 0],
    ],
  },
  {
    name: "atanh",
    f: t.atanh,
    of: Math.atanh,
    at: inside,
    special: [...odd, [1, inf], [-1, -inf], [1.5, nan], [-inf, nan]],
    slopes: [
      [1, inf],
      [-1, inf],
      [0, 1],
    ],
  },
  { name: "erf", f: t.erf, of: erf, at: all, special: [...odd, [inf, 1], [-inf, -1]] },
  { name: "erfc", f: t.erfc, of: erfc, at: [...all, 9], special: [...passing, [0, 1], [inf, 0], [-inf, 2]] },
  {
    name: "exp2",
    f: t.exp2,
    of: (x) => 2 ** x,
    at: all,
    special: [...passing, [0, 1], [inf, inf], [-inf, 0], [-149, 2 ** -149]],
  },
  { name: "expm1", f: t.expm1, of: Math.expm1, at: all, special: [...odd, [inf, inf], [-inf, -1], [1e-30, 1e-30]] },
  {
    name: "log1p",
    f: t.log1p,
    of: Math.log1p,
    at: [-0.99, ...positive],
    special: [...odd, [inf, inf], [-1, -inf], [-2, nan]],
  },
  {
    name: "log2",
    f: t.log2,
    of: Math.log2,
    at: positive,
    special: [...passing, [1, 0], [8, 3], [0, -inf], [-1, nan], [inf, inf]],
  },
  {
    name: "log10",
    f: t.log10,
    of: Math.log10,
    at: positive,
    special: [...passing, [1, 0], [100, 2], [0, -inf], [-1, nan], [inf, inf]],
  },
  {
    name: "rsqrt",
    f: t.rsqrt,
    of: (x) => 1 / Math.sqrt(x),
    at: positive,
    special: [...passing, [0, inf], [inf, 0], [-1, nan]],
    slopes: [
      [0, -inf],
      [inf, 0],
    ],
  },
  {
    name: "logit",
    f: t.logit,
    of: (x) => (Math.abs(x - 0.5) < 0.25 ? 2 * Math.atanh(2 * x - 1) : Math.log(x) - Math.log1p(-x)),
    at: [1e-10, 0.01, 0.2, 0.3, 0.45, 0.5 + 2 ** -20, 0.6, 0.76, 0.99],
    special: [...passing, [0, -inf], [0.5, 0], [1, inf], [-0.5, nan], [1.5, nan]],
    slopes: [
      [0, inf],
      [1, inf],
      [0.5, 4],
      [-0.5, nan],
    ],
  },
  {
    name: "logit with eps",
    f: (x) => t.logit(x, { eps: 0.125 }),
    of: (x) => Math.log(clip(x, 0.125, 0.875)) - Math.log1p(-clip(x, 0.125, 0.875)),
    at: [0.01, 0.2, 0.3, 0.45, 0.6, 0.76, 0.99],
    special: [...passing, [0, -Math.log(7)], [-inf, -Math.log(7)], [5, Math.log(7)]],
    slopes: [
      [0, 0],
      [1, 0],
      [0.125, 64 / 7],
      [0.875, 64 / 7],
    ],
  },
  { name: "floor", f: t.floor, of: Math.floor, at: all, special: [...rounded.slice(0, 5), [-0.5, -1]], slopes: flat },
  { name: "ceil", f: t.ceil, of: Math.ceil, at: all, special: [...rounded.slice(0, 5), [-0.5, -0]], slopes: flat },
  { name: "trunc", f: t.trunc, of: Math.trunc, at: all, special: rounded, slopes: flat },
  { name: "round", f: t.round, of: roundHalfEven, at: all, special: [...rounded, [3.5, 4]], slopes: flat },
  {
    name: "round to two decimals",
    f: (x) => t.round(x, { decimals: 2 }),
    of: (x) => roundHalfEven(x * 100) / 100,
    at: all,
    special: [...odd, [0.125, 0.12], [inf, inf]],
    slopes: flat,
  },
  {
    name: "round to hundreds",
    f: (x) => t.round(x, { decimals: -2 }),
    of: (x) => roundHalfEven(x / 100) * 100,
    at: [...all, 149, 151],
    special: [...odd, [250, 200], [-inf, -inf]],
    slopes: flat,
  },
  {
    name: "frac",
    f: t.frac,
    of: (x) => x % 1,
    at: all,
    special: [...passing, [2.5, 0.5], [-2.5, -0.5], [inf, nan]],
    slopes: [[1, 1]],
  },
  {
    name: "relu6",
    f: t.relu6,
    of: (x) => clip(x, 0, 6),
    at: all,
    special: [...passing, [inf, 6], [-inf, 0]],
    slopes: [
      [0, 0],
      [6, 0],
    ],
  },
  {
    name: "hardtanh",
    f: t.hardtanh,
    of: (x) => clip(x, -1, 1),
    at: all,
    special: [...passing, [inf, 1], [-inf, -1]],
    slopes: [
      [-1, 0],
      [1, 0],
      [0, 1],
      [nan, 1],
    ],
  },
  {
    name: "hardtanh of crossed bounds",
    f: (x) => t.hardtanh(x, { minVal: 0.5, maxVal: -0.5 }),
    of: () => -0.5,
    at: all,
    special: passing,
    slopes: [
      [-0.5, 0],
      [0.5, 0],
      [0, 0],
    ],
  },
  {
    name: "hardsigmoid",
    f: t.hardsigmoid,
    of: (x) => clip(x + 3, 0, 6) / 6,
    at: all,
    special: [...passing, [inf, 1], [-inf, 0], [0, 0.5]],
    slopes: [
      [-3, 0],
      [3, 0],
      [-inf, 0],
    ],
  },
  {
    name: "hardswish",
    f: t.hardswish,
    of: (x) => (x * clip(x + 3, 0, 6)) / 6,
    at: all,
    special: [...passing, [inf, inf], [-inf, nan], [-3, -0]],
    slopes: [
      [-3, -0.5],
      [3, 1.5],
      [inf, 1],
      [-inf, 0],
      [1e30, 1],
    ],
  },
  {
    name: "leakyRelu",
    f: t.leakyRelu,
    of: (x) => (x > 0 ? x : 0.01 * x),
    at: all,
    special: [...odd, [inf, inf], [-inf, -inf]],
    slopes: [
      [0, 0.01],
      [-0, 0.01],
    ],
  },
  {
    name: "leakyRelu(0.25)",
    f: (x) => t.leakyRelu(x, 0.25),
    of: (x) => (x > 0 ? x : 0.25 * x),
    at: all,
    special: odd,
    slopes: [[0, 0.25]],
  },
  {
    name: "elu",
    f: t.elu,
    of: (x) => elu(x, 1),
    at: all,
    special: [...odd, [inf, inf], [-inf, -1]],
    slopes: [
      [0, 1],
      [1e4, 1],
      [inf, 1],
    ],
  },
  {
    name: "elu with alpha",
    f: (x) => t.elu(x, { alpha: 2 }),
    of: (x) => elu(x, 2),
    at: all,
    special: [...odd, [-inf, -2]],
    slopes: [
      [0, 2],
      [1e4, 1],
      [-inf, 0],
    ],
  },
  {
    name: "celu",
    f: (x) => t.celu(x, { alpha: 2 }),
    of: (x) => elu(x, 2, 0.5),
    at: all,
    special: [...odd, [inf, inf], [-inf, -2]],
    slopes: [
      [0, 1],
      [1e4, 1],
    ],
  },
  {
    name: "selu",
    f: t.selu,
    of: (x) => 1.0507009873554805 * elu(x, 1.6732632423543772),
    at: all,
    special: [...odd, [inf, inf]],
    slopes: [
      [0, 1.0507009873554805 * 1.6732632423543772],
      [1e4, 1.0507009873554805],
    ],
  },
  {
    name: "threshold",
    f: (x) => t.threshold(x, 1, 20),
    of: (x) => (x <= 1 ? 20 : x),
    at: all,
    special: [...passing, [1, 20], [-inf, 20], [inf, inf]],
    slopes: [
      [1, 0],
      [1.5, 1],
    ],
  },
  {
    name: "softshrink",
    f: t.softshrink,
    of: (x) => (Math.abs(x) <= 0.5 ? 0 : x - Math.sign(x) * 0.5),
    at: all,
    special: [...passing, [0.5, 0], [-0.5, 0], [inf, inf], [-inf, -inf]],
    slopes: [
      [0.5, 0],
      [-0.5, 0],
      [0, 0],
      [inf, 1],
    ],
  },
  {
    name: "hardshrink",
    f: t.hardshrink,
    of: (x) => (Math.abs(x) <= 0.5 ? 0 : x),
    at: all,
    special: [...passing, [0.5, 0], [-0.5, 0], [-inf, -inf]],
    slopes: [
      [0.5, 0],
      [-0.5, 0],
    ],
  },
  {
    name: "hardshrink of nothing",
    f: (x) => t.hardshrink(x, { lambda: -1 }),
    of: (x) => x,
    at: all,
    special: odd,
    slopes: [[0, 1]],
  },
  {
    name: "tanhshrink",
    f: t.tanhshrink,
    of: (x) => x - Math.tanh(x),
    at: all.filter((x) => Math.abs(x) > 0.1),
    special: [...passing, [0, 0], [inf, inf]],
    slopes: [[0, 0]],
  },
  {
    name: "softsign",
    f: t.softsign,
    of: (x) => x / (1 + Math.abs(x)),
    at: all,
    special: [...odd, [inf, nan]],
    slopes: [
      [0, 1],
      [-1e30, 1e-60],
    ],
  },
  {
    name: "gelu",
    f: t.gelu,
    of: (x) => (x * erfc(-x / Math.SQRT2)) / 2,
    at: [...all, -12, 9],
    special: [...odd, [inf, inf], [-inf, nan], [1e30, 1e30], [-1e30, -0]],
    slopes: [
      [0, 0.5],
      [1e30, 1],
      [-1e30, 0],
    ],
  },
  {
    name: "gelu by tanh",
    f: (x) => t.gelu(x, { approximate: "tanh" }),
    of: cubic,
    at: all,
    special: [...odd, [inf, inf], [-inf, nan], [1e30, 1e30], [-1e30, -0]],
    slopes: [
      [0, 0.5],
      [1e30, 1],
      [-1e30, 0],
    ],
  },
  {
    name: "silu",
    f: t.silu,
    of: (x) => x * sigmoid(x),
    at: all,
    special: [...odd, [inf, inf], [-inf, nan], [-1e30, -0]],
    slopes: [
      [0, 0.5],
      [1e30, 1],
      [-1e30, 0],
    ],
  },
  {
    name: "mish",
    f: t.mish,
    of: (x) => x * Math.tanh(softplus(x)),
    at: all,
    special: [...odd, [inf, inf], [-inf, nan], [-1e30, -0]],
    slopes: [
      [0, 0.6],
      [1e30, 1],
      [-1e30, 0],
    ],
  },
  {
    name: "softplus",
    f: t.softplus,
    of: softplus,
    at: [...all, -300],
    special: [...passing, [0, Math.LN2], [inf, inf], [-inf, 0], [1e30, 1e30]],
    slopes: [
      [0, 0.5],
      [1e30, 1],
      [-1e30, 0],
      [inf, 1],
      [-inf, 0],
    ],
  },
  {
    name: "softplus with beta and threshold",
    f: (x) => t.softplus(x, { beta: 3, threshold: 1.5 }),
    of: (x) => (3 * x > 1.5 ? x : softplus(3 * x) / 3),
    at: all,
    special: [...passing, [0.5, softplus(1.5) / 3], [1, 1], [-inf, 0]],
    slopes: [
      [0.5, sigmoid(1.5)],
      [0.6, 1],
      [inf, 1],
    ],
  },
  {
    name: "logSigmoid",
    f: t.logSigmoid,
    of: (x) => -softplus(-x),
    at: [...all, -300],
    special: [...passing, [0, -Math.LN2], [inf, 0], [-inf, -inf], [-1e30, -1e30]],
    slopes: [
      [0, 0.5],
      [1e30, 0],
      [-1e30, 1],
      [-inf, 1],
    ],
  },
  ...[1, 2, 3, -1].map((power) => ({
    name: `pow(${power})`,
    f: (x: unknown) => t.pow(x, power),
    of: (x: number) => x ** power,
    at: all,
    special: [...passing, [inf, inf ** power], [-inf, (-inf) ** power]] as const,
  })),
  ...[0.5, -0.5, 2.5].map((power) => ({
    name: `pow(${power})`,
    f: (x: unknown) => t.pow(x, power),
    of: (x: number) => x ** power,
    at: positive.slice(1, -1),
    special: [...passing, [0, 0 ** power], [inf, inf ** power], [-2, nan]] as const,
  })),
  {
    name: "pow(0)",
    f: (x) => t.pow(x, 0),
    of: () => 1,
    at: all,
    special: [
      [nan, 1],
      [0, 1],
      [inf, 1],
    ],
    slopes: [
      [0, 0],
      [3, 0],
    ],
  },
]
