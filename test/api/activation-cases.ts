/** @file Activations in a table: what they are by other means, at special numbers, and their slopes at kinks. */
import * as activation from "../../src/api/activation.js"
import * as clamps from "../../src/api/clamp.js"
import * as elus from "../../src/api/elu.js"
import * as shrink from "../../src/api/shrink.js"
import { erfc } from "../../src/graph/special.js"
import { all, type FunctionCase, odd, passing, points } from "./function-case.js"
import { untyped } from "./untyped.js"

const t = untyped({ ...activation, ...clamps, ...elus, ...shrink })
const { NaN: nan, POSITIVE_INFINITY: inf } = Number

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
const clip = (x: number, low: number, high: number) => Math.min(Math.max(x, low), high)
const elu = (x: number, alpha: number, rate = 1) => (x > 0 ? x : alpha * Math.expm1(x * rate))
const cubic = (x: number) => x * sigmoid(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))

export const activationCases: readonly FunctionCase[] = [
  {
    name: "relu6",
    f: t.relu6,
    of: (x) => clip(x, 0, 6),
    at: all,
    special: [...passing, ...points(inf, 6, -inf, 0)],
    slopes: points(0, 0, 6, 0),
  },
  {
    name: "hardtanh",
    f: t.hardtanh,
    of: (x) => clip(x, -1, 1),
    at: all,
    special: [...passing, ...points(inf, 1, -inf, -1)],
    slopes: points(-1, 0, 1, 0, 0, 1, nan, 1),
  },
  {
    name: "hardtanh of crossed bounds",
    f: (x) => t.hardtanh(x, { minVal: 0.5, maxVal: -0.5 }),
    of: (x) => (Number.isNaN(x) ? x : -0.5),
    at: all,
    special: passing,
    slopes: points(-0.5, 0, 0.5, 0, 0, 0),
  },
  {
    name: "hardsigmoid",
    f: t.hardsigmoid,
    of: (x) => clip(x + 3, 0, 6) / 6,
    at: all,
    special: [...passing, ...points(inf, 1, -inf, 0, 0, 0.5)],
    slopes: points(-3, 0, 3, 0, -inf, 0),
  },
  {
    name: "hardswish",
    f: t.hardswish,
    of: (x) => (x * clip(x + 3, 0, 6)) / 6,
    at: all,
    special: [...passing, ...points(inf, inf, -inf, nan, -3, -0)],
    slopes: points(-3, -0.5, 3, 1.5, inf, 1, -inf, 0, 1e30, 1),
  },
  {
    name: "leakyRelu",
    f: t.leakyRelu,
    of: (x) => (x > 0 ? x : 0.01 * x),
    at: all,
    special: [...odd, ...points(inf, inf, -inf, -inf)],
    slopes: points(0, 0.01, -0, 0.01),
  },
  {
    name: "leakyRelu(0.25)",
    f: (x) => t.leakyRelu(x, 0.25),
    of: (x) => (x > 0 ? x : 0.25 * x),
    at: all,
    special: odd,
    slopes: points(0, 0.25),
  },
  {
    name: "elu",
    f: t.elu,
    of: (x) => elu(x, 1),
    at: all,
    special: [...odd, ...points(inf, inf, -inf, -1)],
    slopes: points(0, 1, 1e4, 1, inf, 1),
  },
  {
    name: "elu with alpha",
    f: (x) => t.elu(x, { alpha: 2 }),
    of: (x) => elu(x, 2),
    at: all,
    special: [...odd, ...points(-inf, -2)],
    slopes: points(0, 2, 1e4, 1, -inf, 0),
  },
  {
    name: "celu",
    f: (x) => t.celu(x, { alpha: 2 }),
    of: (x) => elu(x, 2, 0.5),
    at: all,
    special: [...odd, ...points(inf, inf, -inf, -2)],
    slopes: points(0, 1, 1e4, 1),
  },
  {
    name: "selu",
    f: t.selu,
    of: (x) => 1.0507009873554805 * elu(x, 1.6732632423543772),
    at: all,
    special: [...odd, ...points(inf, inf)],
    slopes: points(0, 1.0507009873554805 * 1.6732632423543772, 1e4, 1.0507009873554805),
  },
  {
    name: "threshold",
    f: (x) => t.threshold(x, 1, 20),
    of: (x) => (x <= 1 ? 20 : x),
    at: all,
    special: [...passing, ...points(1, 20, -inf, 20, inf, inf)],
    slopes: points(1, 0, 1.5, 1),
  },
  {
    name: "softshrink",
    f: t.softshrink,
    of: (x) => (Math.abs(x) <= 0.5 ? 0 : x - Math.sign(x) * 0.5),
    at: all,
    special: [...passing, ...points(0.5, 0, -0.5, 0, inf, inf, -inf, -inf)],
    slopes: points(0.5, 0, -0.5, 0, 0, 0, inf, 1),
  },
  {
    name: "hardshrink",
    f: t.hardshrink,
    of: (x) => (Math.abs(x) <= 0.5 ? 0 : x),
    at: all,
    special: [...passing, ...points(0.5, 0, -0.5, 0, -inf, -inf)],
    slopes: points(0.5, 0, -0.5, 0),
  },
  {
    name: "hardshrink of nothing",
    f: (x) => t.hardshrink(x, { lambda: -1 }),
    of: (x) => x,
    at: all,
    special: odd,
    slopes: points(0, 1),
  },
  {
    name: "tanhshrink",
    f: t.tanhshrink,
    of: (x) => x - Math.tanh(x),
    at: all.filter((x) => Math.abs(x) > 0.1),
    special: [...passing, ...points(0, 0, inf, inf)],
    slopes: points(0, 0),
  },
  {
    name: "softsign",
    f: t.softsign,
    of: (x) => x / (1 + Math.abs(x)),
    at: all,
    special: [...odd, ...points(inf, nan)],
    slopes: points(0, 1, -1e30, 1e-60),
  },
  {
    name: "gelu",
    f: t.gelu,
    of: (x) => (x * erfc(-x / Math.SQRT2)) / 2,
    at: [...all, -12, 9],
    special: [...odd, ...points(inf, inf, -inf, nan, 1e30, 1e30, -1e30, -0)],
    slopes: points(0, 0.5, 1e30, 1, -1e30, 0),
  },
  {
    name: "gelu by tanh",
    f: (x) => t.gelu(x, { approximate: "tanh" }),
    of: cubic,
    at: all,
    special: [...odd, ...points(inf, inf, -inf, nan, 1e30, 1e30, -1e30, -0)],
    slopes: points(0, 0.5, 1e30, 1, -1e30, 0),
  },
  {
    name: "silu",
    f: t.silu,
    of: (x) => x * sigmoid(x),
    at: all,
    special: [...odd, ...points(inf, inf, -inf, nan, -1e30, -0)],
    slopes: points(0, 0.5, 1e30, 1, -1e30, 0),
  },
  {
    name: "mish",
    f: t.mish,
    of: (x) => x * Math.tanh(softplus(x)),
    at: all,
    special: [...odd, ...points(inf, inf, -inf, nan, -1e30, -0)],
    slopes: points(0, 0.6, 1e30, 1, -1e30, 0),
  },
  {
    name: "softplus",
    f: t.softplus,
    of: softplus,
    at: [...all, -300],
    special: [...passing, ...points(0, Math.LN2, inf, inf, -inf, 0, 1e30, 1e30)],
    slopes: points(0, 0.5, 1e30, 1, -1e30, 0, inf, 1, -inf, 0),
  },
  {
    name: "softplus with beta and threshold",
    f: (x) => t.softplus(x, { beta: 3, threshold: 1.5 }),
    of: (x) => (3 * x > 1.5 ? x : softplus(3 * x) / 3),
    at: all,
    special: [...passing, ...points(0.5, softplus(1.5) / 3, 1, 1, -inf, 0)],
    slopes: points(0.5, sigmoid(1.5), 0.6, 1, inf, 1),
  },
  {
    name: "logSigmoid",
    f: t.logSigmoid,
    of: (x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
    at: [...all, -300],
    special: [...passing, ...points(0, -Math.LN2, inf, 0, -inf, -inf, -1e30, -1e30)],
    slopes: points(0, 0.5, 1e30, 0, -1e30, 1, -inf, 1),
  },
]
