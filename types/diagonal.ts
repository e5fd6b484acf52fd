/** @file Diagonals of two axes, which give way to one at the end. */
import type { Norm } from "./axis.js"
import type { Known, Same } from "./dim.js"
import type { Sub } from "./nat.js"
import type { Dim, Shape } from "./tensor.js"

/** The shape without the axes `A` and `B`, with the length of their diagonal `K`, counted towards `B`. */
export type Diagonal<S extends Shape, K, A, B> = S extends unknown ? Diagonals<S, K, A, B> : never

type Diagonals<S extends Shape, K, A, B> = number extends S["length"]
  ? number[]
  : true extends Known<A> & Known<B>
    ? Norm<A, S["length"]> extends infer I extends number
      ? Norm<B, S["length"]> extends infer J extends number
        ? [...Without<S, I | J>, Length<S[I], S[J], K>]
        : never
      : never
    : number[]

// internal

type Without<S extends Shape, Gone, Kept extends Shape = [], Walked extends 0[] = []> = S extends readonly [
  infer Head extends Dim,
  ...infer Tail extends Shape,
]
  ? Without<Tail, Gone, Walked["length"] extends Gone ? Kept : [...Kept, Head], [...Walked, 0]>
  : Kept

type Length<M extends Dim, N extends Dim, K> = K extends 0
  ? Same<M, N> extends true
    ? M
    : Least<M, N>
  : Known<K> extends true
    ? `${K & number}` extends `-${infer Down extends number}`
      ? Least<Rest<M, Down>, N>
      : Least<M, Rest<N, K & number>>
    : number

type Rest<D extends Dim, K extends number> = D extends number ? (Sub<D, K> extends infer N extends number ? N : 0) : D

type Least<M extends Dim, N extends Dim> = [M, N] extends [infer X extends number, infer Y extends number]
  ? true extends Known<X> & Known<Y>
    ? Sub<X, Y> extends false
      ? X
      : Y
    : number
  : number
