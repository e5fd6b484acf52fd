/** @file The functions of more than a few instructions that every program has, for each element. */
import type { FloatDType } from "./elements.js"
import { exp, expNonPositive, plusExp } from "./exponential.js"
import { log } from "./logarithm.js"
import type { Vector, VectorBuilder } from "./vectors.js"
import * as wide from "./wide-exponential.js"
import { log as wideLog } from "./wide-logarithm.js"

interface Transcendentals {
  readonly exp: (v: VectorBuilder, x: Vector) => Vector
  /** The exp of softmax: see `schedule/nest.ts`. */
  readonly expNonPositive: (v: VectorBuilder, x: Vector) => Vector
  /** sum + expNonPositive x */
  readonly plusExp: (v: VectorBuilder, x: Vector, sum: Vector) => Vector
  readonly log: (v: VectorBuilder, x: Vector) => Vector
}

export const transcendentals: { readonly [D in FloatDType]: Transcendentals } = {
  float32: { exp, expNonPositive, plusExp, log },
  float64: { exp: wide.exp, expNonPositive: wide.expNonPositive, plusExp: wide.plusExp, log: wideLog },
}
