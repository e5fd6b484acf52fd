/** @file Gradients through attention of options of all kinds, as kernels compute them, against those of float64. */
import { describe, expect, it } from "vitest"
import { key } from "../../src/api/key.js"
import type { Node } from "../../src/graph/node.js"
import * as tuplet from "../../src/index.js"
import { untyped } from "./untyped.js"

const any = untyped(tuplet as unknown as Record<keyof typeof tuplet, unknown>)

const [q, k, v, weight] = [
  [2, 2, 30, 6],
  [2, 1, 50, 6],
  [2, 1, 50, 5],
  [2, 2, 30, 5],
].map((shape, i) => any.normal(key(i), shape))
const noise = any.normal(key(4), [30, 50])
const isSeen = any.greater(any.where(any.less(any.reshape(any.arange(30), [30, 1]), 4), -1, noise), 0.5)
const masked = any.where(isSeen, noise, Number.NEGATIVE_INFINITY)

type Attend = (operands: readonly Node[], dtype: string) => Node

const as = (x: Node, dtype: string): Node => any.cast(x, dtype)
const withOptions =
  (options: object): Attend =>
  ([a, b, c]) =>
    any.scaledDotProductAttention(a, b, c, options)
const byHand: Attend = ([a, b, c]) =>
  any.matmul(any.softmax(any.mul(any.matmul(a, any.swapaxes(b, -1, -2)), 0.3), -1), c)

const ways: Readonly<Record<string, Attend>> = {
  "no options": withOptions({}),
  "a causal mask": withOptions({ isCausal: true }),
  "a scale": withOptions({ scale: 2 }),
  "a mask of what is seen, in some rows nothing": withOptions({ mask: isSeen }),
  "a mask that is added": (operands, dtype) => withOptions({ mask: as(masked, dtype) })(operands, dtype),
  dropout: withOptions({ dropout: { p: 0.4, key: key(5) } }),
  "matmul and softmax": byHand,
  "a checkpoint": (operands, dtype) => any.checkpoint((given: readonly Node[]) => byHand(given, dtype))(operands),
}

const total =
  (attend: Attend, dtype: string) =>
  (operands: readonly Node[]): Node =>
    any.sum(any.mul(attend(operands, dtype), as(weight, dtype)))

const operands = (dtype: string): readonly Node[] => [q, k, v].map((x) => as(x, dtype))

const agree = (got: readonly Node[], want: readonly Node[]): void =>
  got.forEach((x, i) => {
    const exact = any.data(want[i]) as Float64Array
    const most = exact.reduce((max, value) => Math.max(max, Math.abs(value)), 1)
    const off = any.data(x).map((value: number, at: number) => Math.abs(value - (exact[at] as number)) / most)
    expect(Math.max(...off)).toBeLessThan(1e-5)
  })

describe.each(Object.entries(ways))("gradients through attention with %s", (_, attend) => {
  it("are those of float64, and write no weights", () => {
    const slopes = (dtype: string): readonly Node[] => any.grad(total(attend, dtype))(operands(dtype))
    const got = slopes("float32")
    expect(any.explain(got)).toContain("gradient of attention")
    agree(got, slopes("float64"))
  })

  it("have gradients", () => {
    const slopes = (dtype: string): readonly Node[] => {
      const squares = (given: readonly Node[]): Node => any.sum(any.square(any.grad(total(attend, dtype))(given)[0]))
      return any.grad(squares)(operands(dtype))
    }
    agree(slopes("float32"), slopes("float64"))
  })
})

it.each([false, true])("goes through several layers (as checkpoints: %s)", (isCheckpoint) => {
  const layer = ([x]: readonly Node[]): readonly Node[] => [any.add(x, any.scaledDotProductAttention(x, x, any.sin(x)))]
  const once = isCheckpoint ? any.checkpoint(layer) : layer
  const slopes = (dtype: string): readonly Node[] =>
    any.grad((given: readonly Node[]) => any.sum(any.square(once(once(once(given)))[0])))([as(q, dtype)])
  const got = slopes("float32")
  expect(any.explain(got).match(/gradient of attention/g)).toHaveLength(3)
  agree(got, slopes("float64"))
})
