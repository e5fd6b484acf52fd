/** @file Random graphs for laws: any primitives in any order, over numbers for which the results can be compared. */
import * as fc from "fast-check"
import { arrayOf } from "../../src/graph/array.js"
import * as build from "../../src/graph/infer.js"
import { type Node, sizeOf } from "../../src/graph/node.js"
import type { BinaryFn, CompareFn, ReduceFn, ScanFn, UnaryFn } from "../../src/graph/op.js"
import { choleskyFactor, determinant } from "../../src/graph/square.js"
import { dot } from "../../src/primitives/dot.js"
import { atan2, pow, rem, tanh } from "../../src/primitives/elementary.js"
import * as draws from "../../src/primitives/random.js"
import { recurrence, scan } from "../../src/primitives/scan.js"
import type { DType, TypedArray } from "../../types/dtype.js"
import { binary, unary } from "./functions.js"

export interface RandomGraph {
  readonly roots: readonly Node[]
  /** The numbers of the parameters "0", "1", …. */
  readonly inputs: readonly TypedArray[]
}

/**
 * `exact`: small integers under operations that stay exact in float32, so that every order of evaluation agrees to
 * the bit. `smooth`: functions of bounded slope, so that rounding stays rounding.
 */
export type Kind = "exact" | "smooth"

export const randomGraph = (kind: Kind): fc.Arbitrary<RandomGraph> =>
  fc.gen().map((gen) => {
    const pick = <T>(from: readonly T[]): T => from[gen(fc.nat, from.length - 1)] as T
    const inputs: TypedArray[] = []
    const input = (dtype: DType, shape: readonly number[]): Node => {
      const numbers = gen(numbersOf, sizeOf(shape), kind === "exact" || dtype === "int32")
      inputs.push(arrayOf(numbers, dtype))
      return build.parameter(`${inputs.length - 1}`, shape, dtype)
    }
    const shapes = [[2, 3], [3], [1, 3], [2, 1], [], [3, 4], [2, 3, 4], [5, 9], [1, 1], [0, 3], [3, 0], [4, 4]]
    const nodes: Node[] = [input("float32", pick(shapes)), input("float32", pick(shapes)), input("int32", pick(shapes))]
    if (pick([true, false])) nodes.push(input("float64", pick(shapes)))
    const steps = gen(fc.nat, 24)
    for (let step = 0; step <= steps; step++) {
      const node = grow(pick(nodes), nodes, kind, pick, input)
      if (node !== undefined && sizeOf(node.shape) <= 600) nodes.push(node)
    }
    const roots = [...new Set([nodes.at(-1) as Node, pick(nodes), pick(nodes), pick(nodes)])]
    return { roots, inputs }
  })

// internal

const numbersOf = (length: number, isInteger: boolean): fc.Arbitrary<number[]> =>
  fc.array(isInteger ? fc.integer({ min: -3, max: 3 }) : fc.double({ min: -2, max: 2, noNaN: true }), {
    minLength: length,
    maxLength: length,
  })

type Pick = <T>(from: readonly T[]) => T

type Input = (dtype: DType, shape: readonly number[]) => Node

const grow = (x: Node, nodes: readonly Node[], kind: Kind, pick: Pick, input: Input) => {
  const growth = pick(growths)
  return growth(x, nodes, kind, pick, input)
}

type Growth = (x: Node, nodes: readonly Node[], kind: Kind, pick: Pick, input: Input) => Node | undefined

const unaries: Record<Kind, readonly UnaryFn[]> = {
  exact: ["neg", "abs", "sign", "floor", "ceil", "round", "trunc"],
  smooth: ["neg", "abs", "sin", "cos", "atan", "tanh", "sigmoid", "erf", "erfc"],
}
/** Of bounded slope where their values are bounded, and from 1 on. */
const steep: readonly UnaryFn[] = ["exp2", "expm1"]
const fromOne: readonly UnaryFn[] = ["log", "log2", "log10", "log1p", "sqrt"]
const binaries: Record<Kind, readonly BinaryFn[]> = {
  exact: ["add", "sub", "maximum", "minimum"],
  smooth: ["add", "sub", "mul", "maximum", "minimum"],
}
const reductions: Record<Kind, readonly ReduceFn[]> = {
  exact: ["sum", "max", "min"],
  smooth: ["sum", "max", "min", "logsumexp", "lognormalizer"],
}
const integers: { readonly binaries: readonly BinaryFn[]; readonly reductions: readonly ReduceFn[] } = {
  binaries: [...binaries.exact, "mul", "rem", "quotient", "pow"],
  reductions: [...reductions.exact, "prod"],
}
const compares: readonly CompareFn[] = ["eq", "ne", "lt", "le", "gt", "ge"]

/** Bounds what grows: repeated sums would leave the exact integers, or the region of bounded slope. */
const tamed = (x: Node, kind: Kind): Node => {
  const bound = (value: number) => build.fill(value, x.shape, x.dtype)
  const limit = kind === "exact" ? 1000 : 4
  return build.binary("minimum", build.binary("maximum", x, bound(-limit)), bound(limit))
}

/** Of zeros of both signs the extremum is either, and a sum with 0 is 0. */
const signless = (x: Node, kind: Kind): Node =>
  kind === "exact" ? build.binary("add", x, build.fill(0, x.shape, x.dtype)) : x

const oneOrMore = (x: Node): Node => build.binary("add", build.unary("abs", x), build.fill(1, x.shape, x.dtype))

const growths: readonly Growth[] = [
  ({ shape }, _, kind, pick, input) => {
    const isMany = shape.length > 0 && pick([true, false])
    const [keys, own] = [input("int32", [...(isMany ? shape.slice(0, 1) : []), 2]), isMany ? shape.slice(1) : shape]
    if (kind === "exact") return draws.random(draws.integers(-4, 5), keys, own, "int32")
    return draws.random(pick([draws.uniform, draws.normal]), keys, own, "float32")
  },
  (x, _, kind, pick) => (isFloat(x) ? unary(pick(unaries[kind]), x) : undefined),
  (x, _, kind, pick) => {
    if (kind === "exact" || !isFloat(x)) return undefined
    return pick([tamed(unary(pick(steep), x), kind), unary(pick(fromOne), oneOrMore(tamed(x, kind)))])
  },
  (x, nodes, kind, pick) => {
    const y = pick(nodes.filter((node) => node.dtype === x.dtype && build.sameShape(node.shape, x.shape)))
    if (!isFloat(x)) return undefined
    if (kind === "exact") return rem(x, oneOrMore(y))
    const [a, b] = [tamed(x, kind), tamed(y, kind)]
    return pick([atan2(a, oneOrMore(b)), tamed(pow(oneOrMore(a), b), kind)])
  },
  (x, nodes, kind, pick) => {
    const other = pick(nodes.filter((node) => node.dtype === x.dtype))
    const shape = x.dtype === "bool" ? undefined : broadcast(x.shape, other.shape)
    if (shape === undefined) return undefined
    const fn = x.dtype === "int32" ? pick(integers.binaries) : pick(binaries[kind])
    return tamed(binary(fn, build.broadcastTo(x, shape), build.broadcastTo(other, shape)), kind)
  },
  (x, _, kind, pick) => {
    const axes = pick([[0], [1], [0, 1], [2], [1, 2], x.shape.map((__, i) => i)]).filter((a) => a < x.shape.length)
    if (axes.length === 0 || x.dtype === "bool") return undefined
    const fn = x.dtype === "int32" ? pick(integers.reductions) : pick(reductions[kind])
    // the maximum of nothing is infinite, and no int32
    if (fn !== "sum" && axes.some((axis) => x.shape[axis] === 0)) return undefined
    if (fn === "sum" || fn === "prod") return tamed(build.reduce(fn, x, axes), kind)
    return signless(build.reduce(fn, x, axes), kind)
  },
  (x, _, kind, pick) => {
    const last = x.shape.length - 1
    if (kind === "exact" || !isFloat(x) || last < 0 || sizeOf(x.shape) === 0) return undefined
    const lse = build.insertAxes(build.reduce(pick(["logsumexp", "lognormalizer"]), x, [last]), [last])
    return tamed(build.binary("sub", x, build.broadcastTo(lse, x.shape)), kind)
  },
  (x, _, kind, pick) => {
    if (x.shape.length === 0 || x.dtype === "bool") return undefined
    const axis = pick(x.shape.map((__, i) => i))
    const fns = ["sum", "max", "min", ...(kind === "smooth" && x.dtype === "float32" ? (["logsumexp"] as const) : [])]
    return tamed(scan(pick(fns) as ScanFn, x, axis), kind)
  },
  (x, nodes, kind, pick) => {
    const y = pick(nodes.filter((node) => node.dtype === x.dtype && build.sameShape(node.shape, x.shape)))
    if (x.shape.length === 0 || x.dtype === "bool") return undefined
    const factor = kind === "exact" ? build.unary("sign", x) : x.dtype === "float32" ? tanh(x) : x
    return tamed(recurrence(factor, y, pick(x.shape.map((_, i) => i))), kind)
  },
  (x, nodes, kind, pick) => {
    // rounding may decide a comparison of floats
    if (x.dtype === "bool" || (isFloat(x) && kind === "smooth")) return undefined
    const same = nodes.filter((node) => node.dtype === x.dtype && build.sameShape(node.shape, x.shape))
    return build.compare(pick(compares), x, pick(same))
  },
  (x, nodes, _, pick) => {
    const conditions = nodes.filter((node) => node.dtype === "bool" && build.sameShape(node.shape, x.shape))
    const others = nodes.filter((node) => node.dtype === x.dtype && build.sameShape(node.shape, x.shape))
    return conditions.length === 0 ? undefined : build.select(pick(conditions), x, pick(others))
  },
  (x, _, __, pick) => {
    const order = pick([x.shape.map((___, i) => x.shape.length - 1 - i), [1, 0, 2], [0, 2, 1], [2, 0, 1]])
    return order.length === x.shape.length ? build.permute(x, order) : undefined
  },
  (x, _, __, pick) =>
    build.reshape(x, pick([[sizeOf(x.shape)], [1, ...x.shape], [...x.shape, 1], [...x.shape].reverse()])),
  (x, nodes, _, pick) => {
    const bools = nodes.filter((node) => node.dtype === "bool" && build.sameShape(node.shape, x.shape))
    if (x.dtype !== "bool") return undefined
    return pick([build.unary("not", x), build.binary(pick(["and", "or"]), x, pick(bools))])
  },
  (x, _, __, pick) => {
    if (x.shape.length === 0 || sizeOf(x.shape) === 0) return undefined
    const ranges = x.shape.map((extent) => {
      const step = pick([1, 1, 2, -1, -2])
      const start = pick([0, extent - 1, Math.floor(extent / 2)])
      const most = Math.floor((step > 0 ? extent - 1 - start : start) / Math.abs(step)) + 1
      return { start, step, count: pick([most, 1, Math.ceil(most / 2)]) }
    })
    return build.slice(
      x,
      ranges.map(({ start }) => start),
      ranges.map(({ step }) => step),
      ranges.map(({ count }) => count),
    )
  },
  (x, nodes, _, pick) => {
    if (x.shape.length === 0) return undefined
    const axis = pick(x.shape.map((__, i) => i))
    const fits = (node: Node) =>
      node.dtype === x.dtype &&
      node.shape.length === x.shape.length &&
      build.sameShape(node.shape.with(axis, 0), x.shape.with(axis, 0))
    return build.concat([x, pick(nodes.filter(fits)), x].slice(pick([0, 1]), 3), axis)
  },
  (x, _, __, pick) => {
    const border = (most: number) => x.shape.map(() => pick([0, 0, most]))
    return build.pad(x, border(1), border(2), pick([0, 3]))
  },
  (x, nodes, _, pick) => {
    const axes = x.shape.flatMap((extent, i) => (extent > 0 ? [i] : []))
    if (axes.length === 0) return undefined
    const axis = pick(axes)
    return build.gather(x, indexBelow(pick(nodes.filter(isIndex)), x.shape[axis] as number), axis)
  },
  (x, nodes, kind, pick) => {
    const fits = nodes.filter(
      (node) => isIndex(node) && build.sameShape(node.shape, x.shape.slice(0, node.shape.length)),
    )
    if (fits.length === 0 || x.dtype === "bool") return undefined
    return tamed(build.scatterAdd(indexBelow(pick(fits), 4), x, 0, 4), kind)
  },
  (x, _, __, pick) => {
    const shape = pick([
      [2, ...x.shape],
      [4, ...x.shape],
    ])
    return build.broadcastTo(x, shape)
  },
  (x, _, kind, pick, input) => {
    if (x.dtype === "bool" || x.shape.length !== 2) return undefined
    return tamed(dot(x, input(x.dtype, [x.shape[1] as number, pick([1, 3, 5])])), kind)
  },
  (x, _, kind, pick) => {
    if (x.shape.length === 0 || x.dtype === "bool") return undefined
    const axis = pick(x.shape.map((__, i) => i))
    const total = () => tamed(scan("sum", x, axis), kind)
    // rounding may decide the order of floats
    return kind === "smooth" && isFloat(x) ? total() : pick([total(), build.sort(x, axis, pick([true, false]))])
  },
  (_, nodes, kind, pick) => {
    const squares = nodes.filter((x) => isFloat(x) && x.shape.length > 1 && x.shape.at(-1) === x.shape.at(-2))
    if (squares.length === 0 || kind === "smooth") return undefined
    const [a, fn] = [pick(squares), pick(["solve" as const, determinant, choleskyFactor])]
    const y = fn === "solve" ? build.solve(a, a) : build.square(fn, a)
    // these numbers may round, but are none that rounding takes to this one
    return build.compare("gt", y, build.fill(1 / Math.PI, y.shape, y.dtype))
  },
  (x, nodes, _, pick) =>
    pick([
      build.stopGradient(x),
      build.custom({ cotangents: () => [] }, x, [pick(nodes)]),
      build.after(x, [pick(nodes), pick(nodes)]),
    ]),
  (x) => build.cast(x, x.dtype === "bool" ? "int32" : "float32"),
  (x, _, kind, pick) => build.cast(x, kind === "exact" ? pick(["float64", "int32"]) : "float64"),
  (x, _, __, pick) => (x.shape.length === 0 ? undefined : build.iota(x.shape, pick(x.shape.map((___, i) => i)))),
]

const isFloat = ({ dtype }: Node): boolean => dtype === "float32" || dtype === "float64"

const isIndex = (node: Node): boolean => node.dtype === "int32"

/** Any integers, folded into [0, extent). */
const indexBelow = (x: Node, extent: number): Node => {
  const bound = (value: number) => build.fill(value, x.shape, "int32")
  return build.binary("minimum", build.unary("abs", x), bound(extent - 1))
}

const broadcast = (a: readonly number[], b: readonly number[]): readonly number[] | undefined => {
  const rank = Math.max(a.length, b.length)
  const at = (shape: readonly number[], i: number) => shape[i - (rank - shape.length)] ?? 1
  const shape = Array.from({ length: rank }, (_, i) => (at(a, i) === 1 ? at(b, i) : at(a, i)))
  const fits = shape.every((dim, i) => [1, dim].includes(at(a, i)) && [1, dim].includes(at(b, i)))
  return fits ? shape : undefined
}
