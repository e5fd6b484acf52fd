/** @file Forward mode: against central differences, and adjoint to reverse mode, for every primitive. */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { binary, cast, fill, iota, variable } from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { verify } from "../../src/graph/verify.js"
import { topological } from "../../src/graph/walk.js"
import { tanh } from "../../src/primitives/elementary.js"
import { isFloat } from "../../src/shape/dtype.js"
import { pullback, withZeros } from "../../src/transform/backward.js"
import { simplify } from "../../src/transform/simplify.js"
import { pushforward } from "../../src/transform/tangents.js"
import { interpretRandom } from "../graph/interpret-random.js"
import { randomGraph } from "../graph/random-graph.js"
import { expectClose, read } from "./differences.js"
import { casesOf, leafOf, type PrimitiveCase, primitives } from "./primitive-cases.js"

const some = (node: Node, seed: number): Node =>
  leafOf(
    read(fill(0, node.shape, "float64")).map((_, i) => Math.sin(3 * i + seed) + 0.3),
    node.shape,
    node.dtype,
  )

const inner = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] as number), 0)

const at = ({ inputs, f }: PrimitiveCase) => {
  const args = inputs.map(({ shape, dtype, values }) => leafOf(values(1), shape, dtype))
  const marks = args.map((arg) => variable(arg))
  const moving = marks.filter(({ dtype }) => isFloat(dtype))
  return { args, moving, value: f(...marks) }
}

const differentiable = primitives().flatMap((kind) =>
  casesOf(kind)
    .filter((each) => at(each).moving.length > 0 && isFloat(at(each).value.dtype))
    .map((each) => [`${kind}: ${each.name}`, each] as const),
)

describe("the tangent of a primitive", () => {
  it.each(differentiable)("%s is adjoint to its cotangents", (_, each) => {
    const { moving, value } = at(each)
    const tangents = moving.map((mark, i) => some(mark, i))
    const cotangent = some(value, 7)
    const [tangent] = withZeros(pushforward([value], moving, tangents), [value])
    const cotangents = withZeros(pullback([value], [cotangent], moving), moving)
    verify([tangent as Node, ...cotangents])
    const forwards = inner(read(tangent), read(cotangent))
    const backwards = cotangents.reduce((sum, g, i) => sum + inner(read(g), read(tangents[i])), 0)
    expectClose([forwards], [backwards])
  })

  it.each(differentiable.filter(([name, each]) => each.isSmooth && !/^custom|float32/.test(name)))(
    "%s agrees with central differences",
    (_, each) => {
      const { args, moving, value } = at(each)
      const tangents = moving.map((mark, i) => some(mark, i))
      const [tangent] = withZeros(pushforward([value], moving, tangents), [value])
      const moved = (step: number): readonly number[] => {
        let next = 0
        const along = (arg: Node) =>
          isFloat(arg.dtype)
            ? binary("add", arg, binary("mul", tangents[next++] as Node, fill(step, arg.shape, arg.dtype)))
            : arg
        return read(each.f(...args.map(along)))
      }
      const [high, low] = [moved(1e-5), moved(-1e-5)]
      expectClose(
        read(tangent),
        high.map((y, i) => (y - (low[i] as number)) / 2e-5),
      )
    },
  )
})

/** The gradient of a weighed result, as a function of the inputs. */
const gradients = (
  each: PrimitiveCase,
  args: readonly Node[],
): { moving: readonly Node[]; gradients: readonly Node[] } => {
  const marks = args.map((arg) => variable(arg))
  const moving = marks.filter(({ dtype }) => isFloat(dtype))
  const value = each.f(...marks)
  return { moving, gradients: withZeros(pullback([value], [some(value, 7)], moving), moving) }
}

describe("the gradient of a gradient", () => {
  const twice = differentiable.filter(([name, each]) => each.isSmooth && !/float32/.test(name))

  it.each(twice)("%s agrees with central differences of the gradient", (_, each) => {
    const { args } = at(each)
    const { moving, gradients: first } = gradients(each, args)
    const tangents = moving.map((mark, i) => some(mark, i))
    const second = withZeros(pushforward(first, moving, tangents), first).map(read)
    const moved = (step: number) => {
      let next = 0
      const along = args.map((arg) =>
        isFloat(arg.dtype)
          ? leafOf(
              read(binary("add", arg, binary("mul", tangents[next++] as Node, fill(step, arg.shape, arg.dtype)))),
              arg.shape,
              arg.dtype,
            )
          : arg,
      )
      return gradients(each, along).gradients.map(read)
    }
    const [high, low] = [moved(1e-5), moved(-1e-5)]
    second.forEach((numbers, i) => {
      expectClose(numbers, high[i]?.map((y, j) => (y - (low[i]?.[j] as number)) / 2e-5) as readonly number[])
    })
  })

  it.each(twice)("%s is the same backwards over backwards as forwards over backwards", (_, each) => {
    const { moving, gradients: first } = gradients(each, at(each).args)
    const tangents = moving.map((mark, i) => some(mark, i))
    const seeds = first.map((node, i) => some(node, i + 3))
    const forwards = withZeros(pushforward(first, moving, tangents), first)
    const backwards = withZeros(pullback(first, seeds, moving), moving)
    const total = (nodes: readonly Node[], others: readonly Node[]) =>
      nodes.reduce((sum, node, i) => sum + inner(read(node), read(others[i])), 0)
    expectClose([total(forwards, seeds)], [total(backwards, tangents)])
  })
})

describe("a random graph", () => {
  it("has tangents that are adjoint to its cotangents, as far as casts to float32 tell", () => {
    fc.assert(
      fc.property(randomGraph("smooth"), ({ roots, inputs }) => {
        const sources = topological(roots).filter((node) => node.op.kind === "parameter" && isFloat(node.dtype))
        const outputs = roots.filter(({ dtype }) => isFloat(dtype))
        const [tangents, seeds] = [sources, outputs].map((nodes, k) => nodes.map((node, i) => wave(node, i + 5 * k)))
        const moved = withZeros(pushforward(outputs, sources, tangents as Node[]), outputs)
        const pulled = withZeros(pullback(outputs, seeds as Node[], sources), sources)
        const pairs = [...moved.map((node, i) => [node, seeds?.[i]]), ...pulled.map((node, i) => [node, tangents?.[i]])]
        const numbers = interpretRandom({ roots: pairs.flat() as Node[], inputs })
        const products = pairs.map((__, i) => inner(numbers[2 * i] as number[], numbers[2 * i + 1] as number[]))
        const sum = (from: number, to: number) => products.slice(from, to).reduce((total, x) => total + x, 0)
        const [forwards, backwards] = [sum(0, moved.length), sum(moved.length, products.length)]
        const scale = products.reduce((most, x) => Math.max(most, Math.abs(x)), 1)
        expect(Math.abs(forwards - backwards) / scale).toBeLessThanOrEqual(1e-5)
      }),
      { numRuns: 300 },
    )
  })

  /** Numbers of which none equals another, as graph. */
  const wave = (node: Node, seed: number): Node => {
    const index = node.shape.reduce(
      (sum: Node, _, axis) =>
        binary("add", binary("mul", sum, fill(1.7, node.shape, node.dtype)), cast(iota(node.shape, axis), node.dtype)),
      fill(seed, node.shape, node.dtype),
    )
    return tanh(binary("sub", index, fill(seed + 1.3, node.shape, node.dtype)))
  }
})

describe("the graph of a tangent", () => {
  it.each(differentiable)("%s is not much larger than that of the cotangents", (_, each) => {
    const { moving, value } = at(each)
    const tangents = moving.map((mark, i) => some(mark, i))
    const forwards = topological(simplify(pushforward([value], moving, tangents).filter((node) => node !== undefined)))
    const backwards = topological(
      simplify(pullback([value], [some(value, 7)], moving).filter((node) => node !== undefined)),
    )
    expect(forwards.length).toBeLessThanOrEqual(1.25 * backwards.length + 4)
  })
})
