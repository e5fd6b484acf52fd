/** @file The adaptive softmax against PyTorch's, forward and backward (test/interop/adaptive.py). */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import * as t from "../../src/index.js"
import { torchName } from "../../src/io/names.js"
import { adaptiveLogSoftmaxWithLoss, sequential } from "../../src/nn/index.js"
import * as torch from "../../src/torch/index.js"
import { untyped } from "../api/untyped.js"

type Nested = number | readonly Nested[]

interface Case {
  readonly arguments: readonly [number, number, readonly number[], object]
  readonly parameters: Readonly<Record<string, Nested>>
  readonly input: Nested
  readonly target: Nested
  readonly output: Nested
  readonly loss: number
  readonly inputGradient: Nested
  readonly gradients: Readonly<Record<string, Nested>>
  readonly logProb: Nested
  readonly predicted: readonly number[]
}

const cases: readonly Case[] = JSON.parse(readFileSync(new URL("adaptive-log-softmax.json", import.meta.url), "utf8"))
const any = untyped({ ...t, adaptiveLogSoftmaxWithLoss, sequential })

const flat = (x: unknown): number[] => [any.toArray(x)].flat(9)
const close = (x: unknown, expected: Nested): void => {
  const [actual, wanted] = [flat(x), [expected].flat(9) as number[]]
  expect(actual.length).toBe(wanted.length)
  expect(Math.max(...actual.map((value, i) => Math.abs(value - (wanted[i] as number))))).toBeLessThan(1e-5)
}

/** sin(3 i + 7), rounded to four digits. */
const waves = (shape: readonly number[]) =>
  any.fromArray(
    Float32Array.from(
      { length: shape.reduce((a, b) => a * b, 1) },
      (_, i) => Math.round(1e4 * Math.sin(3 * i + 7)) / 1e4,
    ),
    shape,
  )

const lossOf = (output: t.Tensor<number[]>, loss: unknown) =>
  any.add(any.mul(loss, 2), any.sum(any.mul(output, waves(output.shape))))

describe("the adaptive softmax is PyTorch's", () => {
  it.each(cases.map((entry) => [JSON.stringify(entry.arguments), entry] as const))("%s", (_, entry) => {
    const model = any.adaptiveLogSoftmaxWithLoss(...entry.arguments)
    const weight = (path: string) => any.tensor(entry.parameters[path])
    const bias = entry.parameters["head.bias"]
    const params = {
      head: { weight: weight("head.weight"), ...(bias === undefined ? {} : { bias: any.tensor(bias) }) },
      tail: [...Array(entry.arguments[2].length).keys()].map((i) =>
        [0, 1].map((j) => ({ weight: weight(`tail.${i}.${j}.weight`) })),
      ),
    }
    const [x, target] = [any.tensor(entry.input), any.tensor(entry.target, "int32")]
    const { output, loss } = model.withLoss(params, x, target)
    close(output, entry.output)
    close(loss, entry.loss)
    const rows = any.reshape(x, [-1, entry.arguments[0]])
    close(model.apply(params, rows), entry.logProb)
    expect(flat(model.predict(params, rows))).toEqual(entry.predicted)
    const [gradients, slope] = any.grad(([p, y]: readonly [object, unknown]) => {
      const given = model.withLoss(p, y, target)
      return lossOf(given.output, given.loss)
    })([params, x])
    close(slope, entry.inputGradient)
    close(gradients.head.weight, entry.gradients["head.weight"] as Nested)
    gradients.tail.flat().forEach((pair: { readonly weight: unknown }, i: number) => {
      close(pair.weight, entry.gradients[`tail.${i >> 1}.${i & 1}.weight`] as Nested)
    })
  })

  it.each(cases.map((entry) => [JSON.stringify(entry.arguments), entry] as const))("as a module: %s", (_, entry) => {
    const Class = torch.nn.AdaptiveLogSoftmaxWithLoss as unknown as new (
      ...args: readonly unknown[]
    ) => torch.nn.AdaptiveLogSoftmaxWithLoss
    const fresh = new Class(...entry.arguments)
    const names = Object.keys(fresh.namedParameters())
    expect(names.map(torchName).sort()).toEqual(Object.keys(entry.parameters).sort())
    const parameters = Object.fromEntries(names.map((name) => [name, any.tensor(entry.parameters[torchName(name)])]))
    const module = fresh.withParameters(parameters)
    const [x, target] = [any.tensor(entry.input), any.tensor(entry.target, "int32")]
    const { output, loss } = module.forward(x as never, target as never)
    close(output, entry.output)
    close(loss, entry.loss)
    const gradients = any.grad((p: torch.NamedParameters) => {
      const given = module.withParameters(p).forward(x as never, target as never)
      return lossOf(given.output as never, given.loss)
    })(parameters)
    for (const name of names) close(gradients[name], entry.gradients[torchName(name)] as Nested)
    close(module.logProb(any.reshape(x, [-1, entry.arguments[0]]) as never), entry.logProb)
  })
})

describe("the adaptive softmax", () => {
  const model = adaptiveLogSoftmaxWithLoss(4, 10, [2, 5])
  const params = model.init(t.key(1))

  it("gives probabilities", () => {
    const sums = t.sum(t.exp(model.apply(params, t.ones([3, 4]))), -1)
    for (const sum of t.toArray(sums)) expect(sum).toBeCloseTo(1, 6)
  })
  it("gives each class its own log-probability, in batches of any rank and when compiled", () => {
    const x = t.reshape(t.normal(t.key(2), [40]), [5, 2, 4])
    const target = t.tensor(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((c) => (c * 7) % 10),
      "int32",
    )
    const inTwos = t.reshape(target, [5, 2])
    const { output, loss } = model.withLoss(params, x, inTwos)
    const expected = t.squeeze(t.takeAlongDim(model.apply(params, x), t.unsqueeze(inTwos, -1), -1), -1)
    expect(flat(t.sub(output, expected)).every((gap) => Math.abs(gap) < 1e-6)).toBe(true)
    expect(t.item(loss)).toBeCloseTo(-t.item(t.mean(expected)), 5)
    const f = t.compile({ params: model.spec, x: t.spec(["n", 4]), y: t.spec(["n"], "int32") }, (given) =>
      model.withLoss(given.params, given.x, given.y),
    )
    const compiled = f({ params, x: t.reshape(x, [10, 4]), y: target })
    expect(flat(compiled.output)).toEqual(flat(output))
  })
  it("ends a model", () => {
    const net = any.sequential(t.relu, model)
    expect(net.apply(net.init(t.key(0)), t.ones([3, 4])).shape).toEqual([3, 10])
  })
  it("refuses classes that don't exist, when read", () => {
    for (const target of [10, -1, -100]) {
      const { loss } = model.withLoss(params, t.ones([1, 4]), t.tensor([target], "int32"))
      expect(() => t.item(loss)).toThrow(t.IndexError)
    }
  })
  it("refuses what it can't be made of", () => {
    const made =
      (...args: readonly unknown[]) =>
      () =>
        any.adaptiveLogSoftmaxWithLoss(...args)
    const said = "adaptiveLogSoftmaxWithLoss: cutoffs"
    expect(made(4, 10, [5, 2])).toThrow(`${said} [5, 2] do not rise between 0 and 10, the number of classes`)
    for (const cutoffs of [[], [0, 2], [2, 2], [2, 10], [2.5]]) expect(made(4, 10, cutoffs)).toThrow(t.ShapeError)
    expect(made(4, 10, 3)).toThrow(`${said} are a list, got 3`)
    expect(made(4, 10, [2], { divValue: 0 })).toThrow("divValue is a number above 0, got 0")
    expect(() => any.adaptiveLogSoftmaxWithLoss(4, 10, [2]).apply({}, t.ones([3, 4]))).toThrow("params.head is missing")
  })
})
