/** @file Forward mode: against central differences, and adjoint to reverse mode, for every primitive. */
import { describe, expect, it } from "vitest"
import { binary, fill, variable } from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { verify } from "../../src/graph/verify.js"
import { topological } from "../../src/graph/walk.js"
import { isFloat } from "../../src/shape/dtype.js"
import { pullback, withZeros } from "../../src/transform/backward.js"
import { simplify } from "../../src/transform/simplify.js"
import { pushforward } from "../../src/transform/tangents.js"
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
