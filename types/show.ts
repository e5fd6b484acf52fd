/** @file Shapes as messages write them: `[batch, 784]`. */
import type { Dim, Shape } from "./tensor.js"

export type Show<S extends Shape> = number extends S["length"] ? "[...]" : `[${Join<S>}]`

// internal

type Join<S extends Shape, R extends string = ""> = S extends readonly [infer H extends Dim, ...infer T extends Shape]
  ? Join<T, R extends "" ? `${H}` : `${R}, ${H}`>
  : R
