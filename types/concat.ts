/** @file Concatenation: shapes that agree but for one axis, whose sizes add up. */
import type { Agreement, Disagreement } from "./agree.js"
import type { AxisFault, Norm, Resize } from "./axis.js"
import type { IsUnion } from "./dim.js"
import type { ConcatScalarMessage } from "./movement-messages.js"
import type { Add } from "./nat.js"
import type { Shape } from "./tensor.js"

/** The shape of the tensors joined along `A`. */
export type Concat<L extends readonly Shape[], A> = Joined<L, Agreement<L>, A>

type Joined<L extends readonly Shape[], S extends Shape, A> = S extends unknown
  ? number extends S["length"]
    ? number[]
    : IsUnion<A> extends true
      ? number[]
      : number extends A
        ? number[]
        : Norm<A, S["length"]> extends infer At extends number
          ? Resize<S, At, number extends L["length"] ? number : Total<L, At>>
          : never
  : never

/** On the tensor at fault, as a `Refusal`, or on the list, as a sentence; else `unknown`. */
export type ConcatFault<L extends readonly Shape[], A> = L extends readonly [readonly [], ...(readonly Shape[])]
  ? { readonly at: "0"; readonly says: ConcatScalarMessage }
  : L extends readonly [infer First extends Shape, ...(readonly Shape[])]
    ? AxisFault<"concat", First, A> extends infer M extends string
      ? M
      : Disagreement<"concat", L, number extends A ? number : Norm<A, First["length"]>>
    : Disagreement<"concat", L, A>

// internal

/** Names and unknown sizes have no sum; alone they stay what they are. */
type Total<L extends readonly Shape[], At extends number> = L extends readonly [
  infer First extends Shape,
  ...infer Rest extends readonly Shape[],
]
  ? Rest extends readonly []
    ? First[At]
    : First[At] extends number
      ? Sum<Rest, At, First[At]>
      : number
  : number

type Sum<L extends readonly Shape[], At extends number, N extends number> = L extends readonly [
  infer Head extends Shape,
  ...infer Tail extends readonly Shape[],
]
  ? Head[At] extends number
    ? Sum<Tail, At, Add<N, Head[At]>>
    : number
  : N
