/**
 * @file Modules of states, memories and masks give what PyTorch's give, in evaluation and in training;
 * test/interop/sequences.py writes the cases.
 */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import * as t from "../../src/index.js"
import { torchName } from "../../src/io/names.js"
import * as torch from "../../src/torch/index.js"
import type { AnyTensor } from "../../types/tensor.js"
import { untyped } from "../api/untyped.js"

type Nested = number | readonly Nested[]

interface Case {
  readonly name: string
  readonly arguments: readonly unknown[]
  readonly shapes: Readonly<Record<string, readonly number[]>>
  readonly inputs: readonly unknown[]
  readonly trained: readonly Nested[]
  readonly gradients: Readonly<Record<string, Nested>>
  readonly evaluated: readonly Nested[]
}

const any = untyped(t)
const cases: readonly Case[] = JSON.parse(readFileSync(new URL("sequences.json", import.meta.url), "utf8"))

/** sin(3 i + k), rounded to four digits. */
const waves = (shape: readonly number[], k: number, scale = 1): AnyTensor => {
  const count = shape.reduce((a, b) => a * b, 1)
  return any.fromArray(
    Float32Array.from({ length: count }, (_, i) => Math.round(1e4 * scale * Math.sin(3 * i + k)) / 1e4),
    shape,
  )
}

const build = (name: string, given: readonly unknown[]): torch.nn.Module =>
  new ((torch.nn as never)[name] as new (...args: readonly unknown[]) => torch.nn.Module)(...given)

/** Values as sequences.py writes them. */
const decoded = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(decoded)
  if (typeof value !== "object" || value === null) return value
  if ("tensor" in value) return any.tensor(value.tensor, (value as { dtype?: unknown }).dtype)
  if ("module" in value) return build(value.module as string, decoded(Object(value).arguments) as unknown[])
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, decoded(entry)]))
}

/** The tensors of a result, one after the other. */
const listed = (results: unknown): readonly AnyTensor[] => {
  if (Array.isArray(results)) return results.flatMap(listed)
  return results === undefined ? [] : [results as AnyTensor]
}

const close = (x: unknown, expected: Nested): void => {
  const [actual, wanted] = [[any.toArray(x)].flat(9), [expected].flat(9)] as [number[], number[]]
  expect(actual.length).toBe(wanted.length)
  expect(Math.max(...actual.map((value, i) => Math.abs(value - (wanted[i] as number))))).toBeLessThan(1e-5)
}

const closeAll = (actual: readonly unknown[], expected: readonly Nested[]): void => {
  expect(actual).toHaveLength(expected.length)
  for (const [i, x] of actual.entries()) close(x, expected[i] as Nested)
}

describe("modules of several inputs are PyTorch's", () => {
  it.each(cases.map((entry, i) => [entry.name, i, entry] as const))("%s, case %i", (name, _, entry) => {
    const fresh = build(name, decoded(entry.arguments) as unknown[])
    expect(Object.keys(fresh.namedParameters()).map(torchName).sort()).toEqual(Object.keys(entry.shapes).sort())
    const state = Object.entries(entry.shapes).map(([path, shape], k) => [path, waves(shape, k, 0.5)] as const)
    const module = fresh.withParameters(Object.fromEntries(state))
    const inputs = decoded(entry.inputs) as never[]
    const lossOf = (params: torch.NamedParameters) => {
      const [output] = module.withParameters(params).train(...inputs)
      const results = listed(output)
      const losses = results.map((y, i) => any.sum(any.mul(y, waves(y.shape as number[], 7 + i))))
      return [losses.reduce((a, b) => any.add(a, b)), results]
    }
    const [, gradients, trained] = any.valueAndGrad(lossOf, { aux: true })(module.namedParameters())
    closeAll(trained, entry.trained)
    for (const [path, gradient] of Object.entries(gradients))
      close(gradient, entry.gradients[torchName(path)] as Nested)
    closeAll(listed(module.forward(...inputs)), entry.evaluated)
  })
})
