/** @file Pooling: every window of an image becomes one number; channels and batch stay. */
import type { FitFault } from "./conv.js"
import type { Add, DivMod, Mul, Sub } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"
import type {
  At,
  Blame,
  Dilation,
  Entry,
  Kernel,
  Literal,
  Minus,
  PerAxis,
  Places,
  Reach,
  Side,
  SizesFault,
  Windows,
} from "./window.js"
import type { HalfKernelMessage } from "./window-messages.js"

export interface PoolOptions<Axes extends 1 | 2> {
  /** The size of a window. */
  readonly kernel: PerAxis[Axes]
  /** From one window to the next; the kernel's size unless given. */
  readonly stride?: PerAxis[Axes]
  /** Elements that count for nothing, on both sides of an axis; 0 unless given, half a kernel at most. */
  readonly padding?: PerAxis[Axes]
  /** Whether a last window may hang over the end. */
  readonly ceilMode?: boolean
}

export interface MaxPoolOptions<Axes extends 1 | 2> extends PoolOptions<Axes> {
  /** From one element of a window to the next; 1 unless given. */
  readonly dilation?: PerAxis[Axes]
}

export interface AvgPoolOptions<Axes extends 1 | 2> extends PoolOptions<Axes> {
  /** Whether padding counts as zeros in the mean; true unless given. */
  readonly countIncludePad?: boolean
}

export interface AvgPool2dOptions extends AvgPoolOptions<2> {
  /** What the sum of a window is divided by, instead of the number of its elements. */
  readonly divisorOverride?: number
}

export type Pool<Axes extends 1 | 2, S extends Shape, O> = S extends unknown ? Pooled<Axes, S, O> : never

/** The first mistake in the options, as blame, else `unknown`. */
export type PoolFault<Op extends string, Axes extends 1 | 2, S extends Shape, O> = [number] extends [S["length"]]
  ? unknown
  : [S["length"]] extends [Axes extends 1 ? 2 | 3 : 3 | 4]
    ? SizesFault<
        Op,
        [
          ["kernel", 1, Entry<O, "kernel", number>],
          ["stride", 1, Entry<O, "stride", 1>],
          ["padding", 0, Entry<O, "padding", 0>],
          ["dilation", 1, Entry<O, "dilation", 1>],
        ]
      > extends infer Fault extends Blame<string, string>
      ? Fault
      : AxesFault<Op, Axes, S, O>
    : unknown

// internal

type Pooled<Axes extends 1 | 2, S extends Shape, O> = Axes extends 1
  ? S extends readonly [...infer Lead extends Shape, infer L extends Dim]
    ? [...Lead, Spatial<L, O, 0>]
    : number[]
  : S extends readonly [...infer Lead extends Shape, infer H extends Dim, infer L extends Dim]
    ? [...Lead, Spatial<H, O, 0>, Spatial<L, O, 1>]
    : number[]

type Stride<O, I extends 0 | 1> = At<Entry<O, "stride", Entry<O, "kernel", number>>, I>
type Far<O, I extends 0 | 1> = Reach<Kernel<O, I>, Dilation<O, I>>

type Spatial<D extends Dim, O, I extends 0 | 1> =
  Entry<O, "ceilMode", false> extends false
    ? Windows<D, Mul<2, Side<O, I>>, Far<O, I>, Stride<O, I>>
    : Entry<O, "ceilMode", false> extends true
      ? Hanging<Literal<D>, Side<O, I>, Far<O, I>, Stride<O, I>>
      : number

/** Windows up to one that hangs over the end, if it begins before the padding there. */
type Hanging<N extends number, P extends number, Reaches extends number, Step extends number> = Step extends 0
  ? number
  : Places<N, Mul<2, P>, Reaches> extends infer Room extends number
    ? DivMod<Minus<Room, 1>, Step> extends [infer Whole extends number, infer Rest]
      ? Rest extends 0
        ? Add<Whole, 1>
        : Sub<Add<N, P>, Add<Mul<Add<Whole, 1>, Step>, 1>> extends false
          ? Add<Whole, 1>
          : Add<Whole, 2>
      : number
    : number

type AxesFault<Op extends string, Axes extends 1 | 2, S extends Shape, O> = Axes extends 1
  ? S extends readonly [...infer Lead, infer L]
    ? AxisFault<Op, S, Lead["length"], L, O, 0>
    : unknown
  : S extends readonly [...infer Lead, infer H, infer L]
    ? AxisFault<Op, S, Lead["length"], H, O, 0> extends infer Fault extends Blame<string, string>
      ? Fault
      : AxisFault<Op, S, [...Lead, H]["length"], L, O, 1>
    : unknown

type AxisFault<Op extends string, S extends Shape, Index extends number, D, O, I extends 0 | 1> =
  Sub<Kernel<O, I>, Mul<2, Side<O, I>>> extends false
    ? Blame<"padding", HalfKernelMessage<Op, Side<O, I>, Kernel<O, I>>>
    : FitFault<Op, "kernel", S, Index, D, Kernel<O, I>, Mul<2, Side<O, I>>, Side<O, I>, Dilation<O, I>>
