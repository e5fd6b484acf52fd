/** @file The call forms of argmax and argmin: positions along one axis, or among all elements. */
import type { Axis, AxisFault } from "../axis.js"
import type { GivesFn, Operation } from "../fn.js"
import type { Reduce, ReduceAll } from "../reduce.js"
import type { Ok } from "../shape.js"
import type { DTypeFault } from "../takes.js"
import type { AnyTensor, Shape, Tensor } from "../tensor.js"
import type { Keep, ReduceAllFn, ReduceFn, ReduceOptions } from "./reduce.js"
import type {
  AxisOf,
  AxisOrTensor,
  Before,
  Called,
  IfTensor,
  InPipe,
  Late,
  NoStep,
  Offered,
  ShapeOf,
  Step,
  SubjectFault,
} from "./subject.js"

/** The data-last form. */
export interface Seeking<Op extends string, A, K, C extends Step = NoStep>
  extends Operation<GivesFn<"int32", ReduceFn<Op, A, K>>> {
  <X extends AnyTensor>(
    x: Ok<DTypeFault<"number", Op, X["dtype"]>, Ok<Late<C, AxisFault<Op, X["shape"], A>>, X>> & Before<C, X>,
  ): Tensor<Reduce<X["shape"], A, K>, "int32">
}

/** The second argument: an axis after a tensor, options after an axis. */
type Second<X> = IfTensor<X, AxisOf<X>, ReduceOptions>

/** `op(x)`, `op(x, dim)`, `op(dim)`, `op(dim, options)`, as one signature; `op(x, dim, options)`. */
export interface SeekOp<Op extends string> extends InPipe, Operation<GivesFn<"int32", ReduceAllFn>> {
  <
    C extends Shape = never,
    const X extends AxisOrTensor<C> = AxisOrTensor<C>,
    const A extends Second<X> | undefined = undefined,
  >(
    x: Ok<SubjectFault<"number", Op, X>, X>,
    dim?: Offered<X> | A,
  ): Called<X, Tensor<Sought<ShapeOf<X>, NoInfer<A>, false>, "int32">, Seeking<Op, X, Keep<A>, [C]>>
  <X extends AnyTensor, const A extends Axis<X["shape"]> | undefined, const O extends ReduceOptions>(
    x: Ok<DTypeFault<"number", Op, X["dtype"]>, X>,
    dim: A,
    options: O,
  ): Tensor<Sought<X["shape"], A, Keep<O>>, "int32">
}

export type ArgmaxOp = SeekOp<"argmax">
export type ArgminOp = SeekOp<"argmin">

// internal

type Sought<S extends Shape, A, K> = [A] extends [undefined] ? ReduceAll<S, K> : Reduce<S, A, K>
