/** @file Elementwise functions of two operands in a table: as the table of one, with slopes in both. */
import * as division from "../../src/api/division.js"
import * as power from "../../src/api/power.js"
import * as special from "../../src/api/special.js"
import * as trigonometry from "../../src/api/trigonometry.js"
import { untyped } from "./untyped.js"

type Point = readonly [a: number, b: number]

export interface OperandCase {
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: operations as JavaScript sees them
  readonly f: (...args: any[]) => any
  readonly of: (a: number, b: number) => number
  readonly at: readonly Point[]
  readonly special: readonly (readonly [...Point, value: number])[]
  readonly slopes?: readonly (readonly [...Point, da: number, db: number])[]
}

const t = untyped({ ...division, ...power, ...special, ...trigonometry })
const { NaN: nan, POSITIVE_INFINITY: inf } = Number

const around: readonly Point[] = [3.7, -3.7, 0.4, -12.25].flatMap((a) =>
  [2.3, -2.3, 0.7, -9.1].map((b): Point => [a, b]),
)
const right = around.map(([a, b]): Point => [a, Math.abs(b)])
const upper = around.map(([a, b]): Point => [Math.abs(a), b])
const floorMod = (a: number, b: number) => a - b * Math.floor(a / b)

export const operandCases: readonly OperandCase[] = [
  {
    name: "atan2",
    f: t.atan2,
    of: Math.atan2,
    at: around,
    special: [
      [0, 1, 0],
      [-0, 1, -0],
      [0, -1, Math.PI],
      [-0, -1, -Math.PI],
      [1, 0, Math.PI / 2],
      [inf, inf, Math.PI / 4],
      [nan, 1, nan],
    ],
  },
  {
    name: "hypot",
    f: t.hypot,
    of: Math.hypot,
    at: around,
    special: [
      [0, 0, 0],
      [3e30, 4e30, 5e30],
      [3e-30, -4e-30, 5e-30],
      [inf, nan, inf],
      [nan, -inf, inf],
      [nan, 1, nan],
      [-inf, 1, inf],
    ],
    slopes: [
      [0, 0, nan, nan],
      [3e30, 4e30, 0.6, 0.8],
      [-2, 0, -1, 0],
    ],
  },
  {
    name: "xlogy",
    f: t.xlogy,
    of: (a, b) => a * Math.log(b),
    at: right,
    special: [
      [0, 0, 0],
      [0, -1, 0],
      [0, inf, 0],
      [0, nan, nan],
      [nan, 1, nan],
      [2, 0, -inf],
      [1, -1, nan],
    ],
    slopes: [
      [0, 2, Math.log(2), 0],
      [0, 0, 0, nan],
      [0, -2, 0, -0],
    ],
  },
  {
    name: "logaddexp",
    f: t.logaddexp,
    of: (a, b) => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))),
    at: around,
    special: [
      [1000, 1000, 1000 + Math.LN2],
      [-inf, -inf, -inf],
      [inf, inf, inf],
      [inf, -inf, inf],
      [-inf, 3, 3],
      [nan, 1, nan],
    ],
    slopes: [
      [0, 0, 0.5, 0.5],
      [1000, -1000, 1, 0],
      [-inf, -inf, 0.5, 0.5],
      [-inf, 3, 0, 1],
    ],
  },
  {
    name: "pow",
    f: t.pow,
    of: Math.pow,
    at: upper,
    special: [
      [-2, 3, -8],
      [-2, 0.5, nan],
      [0, 0, 1],
      [nan, 0, 1],
      [1, nan, 1],
      [0, -1, inf],
      [-1, inf, 1],
      [2, inf, inf],
    ],
    slopes: [
      [0, 0, 0, 0],
      [0, 2, 0, 0],
      [3, 0, 0, Math.log(3)],
      [-2, 3, 12, nan],
    ],
  },
  {
    name: "remainder",
    f: t.remainder,
    of: floorMod,
    at: around,
    special: [
      [6, 3, 0],
      [-6, 3, -0],
      [-1, inf, inf],
      [1, -inf, -inf],
      [1, inf, 1],
      [1, 0, nan],
      [inf, 2, nan],
      [nan, 2, nan],
    ],
    slopes: [
      [7, 3, 1, -2],
      [-7, 3, 1, 3],
      [7, -3, 1, 3],
      [6, 3, 1, -2],
    ],
  },
  {
    name: "fmod",
    f: t.fmod,
    of: (a, b) => a % b,
    at: around,
    special: [
      [-6, 3, -0],
      [-1, inf, -1],
      [1, 0, nan],
      [inf, 2, nan],
    ],
    slopes: [
      [7, 3, 1, -2],
      [-7, 3, 1, 2],
    ],
  },
  {
    name: "floorDivide",
    f: t.floorDivide,
    of: (a, b) => Math.floor(a / b),
    at: around,
    special: [
      [1, 0.1, 9],
      [6, 3, 2],
      [-6, 3, -2],
      [-1, inf, -1],
      [0.5, 3, 0],
      [-0, 3, -0],
      [1, 0, inf],
      [-1, 0, -inf],
      [0, 0, nan],
      [inf, 1, nan],
      [nan, 1, nan],
    ],
    slopes: [
      [7, 3, 0, 0],
      [1, 0, 0, 0],
    ],
  },
  {
    name: "div rounded to the integer below",
    f: (a, b) => t.div(a, b, { rounding: "floor" }),
    of: (a, b) => Math.floor(a / b),
    at: around,
    special: [
      [-7, 2, -4],
      [1, 0, inf],
    ],
    slopes: [[7, 3, 0, 0]],
  },
  {
    name: "div rounded towards 0",
    f: (a, b) => t.div(a, b, { rounding: "trunc" }),
    of: (a, b) => Math.trunc(a / b),
    at: around,
    special: [
      [-7, 2, -3],
      [1, 0, inf],
      [0, 0, nan],
    ],
    slopes: [[7, 3, 0, 0]],
  },
]
