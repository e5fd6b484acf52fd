/** @file Layers against what PyTorch makes of the same parameters and inputs (test/interop/nn.py). */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { tensor } from "../../src/api/create.js"
import { key } from "../../src/api/key.js"
import { relu } from "../../src/api/unary.js"
import { compile, spec } from "../../src/compile.js"
import * as nn from "../../src/nn/index.js"
import { toArray } from "../../src/read.js"
import type { AnyTensor } from "../../types/tensor.js"

type Nested = number | readonly Nested[]
interface Case {
  readonly name: string
  readonly arguments: readonly unknown[]
  readonly parameters: Readonly<Record<string, Nested>>
  readonly input: Nested
  readonly output: Nested
  readonly state?: Readonly<Record<string, Nested>>
  readonly activation?: "relu"
}
interface Loose {
  readonly spec: object
  readonly init: (key: unknown) => Readonly<Record<string, AnyTensor>>
  readonly initState: () => object
  readonly apply: (params: unknown, x: unknown, state: unknown) => AnyTensor
  readonly train: (params: unknown, x: unknown, options: unknown) => { output: AnyTensor; state: object }
}

const cases = JSON.parse(readFileSync(new URL("layers.json", import.meta.url), "utf8")) as readonly Case[]
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
const flat = (x: Nested): readonly number[] => (typeof x === "number" ? [x] : x.flatMap(flat))
const numbers = (x: unknown) => flat(toArray(x as never) as Nested)

/** PyTorch's names, by their dots, as a tree. */
const treeOf = (entries: Readonly<Record<string, Nested>>): object => {
  const tree: Record<string, unknown> = {}
  for (const [path, values] of Object.entries(entries)) {
    const names = path.split(".")
    const last = names.pop() as string
    let branch = tree
    for (const name of names) {
      branch[camel(name)] ??= {}
      branch = branch[camel(name)] as Record<string, unknown>
    }
    branch[camel(last)] = tensor(values as never)
  }
  return listsIn(tree) as object
}

/** Records whose names are numbers are lists. */
const listsIn = (tree: unknown): unknown => {
  if (typeof tree !== "object" || tree === null || "shape" in tree) return tree
  const names = Object.keys(tree)
  const branches = Object.values(tree).map(listsIn)
  return names.length > 0 && names.every((name) => /^\d+$/.test(name))
    ? branches
    : Object.fromEntries(names.map((name, i) => [name, branches[i]]))
}

const close = (actual: readonly number[], expected: readonly number[]) => {
  expect(actual.length).toBe(expected.length)
  const error = actual.map((value, i) => Math.abs(value - (expected[i] as number)))
  expect(Math.max(...error)).toBeLessThan(1e-5)
}

describe("layers give what PyTorch's give", () => {
  it.each(cases.map((entry, i) => [i, entry.name, JSON.stringify(entry.arguments), entry] as const))(
    "%i: %s(%s)",
    (_, name, __, { arguments: options, parameters, input, output, state, activation }) => {
      const given = activation === undefined ? options : [{ ...(options[0] as object), activation: relu }]
      const layer = (nn as unknown as Record<string, (...args: readonly unknown[]) => Loose>)[name]?.(...given) as Loose
      const indices = name === "embedding"
      const x = tensor(input as never, indices ? "int32" : "float32") as AnyTensor
      const params = treeOf(parameters)
      const start = layer.init(key(0))
      expect(shapesOf(params)).toEqual(shapesOf(start))
      expect(shapesOf(layer.spec)).toEqual(shapesOf(start))
      if (state === undefined) {
        close(numbers(layer.apply(params, x, layer.initState())), flat(output))
        const f = compile(
          { params: layer.spec, x: spec(x.shape as never, x.dtype) } as never,
          (inputs: never) =>
            layer.apply(
              (inputs as { params: unknown }).params,
              (inputs as { x: unknown }).x,
              layer.initState(),
            ) as never,
        )
        close(numbers((f as unknown as (inputs: unknown) => unknown)({ params, x })), flat(output))
      } else {
        const trained = layer.train(params, x, { state: layer.initState() })
        close(numbers(trained.output), flat(output))
        for (const [path, value] of Object.entries(trained.state)) {
          const entry = Object.entries(state).find(([known]) => camel(known) === path)
          close(numbers(value), flat(entry?.[1] as Nested))
        }
      }
    },
  )
})

describe("parameters start as PyTorch's do", () => {
  it.each([
    ["conv2d", [8, 6, 5, { groups: 2 }], 4 * 25],
    ["conv1d", [8, 6, 5], 8 * 5],
    ["convTranspose2d", [8, 6, [5, 3]], 6 * 15],
    ["linear", [40, 30], 40],
  ] as const)("%s(%j): evenly within 1 / √%i", (name, given, fan) => {
    const layer = (nn as unknown as Record<string, (...args: readonly unknown[]) => Loose>)[name]?.(...given) as Loose
    const start = layer.init(key(3))
    for (const part of [start.weight, start.bias]) {
      const values = numbers(part)
      const bound = 1 / Math.sqrt(fan)
      expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(bound)
      if (values.length > 100) {
        expect(Math.max(...values)).toBeGreaterThan(0.9 * bound)
        expect(Math.min(...values)).toBeLessThan(-0.9 * bound)
      }
    }
  })

  it("embedding: from the standard normal distribution", () => {
    const values = numbers(nn.embedding(100, 20).init(key(3)).weight)
    const mean = values.reduce((a, b) => a + b) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.1)
    expect(values.reduce((sum, v) => sum + v * v, 0) / values.length).toBeCloseTo(1, 0)
  })
})

// internal

const shapesOf = (tree: unknown): unknown => {
  if (typeof tree !== "object" || tree === null) return tree
  if ("shape" in tree && Array.isArray(tree.shape)) return tree.shape
  return Array.isArray(tree)
    ? tree.map(shapesOf)
    : Object.fromEntries(Object.entries(tree).map(([name, branch]) => [name, shapesOf(branch)]))
}
