/** @file Dims by name: rearrange, reduce and repeat, after the Python library einops. */
import type { PatternReduceOp, RearrangeOp, Reduction } from "../../types/call/einops.js"
import { binary, cast, expand, fill, permute, reduce as reduceNode, reshapeTo, sameShape } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import { assertFloat, assertNumbers } from "../shape/dtype.js"
import { type Arrangement, type Atom, readEinops } from "../shape/einops.js"
import { ShapeError } from "../shape/error.js"
import { emptyAxisMessage } from "../shape/messages.js"
import { describe } from "../shape/operand.js"
import { type Form, operation } from "./dual.js"
import { assertTensor } from "./operand.js"

/** `rearrange(x, pattern)`, but not `rearrange(pattern)`. */
const patternLater: Form = {
  isWhole: (args) => typeof args[0] !== "string",
  mayWait: () => true,
  first: "a tensor or a pattern",
}

/**
 * The same numbers under the dims a pattern names: split, merged and in another order.
 *
 * Brackets split a dim on the left and merge dims on the right; in brackets all sizes but one must be known, from
 * `sizes`; `1` is a dim of size 1, `...` stands for any dims. `rearrange(pattern, sizes)` waits for its tensor.
 * Errors: ShapeError for a pattern that can't be read or doesn't fit. PyTorch: `einops.rearrange`.
 * @example
 * ```ts
 * import { rearrange, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2, 3, 4]])
 * toArray(rearrange(x, "b (h w) -> h w b", { h: 2 })) // [[[1], [2]], [[3], [4]]]
 * toArray(rearrange(tensor([[1, 2], [3, 4]]), "h w -> (w h)")) // [1, 3, 2, 4]
 * ```
 */
export const rearrange: RearrangeOp<"rearrange"> = operation(
  "rearrange(x, pattern, sizes)",
  patternLater,
  (x: unknown, pattern: unknown, sizes: unknown) => {
    const node = assertTensor("rearrange", x)
    return assembled(node, readEinops("rearrange", pattern, node.shape, sizes))
  },
)

/**
 * A tensor repeated along the dims that are new on the right of a pattern.
 *
 * A new dim is a number, or a name whose size is in `sizes`; otherwise patterns are those of `rearrange`.
 * `repeat(pattern, sizes)` waits for its tensor. Errors: ShapeError for a pattern that can't be read or doesn't fit.
 * PyTorch: `einops.repeat` (`Tensor.repeat` and `repeat_interleave` are `"n -> (r n)"` and `"n -> (n r)"`).
 * @example
 * ```ts
 * import { repeat, tensor, toArray } from "tuplet"
 * toArray(repeat(tensor([1, 2]), "n -> (n 2)")) // [1, 1, 2, 2]
 * toArray(repeat(tensor([1, 2]), "n -> r n", { r: 2 })) // [[1, 2], [1, 2]]
 * ```
 */
export const repeat: RearrangeOp<"repeat"> = operation(
  "repeat(x, pattern, sizes)",
  patternLater,
  (x: unknown, pattern: unknown, sizes: unknown) => {
    const node = assertTensor("repeat", x)
    return assembled(node, readEinops("repeat", pattern, node.shape, sizes))
  },
)

/**
 * The sum, mean, max or min over the dims that a pattern leaves out on its right.
 *
 * A number on the left is a dim of that size, so `"(h 2) (w 2) -> h w"` pools; otherwise patterns are those of
 * `rearrange`. `reduce(pattern, how, sizes)` waits for its tensor. A sum of bool is int32; mean takes floats only.
 * Errors: ShapeError for a pattern that can't be read or doesn't fit, and for max and min of nothing.
 * PyTorch: `einops.reduce`.
 * @example
 * ```ts
 * import { reduce, tensor, toArray } from "tuplet"
 * const x = tensor([[1, 2, 3, 4], [5, 6, 7, 8]])
 * toArray(reduce(x, "b c -> b", "mean")) // [2.5, 6.5]
 * toArray(reduce(x, "(h 2) (w 2) -> h w", "max")) // [[6, 8]]
 * ```
 */
export const reduce: PatternReduceOp = operation(
  "reduce(x, pattern, how, sizes)",
  patternLater,
  (x: unknown, pattern: unknown, how: unknown, sizes: unknown) => {
    const node = assertTensor("reduce", x)
    const reduction = reductions[assertReduction(how)]
    const { from, to } = readEinops("reduce", pattern, node.shape, sizes)
    const kept = to.flat().map(({ name }) => name)
    const axes = from.flatMap(({ name }, axis) => (kept.includes(name) ? [] : [axis]))
    const left = from.filter(({ name }) => kept.includes(name))
    return assembled(reduction(takenApart(node, from), axes), { from: left, to })
  },
)

// internal

const assertReduction = (how: unknown): Reduction => {
  if (typeof how === "string" && Object.hasOwn(reductions, how)) return how as Reduction
  throw new TypeError(`reduce: use ${Object.keys(reductions).join(" | ")}, got ${describe(how)}`)
}

const extremum =
  (fn: "max" | "min") =>
  (x: Node, axes: readonly number[]): Node => {
    assertNumbers(`reduce by ${fn}`, x.dtype)
    const empty = axes.find((axis) => x.shape[axis] === 0)
    if (empty !== undefined) throw new ShapeError(emptyAxisMessage(fn, empty, x.shape))
    return reduceNode(fn, x, axes)
  }

const sum = (x: Node, axes: readonly number[]): Node =>
  reduceNode("sum", x.dtype === "bool" ? cast(x, "int32") : x, axes)

const reductions: { readonly [How in Reduction]: (x: Node, axes: readonly number[]) => Node } = {
  sum,
  mean: (x, axes) => {
    assertFloat("reduce by mean", x.dtype)
    const total = sum(x, axes)
    return binary("div", total, fill(sizeOf(axes.map((axis) => x.shape[axis] as number)), total.shape, total.dtype))
  },
  max: extremum("max"),
  min: extremum("min"),
}

const takenApart = (x: Node, atoms: readonly Atom[]): Node =>
  reshapeTo(
    x,
    atoms.map(({ size }) => size),
  )

/** Taken apart, put in order, grown along what is new, and merged. Dims without a name have size 1. */
const assembled = (x: Node, { from, to }: Arrangement): Node => {
  const result = to.flat()
  const stays = from.filter(({ name }) => result.some((atom) => atom.name === name))
  const known = result.filter(({ name }) => stays.some((atom) => atom.name === name))
  const order = known.map(({ name }) => stays.findIndex((atom) => atom.name === name))
  const apart = takenApart(x, stays)
  const ordered = order.every((axis, i) => axis === i) ? apart : permute(apart, order)
  const ranked = reshapeTo(
    ordered,
    result.map((atom) => (known.includes(atom) ? atom.size : 1)),
  )
  const sizes = result.map(({ size }) => size)
  const grown = sameShape(ranked.shape, sizes) ? ranked : expand(ranked, sizes)
  return reshapeTo(
    grown,
    to.map((atoms) => sizeOf(atoms.map(({ size }) => size))),
  )
}
