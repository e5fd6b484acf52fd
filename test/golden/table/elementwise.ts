/** @file Arithmetic, comparison, logic, and functions of one number. */
import type { AnyTensor } from "../../../types/tensor.js"
import { type Row, row, type Table, t } from "./row.js"

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
  "div.no_rounding_mode": row("input, other, *, rounding_mode=None", ({ input, other }) => t.div(input, other)),
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
  rsqrt: unary((x) => t.reciprocal(t.sqrt(x))),
  // the samples' function takes the condition second
  where: row("input, condition, other", ({ input, condition, other }) => t.where(condition, input, other)),
}
