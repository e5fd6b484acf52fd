/** @file Every function that kernels round: where it is measured besides everywhere, and how far off it may be. */
import { applyBinary as binaryLanes, applyUnary as unaryLanes } from "../../../src/codegen/lanes.js"
import type { BinaryFn, UnaryFn } from "../../../src/graph/op.js"
import { applyBinary, applyUnary } from "../../../src/graph/scalar.js"
import type { Target } from "../../../src/schedule/target.js"
import { binaryOp, unaryOp } from "../../graph/functions.js"
import { vectorFunction } from "../kernel.js"
import { type Accuracy, measure, randomPoints, specialPoints } from "./accuracy.js"

export type Range = readonly [low: number, high: number]

export interface Case {
  readonly fn: string
  /** A range for each operand, once or more: half of the points lie there, half are any float32. */
  readonly ranges: readonly (readonly Range[])[]
  /** in units of the last place */
  readonly bound: number
  readonly reference: (...operands: readonly number[]) => number
  readonly build: (target: Target) => (...operands: readonly Float32Array[]) => Float32Array
}

/** The largest error over all ranges and the special values. */
export const worst = ({ ranges, reference, build }: Case, target: Target, points: number): Accuracy => {
  const apply = build(target)
  const samples = ranges.map((operands, i) =>
    operands.map(([low, high], j) => randomPoints(Math.ceil(points / ranges.length), low, high, 2 * i + j + 1)),
  )
  const specials = pairsOf(specialPoints(), (ranges[0] as readonly Range[]).length)
  return [...samples, specials]
    .map((operands) => measure(apply, reference, operands))
    .reduce((a, b) => ({ ...(b.ulps > a.ulps ? b : a), wrong: [...a.wrong, ...b.wrong] }))
}

// internal

interface Rule {
  readonly bound: number
  readonly ranges: readonly (readonly Range[])[]
}

const of1 = (bound: number, ...ranges: readonly Range[]): Rule => ({ bound, ranges: ranges.map((range) => [range]) })
const of2 = (bound: number, a: Range, b: Range): Rule => ({ bound, ranges: [[a, b]] })

const unaries: { readonly [F in Exclude<UnaryFn, "neg" | "abs" | "sign" | "not" | "geluSlope">]: Rule } = {
  floor: of1(0, [-9, 9]),
  ceil: of1(0, [-9, 9]),
  round: of1(0, [-9, 9]),
  trunc: of1(0, [-9, 9]),
  sqrt: of1(0.501, [0, 4]),
  exp: of1(1.2, [-104, 89], [-1, 1]),
  exp2: of1(1.1, [-150, 128], [-1, 1]),
  expm1: of1(1.5, [-20, 89], [-1, 1]),
  log: of1(1.2, [0.5, 2]),
  log2: of1(0.51, [0.5, 2]),
  log10: of1(0.51, [0.5, 2]),
  log1p: of1(1.2, [-1, 4], [-0.3, 0.5]),
  sin: of1(1.5, [-7, 7], [-1e5, 1e5]),
  cos: of1(1.5, [-7, 7], [-1e5, 1e5]),
  atan: of1(1.6, [-5, 5]),
  tanh: of1(1.85, [-10, 10]),
  sigmoid: of1(2, [-104, 20], [-5, 5]),
  erf: of1(1.4, [-4, 4]),
  erfc: of1(0.52, [-4, 10.1]),
  gelu: of1(3.8, [-14.5, 5], [-1, 1]),
}

const binaries: { readonly [F in Extract<BinaryFn, "div" | "pow" | "atan2" | "rem">]: Rule } = {
  div: of2(0.501, [-2, 2], [-2, 2]),
  pow: of2(0.52, [0, 20], [-10, 10]),
  atan2: of2(0.52, [-2, 2], [-2, 2]),
  rem: of2(0, [-100, 100], [-10, 10]),
}

/** Every number with every other, thinned out. */
const pairsOf = (xs: Float32Array, arity: number): readonly Float32Array[] => {
  if (arity === 1) return [xs]
  const few = [...xs.filter((_, i) => i % 3 === 0 || xs.length - i <= 4)]
  return [Float32Array.from(few.flatMap((x) => few.map(() => x))), Float32Array.from(few.flatMap(() => few))]
}

export const cases: readonly Case[] = [
  ...Object.entries(unaries).map(([name, rule]): Case => {
    const fn = name as keyof typeof unaries
    const op = unaryOp(fn, "float32")
    return {
      fn,
      ...rule,
      reference: applyUnary(op, "float32") as Case["reference"],
      build: (target) => vectorFunction((v, x) => unaryLanes(v, op, x, "float32"), target),
    }
  }),
  ...Object.entries(binaries).map(([name, rule]): Case => {
    const fn = name as keyof typeof binaries
    const op = binaryOp(fn, "float32")
    return {
      fn,
      ...rule,
      reference: applyBinary(op, "float32") as Case["reference"],
      build: (target) => vectorFunction((v, a, b) => binaryLanes(v, op, a, b, "float32"), target, 2),
    }
  }),
]
