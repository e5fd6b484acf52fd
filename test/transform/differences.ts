/** @file Central differences of the reference interpreter in float64, and the gradients they are compared with. */
import { expect } from "vitest"
import { interpret } from "../../src/exec/interpret.js"
import { binary, constant, reduce } from "../../src/graph/infer.js"
import { isNode, type Node, sizeOf } from "../../src/graph/node.js"
import { grad } from "../../src/transform/grad.js"

export type NodeFn = (...inputs: readonly Node[]) => Node

/** The graph functions seen as functions of tensors, as the public operations are. */
export const gradOf = grad as unknown as (f: NodeFn) => (...inputs: readonly unknown[]) => Node
export const leaf = (values: ArrayLike<number>, shape: readonly number[]): Node => {
  const data = Float64Array.from(values)
  return constant({ dtype: "float64", length: data.length, data, address: undefined }, shape)
}

export const read = (node: unknown): readonly number[] => {
  if (!isNode(node)) throw new TypeError("not a node")
  const [values] = interpret([node], {
    constant: (storage) => storage.data as Float64Array,
    parameter: () => [],
  })
  return [...(values as Float64Array)]
}

/** A scalar that weighs every element differently, so that no error can cancel. */
export const weigh = (x: Node): Node => {
  const weights = leaf(
    Array.from({ length: sizeOf(x.shape) }, (_, i) => Math.sin(i + 1) + 1.5),
    x.shape,
  )
  return reduce(
    "sum",
    binary("mul", x, weights),
    x.shape.map((_, axis) => axis),
  )
}

const STEP = 1e-5

/** d f / d inputs[which], element by element. */
const differences = (f: NodeFn, inputs: readonly Node[], which: number): readonly number[] => {
  const target = inputs[which] as Node
  const values = read(target)
  const at = (i: number, x: number): number => {
    const moved = leaf(
      values.map((value, j) => (j === i ? x : value)),
      target.shape,
    )
    return read(f(...inputs.map((input, j) => (j === which ? moved : input))))[0] as number
  }
  return values.map((value, i) => (at(i, value + STEP) - at(i, value - STEP)) / (2 * STEP))
}

export const expectClose = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => {
    expect(Math.abs((actual[i] as number) - value), `element ${i}: ${actual[i]} for ${value}`).toBeLessThanOrEqual(
      1e-6 * Math.max(1, Math.abs(value)),
    )
  })
}

/** Every input of `f` in turn. */
export const check = (f: NodeFn, ...inputs: readonly Node[]): void => {
  inputs.forEach((input, which) => {
    const of: NodeFn = (x) => f(...inputs.map((other, j) => (j === which ? (x as Node) : other)))
    expectClose(read(gradOf(of)(input)), differences(f, inputs, which))
  })
}
