/** @file The windows of an image as columns: [N, C, H, W] gives [N, C · KH · KW, L]. */
import type { FitFault } from "./conv.js"
import type { Mul } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"
import type {
  At,
  Blame,
  Dilation,
  Entry,
  Kernel,
  Literal,
  PerAxis,
  Reach,
  Side,
  SizesFault,
  Windows,
} from "./window.js"

export interface UnfoldOptions {
  /** The size of a window. */
  readonly kernel: PerAxis[2]
  /** From one window to the next; 1 unless given. */
  readonly stride?: PerAxis[2]
  /** Zeros on both sides of an axis; 0 unless given. */
  readonly padding?: PerAxis[2]
  /** From one element of a window to the next; 1 unless given. */
  readonly dilation?: PerAxis[2]
}

export type Unfold<S extends Shape, O> = S extends unknown ? Unfolded<S, O> : never

/** The first mistake in the options, as blame, else `unknown`. */
export type UnfoldFault<S extends Shape, O> = [number] extends [S["length"]]
  ? unknown
  : [S["length"]] extends [3 | 4]
    ? SizesFault<
        "unfold",
        [
          ["kernel", 1, Entry<O, "kernel", number>],
          ["stride", 1, Entry<O, "stride", 1>],
          ["padding", 0, Entry<O, "padding", 0>],
          ["dilation", 1, Entry<O, "dilation", 1>],
        ]
      > extends infer Fault extends Blame<string, string>
      ? Fault
      : AxesFault<S, O>
    : unknown

// internal

type Unfolded<S extends Shape, O> = S extends readonly [
  ...infer Lead extends Shape,
  infer C extends Dim,
  infer H extends Dim,
  infer L extends Dim,
]
  ? [...Lead, Mul<Literal<C>, Mul<Kernel<O, 0>, Kernel<O, 1>>>, Mul<Literal<Count<H, O, 0>>, Literal<Count<L, O, 1>>>]
  : number[]

type Count<D extends Dim, O, I extends 0 | 1> = Windows<
  D,
  Mul<2, Side<O, I>>,
  Reach<Kernel<O, I>, Dilation<O, I>>,
  At<Entry<O, "stride", 1>, I>
>

type AxesFault<S extends Shape, O> = S extends readonly [...infer Lead, infer H, infer L]
  ? AxisFault<S, Lead["length"], H, O, 0> extends infer Fault extends Blame<string, string>
    ? Fault
    : AxisFault<S, [...Lead, H]["length"], L, O, 1>
  : unknown

type AxisFault<S extends Shape, Index extends number, D, O, I extends 0 | 1> = FitFault<
  "unfold",
  "kernel",
  S,
  Index,
  D,
  Kernel<O, I>,
  Mul<2, Side<O, I>>,
  Side<O, I>,
  Dilation<O, I>
>
