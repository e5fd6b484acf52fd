/** @file One axis cut into two halves, which become one. */
import type { HalfMessage } from "./activation-messages.js"
import type { Norm, Resize } from "./axis.js"
import type { IsUnion, Known } from "./dim.js"
import type { DivMod } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"

/** A named dim has no half that is known. */
export type Halve<S extends Shape, A> = S extends unknown ? Halved<S, A> : never

/** A message when the axis has an odd size, else `unknown`. */
export type HalveFault<S extends Shape, A> = [number] extends [S["length"]]
  ? unknown
  : IsUnion<A> extends true
    ? unknown
    : A extends number
      ? S[Norm<A, S["length"]> & keyof S] extends infer D extends Dim
        ? Rest<D> extends 1
          ? HalfMessage<S, A, D>
          : unknown
        : unknown
      : unknown

// internal

type Halved<S extends Shape, A> =
  Known<A> extends true
    ? number extends S["length"]
      ? number[]
      : Resize<S, Norm<A, S["length"]> & number, Half<S[Norm<A, S["length"]> & keyof S]>>
    : number[]

type Half<D> = D extends number ? (Known<D> extends true ? DivMod<D, 2>[0] : number) : number

type Rest<D> = D extends number ? (Known<D> extends true ? DivMod<D, 2>[1] : 0) : 0
