/** @file The call forms of padding, and of copies side by side. */
import type { Fn, Operation } from "../fn.js"
import type { NegativeFault } from "../negative.js"
import type { Pad, PadFault, PadOptions, Widths } from "../pad.js"
import type { Ok } from "../shape.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Tile } from "../tile.js"
import type {
  Before,
  Called,
  DTypeOf,
  IfTensor,
  InPipe,
  Input,
  Late,
  Like,
  NoStep,
  ShapeBefore,
  ShapeOf,
  Step,
} from "./subject.js"

export interface PadFn<W, O> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Ok<PadFault<S, W, O>, Pad<S, W>> : never
}

/** The data-last form. */
export interface Padding<W, O, C extends Step = NoStep> extends Operation<PadFn<W, O>> {
  <X extends AnyTensor>(
    x: Ok<Late<C, PadFault<X["shape"], W, O>>, X> & Before<C, X>,
  ): Tensor<Pad<Input<C, X["shape"]>, W>, X["dtype"]>
}

/** `pad(x, widths)`, `pad(x, widths, value or options)`, `pad(widths)`, `pad(widths, value or options)` */
export interface PadOp extends InPipe {
  <
    C extends Shape = never,
    const X extends AnyTensor | Widths = AnyTensor | Widths,
    const W extends IfTensor<X, Widths, number | PadOptions> | undefined = undefined,
    const O extends IfTensor<X, number | PadOptions, never> | undefined = undefined,
  >(
    x: Ok<[X] extends [Like] ? unknown : PadFault<ShapeBefore<C>, X, W>, X>,
    widths?: Ok<[X] extends [Like] ? PadFault<X["shape"], W, O> : unknown, W>,
    options?: O,
  ): Called<X, Tensor<Pad<ShapeOf<X>, W>, DTypeOf<X>>, Padding<X, W, [C]>>
}

export interface TileFn<R extends readonly number[]> extends Fn {
  readonly out: this["in"] extends infer S extends Shape ? Tile<S, R> : never
}

export interface Tiling<R extends readonly number[]> extends Operation<TileFn<R>> {
  <X extends AnyTensor>(x: X): Tensor<Tile<X["shape"], R>, X["dtype"]>
}

/** `tile(x, copies)`, `tile(copies)` */
export interface TileOp {
  <const R extends number[]>(copies: Ok<NegativeFault<"tile", R[number]>, R>): Tiling<R>
  <X extends AnyTensor, const R extends number[]>(
    x: X,
    copies: Ok<NegativeFault<"tile", R[number]>, R>,
  ): Tensor<Tile<X["shape"], R>, X["dtype"]>
}
