/** @file All sample cases through one evaluator: forward, and gradients by reverse mode. */
import { describe, expect, it } from "vitest"
import { binary, reduce } from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"
import { verify } from "../../src/graph/verify.js"
import { backward } from "../../src/transform/backward.js"
import { argumentsOf, type Case, cases, numbersOf, type Sample, tensorOfSample } from "./cases.js"
import { operations, refusal } from "./operations.js"

/** The elements of each root, row-major. */
export type Evaluate = (roots: readonly Node[]) => readonly ArrayLike<number>[]

export const goldenSuite = (evaluateWith: Evaluate): void => {
  const groups = new Map<string, Case[]>()
  for (const sample of cases()) groups.set(sample.op, [...(groups.get(sample.op) ?? []), sample])
  describe.each([...groups])("%s", (_, samples) => {
    it.each(samples.map((sample) => [sample.id, sample] as const))("%s", (_, sample) => {
      const sentence = refusal(sample)
      if (sentence !== undefined) expect(() => build(sample)).toThrow(sentence)
      else check(sample, evaluateWith)
    })
  })
}

// internal

const build = (sample: Case) => {
  const { args, options, targets } = argumentsOf(sample)
  const translate = operations[sample.op]
  if (translate === undefined) throw new Error(`no translation of ${sample.op}`)
  return { output: translate(options, ...args), targets }
}

const check = (sample: Case, evaluateWith: Evaluate): void => {
  const { output, targets } = build(sample)
  const [expected] = sample.outputs as readonly [Sample]
  expect(output.shape).toEqual(expected.shape)
  expect(output.dtype).toBe(expected.dtype === "int64" ? "int32" : expected.dtype)
  const [cotangent] = sample.cotangents ?? []
  const gradients = cotangent ? backward(weighted(output, tensorOfSample(cotangent)), targets) : []
  const roots = [output, ...gradients]
  verify(roots)
  const [value, ...slopes] = evaluateWith(roots)
  expectClose(value as ArrayLike<number>, expected, 1e-5)
  if (cotangent) expect(sample.grads).toHaveLength(targets.length)
  for (const [i, slope] of slopes.entries()) {
    const gradient = sample.grads?.[i]
    expect((gradients[i] as Node).shape).toEqual((targets[i] as Node).shape)
    if (gradient) expectClose(slope, gradient, 1e-4)
  }
}

const weighted = (output: Node, cotangent: Node): Node =>
  reduce(
    "sum",
    binary("mul", output, cotangent),
    output.shape.map((_, axis) => axis),
  )

const expectClose = (actual: ArrayLike<number>, expected: Sample, tolerance: number): void => {
  const wanted = numbersOf(expected)
  expect(actual.length).toBe(wanted.length)
  for (const [i, value] of wanted.entries()) {
    const got = actual[i] as number
    const close = Math.abs(got - value) <= tolerance * (1 + Math.abs(value)) || Object.is(got, value) || got === value
    if (!close) expect.fail(`element ${i} is ${got}, not ${value}`)
  }
}
