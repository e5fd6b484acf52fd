/** @file The derivatives of operations of two numbers, from the cotangent of the result to those of both. */
import { binary, compare, fill, select, unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { BinaryFn } from "../graph/op.js"
import { withInputs } from "../graph/walk.js"
import type { Cotangents } from "./cotangents.js"

type Rule = (g: Node, a: Node, b: Node, y: Node) => Cotangents

const none: Rule = () => []

/** The larger (smaller) operand gets the cotangent; where they are equal each gets half, as in PyTorch. */
const chosen =
  (loses: "lt" | "gt", wins: "lt" | "gt"): Rule =>
  (g, a, b) => {
    const zero = like(g, 0)
    const shared = (rest: Node) => select(compare("eq", a, b), binary("mul", g, like(g, 0.5)), rest)
    return [shared(select(compare(loses, a, b), zero, g)), shared(select(compare(wins, a, b), zero, g))]
  }

export const binaryCotangents: { readonly [F in BinaryFn]: Rule } = {
  add: (g) => [g, g],
  sub: (g) => [g, unary("neg", g)],
  mul: (g, a, b) => [binary("mul", g, b), binary("mul", g, a)],
  div: (g, _, b, y) => [binary("div", g, b), unary("neg", binary("div", binary("mul", g, y), b))],
  maximum: chosen("lt", "gt"),
  minimum: chosen("gt", "lt"),
  and: none,
  or: none,
  // an exponent of 0 makes the base not matter, and a base of 0 the exponent, where the formulas have 0 · ∞
  pow: (g, a, b, y) => {
    const lower = withInputs(y, [a, binary("sub", b, like(b, 1))])
    const slope = select(compare("eq", b, like(b, 0)), like(a, 0), binary("mul", b, lower))
    const isZero = compare("eq", a, like(a, 0))
    const isConstant = select(isZero, compare("ge", b, like(b, 0)), fill(0, a.shape, "bool"))
    const growth = select(isConstant, like(a, 0), binary("mul", y, unary("log", a)))
    return [binary("mul", g, slope), binary("mul", g, growth)]
  },
  atan2: (g, a, b) => {
    const scaled = binary("div", g, binary("add", binary("mul", a, a), binary("mul", b, b)))
    return [binary("mul", scaled, b), unary("neg", binary("mul", scaled, a))]
  },
  rem: (g, a, b) => [g, unary("neg", binary("mul", g, unary("trunc", binary("div", a, b))))],
  quotient: none,
}

// internal

const like = (x: Node, value: number): Node => fill(value, x.shape, x.dtype)
