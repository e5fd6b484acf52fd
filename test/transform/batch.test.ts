/** @file Graphs for many examples: equal to a loop over them, for every primitive and for random graphs. */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { interpret } from "../../src/exec/interpret.js"
import { parameter } from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { verify } from "../../src/graph/verify.js"
import { topological } from "../../src/graph/walk.js"
import { batch } from "../../src/transform/batch.js"
import { repeated } from "../../src/transform/batched.js"
import { simplify } from "../../src/transform/simplify.js"
import type { TypedArray } from "../../types/dtype.js"
import { interpretRandom } from "../graph/interpret-random.js"
import { type RandomGraph, randomGraph } from "../graph/random-graph.js"
import { casesOf, leafOf, type PrimitiveCase, primitives } from "./primitive-cases.js"

const size = 3

const numbersOf = (root: Node): readonly number[] => {
  const [numbers] = interpret([root], { constant: (storage) => storage.data as TypedArray, parameter: () => [] })
  return Array.from(numbers as ArrayLike<number>)
}

const expectAlike = (actual: readonly number[], expected: readonly number[], what: string): void => {
  expect(actual.length, what).toBe(expected.length)
  actual.forEach((value, i) => {
    const wanted = expected[i] as number
    const close = Object.is(value, wanted) || Math.abs(value - wanted) <= 1e-5 * Math.max(1, Math.abs(wanted))
    expect(close, `${what}: element ${i} is ${value} for ${wanted}`).toBe(true)
  })
}

/** Every choice of inputs that vary, but none at all. */
const choices = (count: number): readonly (readonly boolean[])[] =>
  Array.from({ length: 2 ** count - 1 }, (_, bits) =>
    Array.from({ length: count }, (__, i) => ((bits + 1) >> i) % 2 === 1),
  )

const checkCase = ({ name, inputs, f }: PrimitiveCase): void => {
  for (const varies of choices(inputs.length)) {
    const sample = (i: number, example: number): readonly number[] =>
      inputs[i]?.values(varies[i] === true ? example : 0) as readonly number[]
    const known = new Map<Node, Node>()
    const args = inputs.map(({ shape, dtype }, i) => {
      if (varies[i] !== true) return leafOf(sample(i, 0), shape, dtype)
      const one = parameter("one", shape, dtype)
      const all = Array.from({ length: size }, (_, example) => sample(i, example)).flat()
      known.set(one, leafOf(all, [size, ...shape], dtype))
      return one
    })
    const [batched] = batch([f(...args)], known, size)
    verify([batched as Node])
    const loop = Array.from({ length: size }, (_, example) =>
      numbersOf(f(...inputs.map(({ shape, dtype }, i) => leafOf(sample(i, example), shape, dtype)))),
    )
    expectAlike(numbersOf(batched as Node), loop.flat(), `${name}, varying ${varies}`)
  }
}

describe("a primitive for many examples equals a loop", () => {
  for (const kind of primitives().filter((each) => casesOf(each).length > 0)) {
    it(kind, () => {
      casesOf(kind).forEach(checkCase)
    })
  }
})

describe("a random graph for many examples", () => {
  const example = (numbers: TypedArray, shift: number): TypedArray =>
    numbers.map((_, i) => numbers[(i + shift) % numbers.length] as number)

  const check = (graph: RandomGraph, varies: readonly boolean[]): void => {
    const isVarying = (node: Node): node is Node<"parameter"> =>
      node.op.kind === "parameter" && varies[Number(node.op.name) % varies.length] === true
    const known = new Map(
      topological(graph.roots)
        .filter(isVarying)
        .map((node): [Node, Node] => [node, parameter(node.op.name, [size, ...node.shape], node.dtype)]),
    )
    const names = new Set([...known.keys()].map((node) => Number((node as Node<"parameter">).op.name)))
    const batched = batch(graph.roots, known, size).map((all, i) => all ?? repeated(graph.roots[i] as Node, size))
    verify(batched)
    const stacked = graph.inputs.map((numbers, i) => {
      if (!names.has(i)) return numbers
      const all = Array.from({ length: size }, (_, shift) => [...example(numbers, shift)]).flat()
      return numbers instanceof Int32Array ? Int32Array.from(all) : Float32Array.from(all)
    })
    const loop = Array.from({ length: size }, (_, shift) =>
      interpretRandom({
        roots: graph.roots,
        inputs: graph.inputs.map((numbers, i) => (names.has(i) ? example(numbers, shift) : numbers)),
      }),
    )
    for (const roots of [batched, simplify(batched)]) {
      interpretRandom({ roots, inputs: stacked }).forEach((actual, i) => {
        expectAlike(
          actual,
          loop.flatMap((results) => results[i] as readonly number[]),
          `root ${i}`,
        )
      })
    }
  }

  it("equals a loop, to the bit where arithmetic is exact, else within rounding", () => {
    const varying = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 })
    fc.assert(fc.property(randomGraph("exact"), varying, check), { numRuns: 150 })
    fc.assert(fc.property(randomGraph("smooth"), varying, check), { numRuns: 150 })
  })
})
