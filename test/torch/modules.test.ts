/** @file Modules give what PyTorch's give, in evaluation and in training; test/interop/modules.py writes the cases. */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import * as t from "../../src/index.js"
import { torchName } from "../../src/io/names.js"
import * as torch from "../../src/torch/index.js"
import type { AnyTensor } from "../../types/tensor.js"
import { untyped } from "../api/untyped.js"

type Nested = number | readonly Nested[]
type Entries = Readonly<Record<string, Nested>>

interface Case {
  readonly name: string
  readonly arguments: readonly unknown[]
  readonly state: Entries
  readonly input: Nested
  readonly trained: Nested
  readonly gradients: Entries
  readonly buffers: Entries
  readonly evaluated: Nested
}

const any = untyped(t)
const cases: readonly Case[] = JSON.parse(readFileSync(new URL("modules.json", import.meta.url), "utf8"))

const flat = (x: unknown): number[] => [any.toArray(x)].flat(9)
const close = (x: unknown, expected: Nested): void => {
  const [actual, wanted] = [flat(x), [expected].flat(9) as number[]]
  expect(actual.length).toBe(wanted.length)
  expect(Math.max(...actual.map((value, i) => Math.abs(value - (wanted[i] as number))))).toBeLessThan(1e-5)
}
const closeAll = (named: torch.NamedParameters, expected: Entries): void => {
  expect(Object.keys(named).map(torchName).sort()).toEqual(Object.keys(expected).sort())
  for (const [path, x] of Object.entries(named)) close(x, expected[torchName(path)] as Nested)
}

/** sin(3 i + 7), rounded to four digits. */
const waves = (shape: readonly number[]): AnyTensor => {
  const count = shape.reduce((a, b) => a * b, 1)
  return any.fromArray(
    Float32Array.from({ length: count }, (_, i) => Math.round(1e4 * Math.sin(3 * i + 7)) / 1e4),
    shape,
  )
}

describe("modules are PyTorch's", () => {
  it.each(cases.map((entry) => [entry.name, JSON.stringify(entry.arguments), entry] as const))(
    "%s(%s)",
    (name, _, entry) => {
      const Class = (torch.nn as never)[name] as new (...args: readonly unknown[]) => torch.nn.Module
      const fresh = new Class(...entry.arguments)
      const state = Object.fromEntries(
        Object.keys(fresh.stateDict()).map((path) => [path, any.tensor(entry.state[torchName(path)])]),
      )
      expect(Object.keys(state).map(torchName).sort()).toEqual(Object.keys(entry.state).sort())
      const module = fresh.withParameters(state)
      const x = any.tensor(entry.input)
      const lossOf = (params: torch.NamedParameters) => {
        const [output, next] = module.withParameters(params).train(x as never)
        return [
          any.sum(any.mul(output, waves((output as AnyTensor).shape as number[]))),
          { output, next: next.namedBuffers() },
        ]
      }
      const parameters = module.namedParameters()
      const isTrained = Object.keys(parameters).length > 0
      const [, gradients, { output, next }] = isTrained
        ? any.valueAndGrad(lossOf, { aux: true })(parameters)
        : [0, {}, lossOf(parameters)[1]]
      close(output, entry.trained)
      closeAll(gradients, entry.gradients)
      closeAll(next, entry.buffers)
      close(module.withParameters({ ...module.namedParameters(), ...next }).forward(x as never), entry.evaluated)
    },
  )
})
