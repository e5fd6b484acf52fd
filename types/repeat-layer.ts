/** @file A layer several times in a row, each time with parameters of its own. */
import type { Refusal } from "./agree.js"
import type { AnyLayer } from "./fn.js"
import type { Model } from "./layer.js"
import type { SequentialFn, SequentialParams, Start, Walk } from "./sequential.js"
import type { Ok } from "./shape.js"
import type { IsRandom, StatesOf } from "./training.js"

/** `repeat(count, layer)` */
export type RepeatLayerOp = <const N extends number, L extends AnyLayer>(
  count: N,
  layer: Ok<RepeatFault<Copies<N, L>>, L>,
) => Repeated<N, L>

export interface Repeated<N extends number, L extends AnyLayer>
  extends Model<SequentialFn<Copies<N, L>>, SequentialParams<Copies<N, L>>, StatesOf<Copies<N, L>, L>, IsRandom<L>> {}

// internal

/** A list of unknown length if the count is no literal below 1000. */
type Copies<N extends number, L, R extends L[] = []> = number extends N
  ? L[]
  : R["length"] extends N
    ? R
    : R["length"] extends 999
      ? L[]
      : Copies<N, L, [...R, L]>

type RepeatFault<L extends readonly unknown[]> = Walk<L, Start<L>> extends infer R extends Refusal ? R["says"] : unknown
