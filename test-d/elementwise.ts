/** @file Elementwise functions beyond arithmetic: of one tensor, with options, of two operands, with bounds. */
import {
  type AnyTensor,
  acos,
  asinh,
  atan2,
  ceil,
  clamp,
  div,
  erf,
  exp2,
  expm1,
  floor,
  floorDivide,
  flow,
  fmod,
  frac,
  hypot,
  isfinite,
  isnan,
  log1p,
  logaddexp,
  logicalXor,
  logit,
  ones,
  pipe,
  pow,
  remainder,
  round,
  rsqrt,
  type Shape,
  sin,
  sum,
  type Tensor,
  tensor,
  trunc,
  xlogy,
  zeros,
} from "tuplet"

const x = ones([2, 3])
const row = tensor([1, 2, 3])
const column = ones([2, 1])
const doubles = ones([4], "float64")
const integers = ones([2, 3], "int32")
const flags = zeros([2, 3], "bool")
const n: number = 2
const unknown = ones([n, 3])
const unranked: Tensor<number[]> = x
const named = x as AnyTensor as Tensor<["batch", 3]>

export const a1 = sin(x)
//? Tensor<[2, 3], "float32">
export const a2 = erf(doubles)
//? Tensor<[4], "float64">
export const a3 = pipe(x, expm1, log1p, exp2, rsqrt, asinh)
//? Tensor<[2, 3], "float32">
export const a4 = floor(integers)
//? Tensor<[2, 3], "int32">
export const a5 = ceil(unknown)
//? Tensor<[number, 3], "float32">
export const a6 = trunc(named)
//? Tensor<["batch", 3], "float32">
export const a7 = frac(unranked)
//? Tensor<number[], "float32">
export const a8 = isnan(x)
//? Tensor<[2, 3], "bool">
export const a9 = isfinite(integers)
//? Tensor<[2, 3], "bool">
export const a10 = sum(isnan(x))
//? Tensor<[], "int32">

// options
export const a11 = round(x)
//? Tensor<[2, 3], "float32">
export const a12 = round(doubles, { decimals: 2 })
//? Tensor<[4], "float64">
export const a13 = pipe(x, round({ decimals: -1 }), sin)
//? Tensor<[2, 3], "float32">
export const a14 = pipe(integers, round)
//? Tensor<[2, 3], "int32">
export const a15 = logit(x, { eps: 0.1 })
//? Tensor<[2, 3], "float32">
export const a16 = [x, x].map((y) => logit(y))
//? Tensor<[2, 3], "float32">[]

// two operands
export const a17 = pow(x, row)
//? Tensor<[2, 3], "float32">
export const a18 = pipe(integers, pow(2))
//? Tensor<[2, 3], "int32">
export const a19 = pow(2, x)
//? Tensor<[2, 3], "float32">
export const a20 = atan2(column, row)
//? Tensor<[2, 3], "float32">
export const a21 = hypot(integers, row)
//? Tensor<[2, 3], "float32">
export const a22 = pipe(x, xlogy(2))
//? Tensor<[2, 3], "float32">
export const a23 = logaddexp(doubles, 1)
//? Tensor<[4], "float64">
export const a24 = remainder(integers, 3)
//? Tensor<[2, 3], "int32">
export const a25 = pipe(x, fmod(row), floorDivide(column))
//? Tensor<[2, 3], "float32">
export const a26 = logicalXor(flags, row)
//? Tensor<[2, 3], "bool">
export const a27 = hypot(named, row)
//? Tensor<["batch", 3], "float32">
export const a28 = pipe(integers, atan2(row))
//? Tensor<[2, 3], "float32">

// rounded quotients
export const a29 = div(integers, 2, { rounding: "floor" })
//? Tensor<[2, 3], "int32">
export const a30 = div(integers, integers, { rounding: "trunc" })
//? Tensor<[2, 3], "int32">
export const a31 = div(integers, 2)
//? Tensor<[2, 3], "float32">
export const a32 = pipe(integers, div(2, { rounding: "floor" }))
//? Tensor<[2, 3], "int32">
export const a33 = pipe(x, div(row, { rounding: "trunc" }), sin)
//? Tensor<[2, 3], "float32">
export const a34 = div(x, column, {})
//? Tensor<[2, 3], "float32">

// bounds
export const a35 = clamp(x, { min: 0 })
//? Tensor<[2, 3], "float32">
export const a36 = clamp(x, { min: column, max: row })
//? Tensor<[2, 3], "float32">
export const a37 = clamp(row, { max: zeros([4, 1]) })
//? Tensor<[4, 3], "float32">
export const a38 = pipe(x, clamp({ min: 0, max: 1 }), sin)
//? Tensor<[2, 3], "float32">
export const a39 = clamp(integers, { min: 0, max: 3 })
//? Tensor<[2, 3], "int32">
export const a40 = clamp(integers, { min: row })
//? Tensor<[2, 3], "float32">
export const a41 = pipe(named, clamp({ max: 0.5 }))
//? Tensor<["batch", 3], "float32">
export const a42 = clamp(unknown, { max: column })
//? Tensor<[2, 3], "float32">
const unit = clamp({ min: 0, max: 1 })
export const a43 = unit(doubles)
//? Tensor<[4], "float64">
export const a44 = [x, x].map(unit)
//? Tensor<[2, 3], "float32">[]

//! integers : sin needs a float tensor, got int32: use cast(x, "float32") first
export const b1 = sin(integers)
//! flags : floor needs numbers, got bool: use cast(x, "int32") first
export const b2 = floor(flags)
//! integers : frac needs a float tensor, got int32: use cast(x, "float32") first
export const b3 = frac(integers)
//! acos : acos needs a float tensor, got int32: use cast(x, "float32") first
export const b4 = pipe(integers, floor, acos)
//! flags : round needs numbers, got bool: use cast(x, "int32") first
export const b5 = round(flags)
//! flags : round needs numbers, got bool: use cast(x, "int32") first
export const b6 = round(flags, { decimals: 2 })
//! round({ decimals: 2 }) : round needs numbers, got bool: use cast(x, "int32") first
export const b7 = pipe(flags, round({ decimals: 2 }))
//> round: unknown option digits: use decimals
//! digits : Object literal may only specify known properties
export const b8 = round(x, { digits: 2 })
//> round: unknown option digits: use decimals
//! digits : Object literal may only specify known properties
export const b9 = pipe(x, round({ digits: 2 }))
//> round: decimals is an integer, got "2"
//! decimals : Type 'string' is not assignable to type 'number'
export const b10 = round(x, { decimals: "2" })
//! integers : logit needs a float tensor, got int32: use cast(x, "float32") first
export const b11 = logit(integers, { eps: 0.1 })
//! zeros([4]) : pow: [2, 3] and [4] do not broadcast: 3 vs 4
export const b12 = pow(x, zeros([4]))
//! zeros([4]) : pow: [2, 3] and [4] do not broadcast: 3 vs 4
export const b13 = pipe(x, pow(zeros([4])))
//! flags : pow needs numbers, got bool: use cast(x, "int32") first
export const b14 = pow(flags, flags)
//! 2 : atan2 needs a float tensor, got int32: use cast(x, "float32") first
export const b15 = atan2(integers, 2)
//! integers : hypot needs a float tensor, got int32: use cast(x, "float32") first
export const b16 = hypot(integers, integers)
//! xlogy(2) : xlogy needs a float tensor, got int32: use cast(x, "float32") first
export const b17 = pipe(integers, xlogy(2))
//! logaddexp(flags) : logaddexp needs a float tensor, got int32: use cast(x, "float32") first
export const b18 = pipe(integers, logaddexp(flags))
//! zeros([2]) : hypot: [2, 3] and [2] do not broadcast: 3 vs 2
export const b19 = hypot(x, zeros([2]))
//! zeros([2]) : remainder: [2, 3] and [2] do not broadcast: 3 vs 2
export const b20 = pipe(x, remainder(zeros([2])))
//! zeros([2]) : logicalXor: [2, 3] and [2] do not broadcast: 3 vs 2
export const b21 = logicalXor(flags, zeros([2]))
//! zeros([4]) : div: [2, 3] and [4] do not broadcast: 3 vs 4
export const b22 = div(x, zeros([4]))
//! zeros([4]) : div: [2, 3] and [4] do not broadcast: 3 vs 4
export const b23 = div(x, zeros([4]), { rounding: "floor" })
//! zeros([4]) : div: [2, 3] and [4] do not broadcast: 3 vs 4
export const b24 = pipe(x, div(zeros([4])))
//! flags : div needs numbers, got bool: use cast(x, "int32") first
export const b25 = div(flags, flags, { rounding: "floor" })
//> div: unknown rounding "ceil": use floor | trunc
//! rounding : Type '"ceil"' is not assignable to type '"floor" | "trunc"
export const b26 = div(x, 2, { rounding: "ceil" })
//! min : clamp: [2, 3] and [4] do not broadcast: 3 vs 4
export const b27 = clamp(x, { min: zeros([4]) })
//! max : clamp: [2, 3] and [4] do not broadcast: 3 vs 4
export const b28 = clamp(x, { min: row, max: zeros([4]) })
//! max : clamp: [2, 3] and [4] do not broadcast: 3 vs 4
export const b29 = pipe(x, clamp({ max: zeros([4]) }))
//! flags : clamp needs numbers, got bool: use cast(x, "int32") first
export const b30 = clamp(flags, { min: 0 })
//! clamp({ min: 0 }) : clamp needs numbers, got bool: use cast(x, "int32") first
export const b31 = pipe(flags, clamp({ min: 0 }))
//> clamp: unknown option low: use min | max
//! low : Type 'number' is not assignable to type 'never'
export const b32 = clamp(x, { min: 0, low: 1 })
const below = clamp({ max: zeros([4]) })
//! x : clamp: [2, 3] and [4] do not broadcast: 3 vs 4
export const b33 = below(x)

// generic code, unions, what is not known
const unit01 = <S extends Shape>(y: Tensor<S>) => clamp(y, { min: 0, max: 1 })
export const c1 = unit01(x)
//? Tensor<[2, 3], "float32">
const halves = <B extends number>(y: Tensor<[B, 3]>) => div(y, row, { rounding: "floor" })
export const c2 = halves(ones([7, 3]))
//? Tensor<[7, 3], "float32">
const radius = <M extends number, N extends number>(y: Tensor<[M, N]>) => hypot(y, y)
export const c3 = radius(x)
//? Tensor<[2, 3], "float32">
const squash = flow(sin, clamp({ min: 0 }), pow(2))
export const c4 = squash(ones([5]))
//? Tensor<[5], "float32">
export const c5 = clamp(unranked, { min: row })
//? Tensor<number[], "float32">
const bounds: { readonly min?: number } = { min: 0 }
export const c6 = clamp(x, bounds)
//? Tensor<[2, 3], "float32">
const either = (n > 1 ? x : ones([4, 3])) as Tensor<[2, 3]> | Tensor<[4, 3]>
export const c7 = pow(either, row)
//? Tensor<[2, 3] | [4, 3], "float32">

//| div(x, 2, { rounding: § }) : "floor" "trunc"
//| pipe(x, div(2, { rounding: § })) : "floor" "trunc"
