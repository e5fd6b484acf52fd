/**
 * @file Elementary functions in a table: what they are by other means, at special numbers, and their slopes at kinks.
 */
import * as exponential from "../../src/api/exponential.js"
import * as hyperbolic from "../../src/api/hyperbolic.js"
import { pow } from "../../src/api/power.js"
import * as rounding from "../../src/api/rounding.js"
import * as special from "../../src/api/special.js"
import * as trigonometry from "../../src/api/trigonometry.js"
import { erf, erfc, roundHalfEven } from "../../src/graph/special.js"
import { all, type FunctionCase, odd, type Pair, passing, points } from "./function-case.js"
import { untyped } from "./untyped.js"

const t = untyped({ ...exponential, ...hyperbolic, ...rounding, ...special, ...trigonometry, pow })
const { NaN: nan, POSITIVE_INFINITY: inf } = Number

const positive = [1e-20, 1e-3, 0.3, 0.9, 1.7, 4.6, 12.3, 1e20]
const inside = [-0.98, -0.75, -0.3, -1e-5, 1e-3, 0.2, 0.6, 0.995]
const clip = (x: number, low: number, high: number) => Math.min(Math.max(x, low), high)
const rounded: readonly Pair[] = [...odd, ...points(inf, inf, -inf, -inf, 2.5, 2, -0.5, -0, 1e10, 1e10)]
const flat = points(1, 0, -2.5, 0, 0, 0)

export const functionCases: readonly FunctionCase[] = [
  { name: "sin", f: t.sin, of: Math.sin, at: all, special: [...odd, ...points(inf, nan, -inf, nan)] },
  { name: "cos", f: t.cos, of: Math.cos, at: all, special: [...passing, ...points(0, 1, inf, nan)] },
  { name: "tan", f: t.tan, of: Math.tan, at: all, special: [...odd, ...points(inf, nan)] },
  {
    name: "asin",
    f: t.asin,
    of: Math.asin,
    at: inside,
    special: [...odd, ...points(1, Math.PI / 2, -1, -Math.PI / 2, 1.5, nan, inf, nan)],
    slopes: points(1, inf, -1, inf, 0, 1),
  },
  {
    name: "acos",
    f: t.acos,
    of: Math.acos,
    at: inside,
    special: [...passing, ...points(1, 0, -1, Math.PI, 0, Math.PI / 2, -1.5, nan, -inf, nan)],
    slopes: points(1, -inf, -1, -inf, 0, -1),
  },
  {
    name: "atan",
    f: t.atan,
    of: Math.atan,
    at: all,
    special: [...odd, ...points(inf, Math.PI / 2, -inf, -Math.PI / 2)],
  },
  {
    name: "sinh",
    f: t.sinh,
    of: Math.sinh,
    at: all,
    special: [...odd, ...points(inf, inf, -inf, -inf, 89, Math.sinh(89), 1e4, inf)],
    slopes: points(0, 1, -inf, inf),
  },
  {
    name: "cosh",
    f: t.cosh,
    of: Math.cosh,
    at: all,
    special: [...passing, ...points(0, 1, inf, inf, -inf, inf, -89, Math.cosh(89))],
    slopes: points(0, 0, -inf, -inf),
  },
  {
    name: "asinh",
    f: t.asinh,
    of: Math.asinh,
    at: [...all, 1e6, 1e10, -1e25],
    special: [...odd, ...points(inf, inf, -inf, -inf, 3e38, Math.asinh(3e38), 1e-30, 1e-30)],
    slopes: points(0, 1, inf, 0),
  },
  {
    name: "acosh",
    f: t.acosh,
    of: Math.acosh,
    at: [1.03, 1.2, 1.7, 4.6, 1e6, 1e10, 1e25],
    special: [...passing, ...points(1, 0, 0.5, nan, -1e20, nan, inf, inf, -inf, nan, 3e38, Math.acosh(3e38))],
    slopes: points(1, inf, inf, 0),
  },
  {
    name: "atanh",
    f: t.atanh,
    of: Math.atanh,
    at: inside,
    special: [...odd, ...points(1, inf, -1, -inf, 1.5, nan, -inf, nan)],
    slopes: points(1, inf, -1, inf, 0, 1),
  },
  { name: "erf", f: t.erf, of: erf, at: all, special: [...odd, ...points(inf, 1, -inf, -1)] },
  { name: "erfc", f: t.erfc, of: erfc, at: [...all, 9], special: [...passing, ...points(0, 1, inf, 0, -inf, 2)] },
  {
    name: "exp2",
    f: t.exp2,
    of: (x) => 2 ** x,
    at: all,
    special: [...passing, ...points(0, 1, inf, inf, -inf, 0, -149, 2 ** -149)],
  },
  {
    name: "expm1",
    f: t.expm1,
    of: Math.expm1,
    at: all,
    special: [...odd, ...points(inf, inf, -inf, -1, 1e-30, 1e-30)],
  },
  {
    name: "log1p",
    f: t.log1p,
    of: Math.log1p,
    at: [-0.99, ...positive],
    special: [...odd, ...points(inf, inf, -1, -inf, -2, nan)],
  },
  {
    name: "log2",
    f: t.log2,
    of: Math.log2,
    at: positive,
    special: [...passing, ...points(1, 0, 8, 3, 0, -inf, -1, nan, inf, inf)],
  },
  {
    name: "log10",
    f: t.log10,
    of: Math.log10,
    at: positive,
    special: [...passing, ...points(1, 0, 100, 2, 0, -inf, -1, nan, inf, inf)],
  },
  {
    name: "rsqrt",
    f: t.rsqrt,
    of: (x) => 1 / Math.sqrt(x),
    at: positive,
    special: [...passing, ...points(0, inf, inf, 0, -1, nan)],
    slopes: points(0, -inf, inf, 0),
  },
  {
    name: "logit",
    f: t.logit,
    of: (x) => (Math.abs(x - 0.5) < 0.25 ? 2 * Math.atanh(2 * x - 1) : Math.log(x) - Math.log1p(-x)),
    at: [1e-10, 0.01, 0.2, 0.3, 0.45, 0.5 + 2 ** -20, 0.6, 0.76, 0.99],
    special: [...passing, ...points(0, -inf, 0.5, 0, 1, inf, -0.5, nan, 1.5, nan)],
    slopes: points(0, inf, 1, inf, 0.5, 4, -0.5, nan),
  },
  {
    name: "logit with eps",
    f: (x) => t.logit(x, { eps: 0.125 }),
    of: (x) => Math.log(clip(x, 0.125, 0.875)) - Math.log1p(-clip(x, 0.125, 0.875)),
    at: [0.01, 0.2, 0.3, 0.45, 0.6, 0.76, 0.99],
    special: [...passing, ...points(0, -Math.log(7), -inf, -Math.log(7), 5, Math.log(7))],
    slopes: points(0, 0, 1, 0, 0.125, 64 / 7, 0.875, 64 / 7),
  },
  {
    name: "floor",
    f: t.floor,
    of: Math.floor,
    at: all,
    special: [...rounded.slice(0, 5), ...points(-0.5, -1)],
    slopes: flat,
  },
  {
    name: "ceil",
    f: t.ceil,
    of: Math.ceil,
    at: all,
    special: [...rounded.slice(0, 5), ...points(-0.5, -0)],
    slopes: flat,
  },
  { name: "trunc", f: t.trunc, of: Math.trunc, at: all, special: rounded, slopes: flat },
  { name: "round", f: t.round, of: roundHalfEven, at: all, special: [...rounded, ...points(3.5, 4)], slopes: flat },
  {
    name: "round to two decimals",
    f: (x) => t.round(x, { decimals: 2 }),
    of: (x) => roundHalfEven(x * 100) / 100,
    at: all,
    special: [...odd, ...points(0.125, 0.12, inf, inf)],
    slopes: flat,
  },
  {
    name: "round to hundreds",
    f: (x) => t.round(x, { decimals: -2 }),
    of: (x) => roundHalfEven(x / 100) * 100,
    at: [...all, 149, 151],
    special: [...odd, ...points(250, 200, -inf, -inf)],
    slopes: flat,
  },
  {
    name: "frac",
    f: t.frac,
    of: (x) => x - Math.trunc(x),
    at: all,
    special: [...passing, ...points(2.5, 0.5, -2.5, -0.5, inf, nan)],
    slopes: points(1, 1),
  },
  ...[1, 2, 3, -1].map((power) => ({
    name: `pow(${power})`,
    f: (x: unknown) => t.pow(x, power),
    of: (x: number) => x ** power,
    at: all,
    special: [...passing, ...points(inf, inf ** power, -inf, (-inf) ** power)] as const,
  })),
  ...[0.5, -0.5, 2.5].map((power) => ({
    name: `pow(${power})`,
    f: (x: unknown) => t.pow(x, power),
    of: (x: number) => (Math.abs(power) === 0.5 ? Math.sqrt(x) ** (2 * power) : x ** power),
    at: positive.slice(1, -1),
    special: [...passing, ...points(0, 0 ** power, inf, inf ** power, -2, nan)] as const,
  })),
  {
    name: "pow(0)",
    f: (x) => t.pow(x, 0),
    of: () => 1,
    at: all,
    special: points(nan, 1, 0, 1, inf, 1),
    slopes: points(0, 0, 3, 0),
  },
]
