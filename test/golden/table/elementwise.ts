/** @file Arithmetic, comparison, logic, and functions of one number. */
import type { AnyTensor } from "../../../types/tensor.js"
import { given, type Row, row, type Table, t } from "./row.js"

const unary = (f: (x: AnyTensor) => AnyTensor): Row => row("input", ({ input }) => f(input))

const binary = (f: (a: AnyTensor, b: AnyTensor) => AnyTensor): Row =>
  row("input, other", ({ input, other }) => f(input, other))

/** alpha scales the second operand. */
const scaled = (f: (a: AnyTensor, b: AnyTensor) => AnyTensor): Row =>
  row("input, other, *, alpha=1", ({ input, other, alpha }) => f(input, alpha === 1 ? other : t.mul(other, alpha)))

export const elementwise: Table = {
  add: scaled(t.add),
  sub: scaled(t.sub),
  mul: binary(t.mul),
  rsub: row("input, other, alpha=1", ({ input, other, alpha }) =>
    t.sub(other, alpha === 1 ? input : t.mul(input, alpha)),
  ),
  div: row("input, other, *, rounding_mode=None", ({ input, other, rounding_mode }) =>
    t.div(input, other, given({ rounding: rounding_mode })),
  ),
  true_divide: binary(t.div),
  floor_divide: binary(t.floorDivide),
  fmod: binary(t.fmod),
  remainder: binary(t.remainder),
  pow: row("input, exponent", ({ input, exponent }) => t.pow(input, exponent)),
  atan2: binary(t.atan2),
  hypot: binary(t.hypot),
  xlogy: binary(t.xlogy),
  logaddexp: binary(t.logaddexp),
  maximum: binary(t.maximum),
  minimum: binary(t.minimum),
  eq: binary(t.equal),
  ne: binary(t.notEqual),
  lt: binary(t.less),
  le: binary(t.lessEqual),
  gt: binary(t.greater),
  ge: binary(t.greaterEqual),
  logical_and: binary(t.logicalAnd),
  logical_or: binary(t.logicalOr),
  logical_xor: binary(t.logicalXor),
  logical_not: unary(t.logicalNot),
  exp: unary(t.exp),
  log: unary(t.log),
  tanh: unary(t.tanh),
  sigmoid: unary(t.sigmoid),
  sqrt: unary(t.sqrt),
  abs: unary(t.abs),
  sign: unary(t.sign),
  neg: unary(t.neg),
  square: unary(t.square),
  reciprocal: unary(t.reciprocal),
  rsqrt: unary(t.rsqrt),
  exp2: unary(t.exp2),
  expm1: unary(t.expm1),
  log1p: unary(t.log1p),
  log2: unary(t.log2),
  log10: unary(t.log10),
  logit: row("input, eps=None", ({ input, eps }) => t.logit(input, given({ eps }))),
  sin: unary(t.sin),
  cos: unary(t.cos),
  tan: unary(t.tan),
  asin: unary(t.asin),
  acos: unary(t.acos),
  atan: unary(t.atan),
  sinh: unary(t.sinh),
  cosh: unary(t.cosh),
  asinh: unary(t.asinh),
  acosh: unary(t.acosh),
  atanh: unary(t.atanh),
  erf: unary(t.erf),
  erfc: unary(t.erfc),
  floor: unary(t.floor),
  ceil: unary(t.ceil),
  trunc: unary(t.trunc),
  round: row("input, *, decimals=0", ({ input, decimals }) => t.round(input, { decimals })),
  frac: unary(t.frac),
  isnan: unary(t.isnan),
  isinf: unary(t.isinf),
  isfinite: unary(t.isfinite),
  clamp: row("input, min=None, max=None", ({ input, min, max }) => t.clamp(input, given({ min, max }))),
  clamp_min: row("input, min", ({ input, min }) => t.clamp(input, { min })),
  clamp_max: row("input, max", ({ input, max }) => t.clamp(input, { max })),
  // the samples' function takes the condition second
  where: row("input, condition, other", ({ input, condition, other }) => t.where(condition, input, other)),
}
