/** @file Elementary functions of which the code is long: their nodes carry it, and what they mean. */
import type { VectorCode } from "../codegen/lanes.js"
import * as arctangent from "../codegen/math/arctangent.js"
import * as errorFunction from "../codegen/math/error-function.js"
import * as exponential from "../codegen/math/exponential.js"
import * as activation from "../codegen/math/gelu.js"
import * as logarithm from "../codegen/math/logarithm.js"
import * as powers from "../codegen/math/power.js"
import * as remainders from "../codegen/math/remainder.js"
import * as sigmoidal from "../codegen/math/sigmoidal.js"
import * as trigonometric from "../codegen/math/trigonometric.js"
import * as wideArctangent from "../codegen/math/wide-arctangent.js"
import * as wideErrorFunction from "../codegen/math/wide-error-function.js"
import * as wideExponential from "../codegen/math/wide-exponential.js"
import * as wideLogarithm from "../codegen/math/wide-logarithm.js"
import * as wideSigmoidal from "../codegen/math/wide-sigmoidal.js"
import { binaryBy, unaryBy } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { CarriedBinaryFn, CarriedUnaryFn } from "../graph/op.js"
import * as special from "../graph/special.js"

export const exp2 = (x: Node): Node => unary("exp2", (a) => 2 ** a, exponential.exp2, x, wideExponential.exp2)
export const expm1 = (x: Node): Node => unary("expm1", Math.expm1, exponential.expm1, x, wideExponential.expm1)
export const log2 = (x: Node): Node => unary("log2", Math.log2, logarithm.log2, x, wideLogarithm.log2)
export const log10 = (x: Node): Node => unary("log10", Math.log10, logarithm.log10, x, wideLogarithm.log10)
export const log1p = (x: Node): Node => unary("log1p", Math.log1p, logarithm.log1p, x, wideLogarithm.log1p)
export const sin = (x: Node): Node => unary("sin", Math.sin, trigonometric.sin, x)
export const cos = (x: Node): Node => unary("cos", Math.cos, trigonometric.cos, x)
export const atan = (x: Node): Node => unary("atan", Math.atan, arctangent.atan, x, wideArctangent.atan)
export const tanh = (x: Node): Node => unary("tanh", Math.tanh, sigmoidal.tanh, x, wideSigmoidal.tanh)
export const sigmoid = (x: Node): Node =>
  unary("sigmoid", (a) => 1 / (1 + Math.exp(-a)), sigmoidal.sigmoid, x, wideSigmoidal.sigmoid)
export const erf = (x: Node): Node => unary("erf", special.erf, errorFunction.erf, x, wideErrorFunction.erf)
export const erfc = (x: Node): Node => unary("erfc", special.erfc, errorFunction.erfc, x, wideErrorFunction.erfc)
export const gelu = (x: Node): Node => unary("gelu", special.gelu, activation.gelu, x, wideErrorFunction.gelu)
export const geluSlope = (x: Node): Node =>
  unary("geluSlope", special.geluSlope, activation.geluSlope, x, wideErrorFunction.geluSlope)

export const pow = (a: Node, b: Node): Node =>
  a.dtype === "int32"
    ? binary("pow", special.integerPower, powers.integerPow, a, b)
    : binary("pow", special.power, powers.pow, a, b)

export const atan2 = (a: Node, b: Node): Node =>
  binary("atan2", Math.atan2, arctangent.atan2, a, b, wideArctangent.atan2)

// `| 0` makes NaN and infinity 0, and -2^31 / -1 wrap

export const rem = (a: Node, b: Node): Node =>
  a.dtype === "int32"
    ? binary("rem", (x, y) => (x % y) | 0, remainders.integerRem, a, b)
    : binary("rem", (x, y) => x % y, remainders.rem, a, b)

/** of int32 */
export const quotient = (a: Node, b: Node): Node => binary("quotient", (x, y) => (x / y) | 0, remainders.quotient, a, b)

// internal

/** `wide`: the code of float64. */
const unary = (
  fn: CarriedUnaryFn,
  meaning: (x: number) => number,
  code: VectorCode<1>,
  x: Node,
  wide?: VectorCode<1>,
): Node => unaryBy({ fn, meaning, code: x.dtype === "float64" ? wide : code }, x)

const binary = (
  fn: CarriedBinaryFn,
  meaning: (x: number, y: number) => number,
  code: VectorCode<2>,
  a: Node,
  b: Node,
  wide?: VectorCode<2>,
): Node => binaryBy({ fn, meaning, code: a.dtype === "float64" ? wide : code }, a, b)
