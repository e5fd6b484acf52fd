/** @file Shapes in messages, and results that are either a shape or a message. */
import type { Dim, Shape } from "./tensor.js"

/** A shape as messages print it: `[batch, 3]`, or `[..., 3]` where only the last dims are known. */
export type Show<S extends Shape> = number extends S["length"] ? `[...${ShowEnd<S>}]` : `[${Join<S>}]`

/** The dims at the end from the first known one on: what is before may be any number of dims, of any size. */
type ShowEnd<S extends Shape, Text extends string = "", Shown extends string = ""> = S extends readonly [
  ...infer Rest extends Shape,
  infer Last extends Dim,
]
  ? number extends Last
    ? ShowEnd<Rest, `, ?${Text}`, Shown>
    : ShowEnd<Rest, `, ${Last}${Text}`, `, ${Last}${Text}`>
  : Shown

type Join<S extends readonly (Dim | boolean)[], Text extends string = ""> = S extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? Join<Tail, Text extends "" ? `${Head}` : `${Text}, ${Head}`>
  : Text

/**
 * A parameter's type: the message if there is one, else `T`. TypeScript still infers through `T`, and because the
 * condition does not distribute, it accepts a deferred check in generic code and leaves it to the caller.
 */
export type Ok<Fault, T> = [Fault] extends [string] ? Fault : T

/** The shape of a checked relation; a refused one has no known shape, so nothing else is reported after it. */
export type Out<R> = R extends infer S extends Shape ? S : number[]
