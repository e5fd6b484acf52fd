/** @file Formulas over nodes of one shape and dtype, in which a number stands for a tensor of it. */
import { binary, broadcastTo, compare, fill, insertAxes, select, unary } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import type { CompareFn, PlainBinaryFn, PlainUnaryFn } from "../graph/op.js"
import { log1p, sigmoid } from "../primitives/elementary.js"
import { isFloat } from "../shape/dtype.js"
import { withSlopes } from "./stated.js"

/** At least one of an expression's terms is a node. */
export type Term = Node | number

export const plus = (a: Term, b: Term): Node => both("add", a, b)
export const minus = (a: Term, b: Term): Node => both("sub", a, b)
export const times = (a: Term, b: Term): Node => both("mul", a, b)
export const over = (a: Term, b: Term): Node => both("div", a, b)
export const larger = (a: Term, b: Term): Node => both("maximum", a, b)
export const smaller = (a: Term, b: Term): Node => both("minimum", a, b)

export const of = (fn: PlainUnaryFn, x: Node): Node => unary(fn, x)

export const is = (a: Node, fn: CompareFn, b: Term): Node => compare(fn, a, termOf(b, a))

export const choose = (condition: Node, a: Term, b: Term): Node => {
  const like = nodeAmong(a, b)
  return select(condition, termOf(a, like), termOf(b, like))
}

/** x, but at least 0: NaN stays, and 0 itself passes its gradient on, as in PyTorch's clamp_min. */
export const notBelowZero = (x: Node): Node => choose(is(x, "lt", 0), 0, x)

/**
 * log(1 + e^-|x|): how far softplus is above its two lines. Its second derivative is that of softplus, also at 0, where
 * the kinks of |x| cancel those of the lines.
 */
export const softTail = (x: Node): Node =>
  withSlopes(log1p(fading(x)), [x], (_, [at]) => {
    const power = fading(at as Node)
    const slope = times(of("neg", of("sign", at as Node)), over(power, plus(power, 1)))
    return [withSlopes(slope, [at as Node], (__, [x]) => [times(sigmoid(x as Node), sigmoid(of("neg", x as Node)))])]
  })

/** Where an element is the largest or smallest of those it is compared with, which NaN is wherever it is one. */
export const isExtreme = (x: Node, extremum: Node): Node => {
  const isEqual = is(x, "eq", extremum)
  return isFloat(x.dtype) ? binary("or", isEqual, is(x, "ne", x)) : isEqual
}

/** What a reduction over the (ascending) axes left, along them again. */
export const along = (reduced: Node, axes: readonly number[], shape: readonly number[]): Node =>
  broadcastTo(insertAxes(reduced, axes), shape)

// internal

const fading = (x: Node): Node => of("exp", of("neg", of("abs", x)))

const both = (fn: PlainBinaryFn, a: Term, b: Term): Node => {
  const like = nodeAmong(a, b)
  return binary(fn, termOf(a, like), termOf(b, like))
}

const nodeAmong = (a: Term, b: Term): Node => (isNode(a) ? a : (b as Node))

const termOf = (x: Term, like: Node): Node => (isNode(x) ? x : fill(x, like.shape, like.dtype))
