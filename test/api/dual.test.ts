/**
 * @file What every operation does with the arguments themselves: count them, and tell those that wait from wrong ones.
 */
import { describe, expect, it } from "vitest"
import { argmax } from "../../src/api/argmax.js"
import { at } from "../../src/api/at.js"
import { add, maximum } from "../../src/api/binary.js"
import { cast } from "../../src/api/cast.js"
import { concat } from "../../src/api/concat.js"
import { tensor } from "../../src/api/create.js"
import { nllLoss } from "../../src/api/loss.js"
import { matmul } from "../../src/api/matmul.js"
import { permute, reshape } from "../../src/api/movement.js"
import { maxPool2d } from "../../src/api/pool.js"
import { randint, uniform } from "../../src/api/random.js"
import { sum } from "../../src/api/reduce.js"
import { softmax } from "../../src/api/softmax.js"
import { exp, relu } from "../../src/api/unary.js"
import { where } from "../../src/api/where.js"
import * as tuplet from "../../src/index.js"
import { numbers } from "./read.js"
import { untyped } from "./untyped.js"

const any = untyped({
  add,
  argmax,
  at,
  cast,
  concat,
  matmul,
  maximum,
  maxPool2d,
  nllLoss,
  permute,
  randint,
  relu,
  reshape,
  softmax,
  sum,
  uniform,
  where,
})
const x = tensor([1, -2])
const mask = tensor([true])
const target = tensor([0], "int32")

describe("arguments beyond the last", () => {
  it.each<readonly [() => unknown, string]>([
    [() => any.relu(x, 0), "relu(x) takes at most 1 argument, got 2"],
    [() => any.add(x, x, x), "add(a, b) takes at most 2 arguments, got 3"],
    [() => any.sum(x, 0, {}, 1), "sum(x, dim, options) takes at most 3 arguments, got 4"],
    [() => any.sum(0, {}, 1), "sum(dim, options) takes at most 2 arguments, got 3"],
    [() => any.softmax(0, 1), "softmax(dim) takes at most 1 argument, got 2"],
    [() => any.where(x, x, x, x), "where(condition, a, b) takes at most 3 arguments, got 4"],
    [
      () => any.uniform(x, [2], 5, 10),
      "uniform(key, shape) takes at most 2 arguments, got 4: use mul and add for other ranges",
    ],
  ])("are refused: %s", (call, sentence) => expect(call).toThrow(new TypeError(sentence)))

  it("are refused by every operation, by its name", () => {
    const others =
      /^(?:[A-Z].*|at|compile|data|einsum|evaluate.*|explain|flow|fromNested|item|keySpec|pipe|refine|setThreads|spec|specsOf|threads|toArray|checkpoint|custom.*|grad|hessian|jacobian|jvp|stopGradient|valueAndGrad|vjp|vmap)$/
    const operations = Object.entries(untyped(tuplet)).filter(([name]) => !others.test(name))
    expect(operations.length).toBeGreaterThan(60)
    for (const [name, call] of operations) {
      expect(() => call(...Array(9).fill(x))).toThrow(
        new RegExp(`^${name}\\(.*\\) takes at most \\d arguments?, got 9`),
      )
    }
  })

  it("are as many as there are indices", () => expect(at(tensor([[[1]]]), 0, 0, 0).shape).toEqual([]))

  it("that array methods append are not the operation's", () => {
    const all = [tensor([1, -2]), tensor([3, -4]), tensor([5, 0])]
    expect(all.map(relu).map(numbers)).toEqual([
      [1, 0],
      [3, 0],
      [5, 0],
    ])
    expect(numbers([x, x, x].reduce(any.add))).toEqual([3, -6])
    expect(numbers(all.slice(1).reduce(any.maximum, x))).toEqual([5, 0])
    expect([all].map(any.concat).map(numbers)).toEqual([[1, -2, 3, -4, 5, 0]])
  })
})

describe("a first argument", () => {
  it.each<readonly [() => unknown, string]>([
    [() => any.sum(null), "sum: expected a tensor, a dim or a list of dims, got null"],
    [() => any.sum(), "sum: expected a tensor, a dim or a list of dims, got undefined"],
    [
      () => any.sum(new Float32Array(2)),
      "sum: expected a tensor, a dim or a list of dims, got a Float32Array: use fromArray(values, shape)",
    ],
    [
      () => any.sum([[1, 2]]),
      "sum: expected a tensor, a dim or a list of dims, got [[…]]: use tensor(value) to make one",
    ],
    [() => any.softmax("2"), 'softmax: expected a tensor or a dim, got "2"'],
    [() => any.argmax([0]), "argmax: expected a tensor or a dim, got [0]: use tensor(value) to make one"],
    [() => any.softmax(exp), "softmax: expected a tensor or a dim, got a function: call it with its tensor first"],
    [() => any.reshape("23"), 'reshape: expected a tensor or a list of sizes, got "23"'],
    [() => any.permute(1), "permute: expected a tensor or a list of dims, got 1"],
    [() => any.at(), "at: expected a tensor, got undefined"],
    [() => any.maxPool2d(2), "maxPool2d: expected a tensor or options, got 2"],
    [() => any.where(mask, true, 0), "where: expected a tensor or a number, got true: use tensor(value) to make one"],
    [() => any.add(x, [1]), "add: expected a tensor or a number, got [1]: use tensor(value) to make one"],
    [() => any.cast(1), "cast: expected a tensor or a name, got 1"],
    [() => any.add("2"), 'add: expected a tensor or a number, got "2"'],
    [() => any.matmul(2), "matmul: expected a tensor, got 2"],
    [() => any.nllLoss(2), "nllLoss: expected a tensor, got 2"],
    [() => any.nllLoss(x, undefined), "nllLoss: expected a tensor, got undefined: use tensor(value) to make one"],
    [() => any.nllLoss(x, new Map()), "nllLoss: expected a tensor, got a Map: use tensor(value) to make one"],
    [() => any.nllLoss(x, target, new Map()), "nllLoss: options are an object, got a Map"],
    [() => any.sum(x, 0, x), "sum: options are an object, got a tensor of shape [2]"],
    [() => any.where(target, true, false), "where needs a bool condition, got int32: use notEqual(x, 0) first"],
  ])("that can't be one is refused at once: %s", (call, sentence) => expect(call).toThrow(sentence))
})

describe("names", () => {
  it.each([
    [any.relu, "relu"],
    [any.softmax(-1), "softmax(-1)"],
    [any.cast("int32"), "cast(int32)"],
    [any.maxPool2d({ kernel: 2 }), "maxPool2d"],
    [any.add(x), "add"],
  ])("%# are the operations', with what is said shortly of their arguments", (f, name) => {
    expect((f as unknown as { readonly name: string }).name).toBe(name)
  })
})
