/** @file Einstein summation against plain loops over every letter. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { cast } from "../../src/api/cast.js"
import { fromArray, tensor, zeros } from "../../src/api/create.js"
import { einsum } from "../../src/api/einsum.js"
import { nodeOf } from "../../src/api/handle.js"
import { sum } from "../../src/api/reduce.js"
import { square } from "../../src/api/unary.js"
import { sizeOf } from "../../src/graph/node.js"
import { topological } from "../../src/graph/walk.js"
import { toArray } from "../../src/read.js"
import { DTypeError, ShapeError } from "../../src/shape/error.js"
import { grad } from "../../src/transform/grad.js"
import type { AnyTensor } from "../../types/tensor.js"
import { numbers, read } from "./read.js"
import { untyped } from "./untyped.js"

const any = untyped({ einsum, grad })

interface Values {
  readonly shape: readonly number[]
  readonly values: readonly number[]
}

/** Every combination of indices, the last one fastest. */
const indices = (shape: readonly number[]): readonly (readonly number[])[] =>
  shape.reduce<readonly (readonly number[])[]>(
    (all, size) => all.flatMap((head) => Array.from({ length: size }, (_, i) => [...head, i])),
    [[]],
  )

const at = ({ shape, values }: Values, index: readonly number[]): number =>
  values[shape.reduce((offset, size, axis) => offset * size + (index[axis] as number), 0)] as number

/** Σ over all letters of the product of all operands. */
const reference = (
  terms: readonly string[],
  output: string,
  sizes: Record<string, number>,
  operands: readonly Values[],
) => {
  const letters = [...new Set([...output, ...terms.join("")])]
  const summed = letters.filter((letter) => !output.includes(letter))
  const shape = [...output].map((letter) => sizes[letter] as number)
  return indices(shape).map((head) =>
    indices(summed.map((letter) => sizes[letter] as number)).reduce((total, rest) => {
      const place = (letter: string) =>
        (output.includes(letter) ? head[output.indexOf(letter)] : rest[summed.indexOf(letter)]) as number
      return total + terms.reduce((product, term, i) => product * at(operands[i] as Values, [...term].map(place)), 1)
    }, 0),
  )
}

const make = ({ shape, values }: Values): AnyTensor => fromArray(Float32Array.from(values), shape as number[])

const cases = fc
  .record({
    sizes: fc.tuple(...Array.from({ length: 5 }, () => fc.integer({ min: 0, max: 3 }))),
    terms: fc.array(fc.array(fc.constantFrom(..."abcde"), { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
    seed: fc.integer({ min: 1, max: 1000 }),
    order: fc.shuffledSubarray([..."abcde"]),
  })
  .map(({ sizes, terms, seed, order }) => {
    const names = terms.map((letters) => letters.join(""))
    const size = Object.fromEntries([..."abcde"].map((letter, i) => [letter, sizes[i] as number]))
    const operands = names.map((term, k): Values => {
      const shape = [...term].map((letter) => size[letter] as number)
      const count = shape.reduce((product, n) => product * n, 1)
      return { shape, values: Array.from({ length: count }, (_, i) => ((i * 7 + k * 3 + seed) % 9) - 4) }
    })
    return { terms: names, output: order.filter((letter) => names.join("").includes(letter)).join(""), size, operands }
  })

describe("einsum", () => {
  it("equals plain loops, on the interpreter and in kernels", () => {
    fc.assert(
      fc.property(cases, ({ terms, output, size, operands }) => {
        const result = any.einsum(`${terms.join(",")}->${output}`, ...operands.map(make)) as AnyTensor
        const expected = reference(terms, output, size, operands).map((x) => x + 0)
        expect(result.shape).toEqual([...output].map((letter) => size[letter]))
        expect(numbers(result).map((x) => x + 0)).toEqual(expected)
        expect([toArray(result)].flat(9).map((x) => Number(x) + 0)).toEqual(expected)
      }),
      { numRuns: 150 },
    )
  })
  it("writes the output that is left out", () => {
    fc.assert(
      fc.property(cases, ({ terms, size, operands }) => {
        const letters = [...terms.join("")]
        const output = [...new Set(letters)]
          .filter((x) => letters.filter((y) => y === x).length === 1)
          .sort()
          .join("")
        const result = any.einsum(terms.join(", "), ...operands.map(make)) as AnyTensor
        expect(numbers(result).map((x) => x + 0)).toEqual(reference(terms, output, size, operands).map((x) => x + 0))
      }),
      { numRuns: 60 },
    )
  })
  it("has gradients that equal those of plain loops", () => {
    fc.assert(
      fc.property(cases, ({ terms, output, size, operands }) => {
        const inputs = operands.map(make)
        const gradients = any.grad((...xs: AnyTensor[]) =>
          sum(square(any.einsum(`${terms.join(",")}->${output}`, ...xs) as never)),
        )(...inputs) as AnyTensor | readonly AnyTensor[]
        const first = (Array.isArray(gradients) ? gradients[0] : gradients) as AnyTensor
        // d/dx Σ y² = 2 Σ y · dy/dx, and dy/dx is the same sum with a one in place of each element of x
        const [x] = operands as [Values]
        const y = reference(terms, output, size, operands)
        const expected = x.values.map((_, k) => {
          const one = { ...x, values: x.values.map((_, i) => Number(i === k)) }
          return reference(terms, output, size, [one, ...operands.slice(1)]).reduce(
            (total, d, i) => total + 2 * d * (y[i] as number),
            0,
          )
        })
        expect(numbers(first).map((x) => x + 0)).toEqual(expected.map((x) => x + 0))
      }),
      { numRuns: 60 },
    )
  })
  it("broadcasts what ... covers", () => {
    const [a, b] = [tensor([[[1, 2]], [[3, 4]]]), tensor([[10], [20], [30]])]
    expect(read(einsum("...i,...i->...", a, zeros([3, 2]))).shape).toEqual([2, 3])
    expect(read(einsum("...,...->...", a, b)).values).toEqual([10, 20, 20, 40, 30, 60, 30, 40, 60, 80, 90, 120])
    expect(read(einsum("...ij->...ji", a)).shape).toEqual([2, 2, 1])
    expect(read(einsum("i...->...", a)).values).toEqual([4, 6])
    expect(read(einsum("...i->i", a)).values).toEqual([4, 6])
    expect(read(einsum("...,...", tensor([2]), tensor([3]))).values).toEqual([6])
  })
  it("takes nothing from beside a diagonal", () => {
    const x = tensor([
      [1, Number.NaN, Number.POSITIVE_INFINITY],
      [Number.NaN, -0, Number.NEGATIVE_INFINITY],
      [Number.NaN, Number.NaN, 3],
    ])
    expect(toArray(einsum("ii->i", x))).toEqual([1, -0, 3])
    expect(toArray(einsum("ii", x))).toBe(4)
  })
  it("brings operands to one dtype", () => {
    const counts = tensor(
      [
        [1, 2],
        [3, 4],
      ],
      "int32",
    )
    expect(read(einsum("ij,jk->ik", counts, counts))).toEqual({
      shape: [2, 2],
      dtype: "int32",
      values: [7, 10, 15, 22],
    })
    expect(einsum("ij,jk->ik", counts, cast(counts, "float64")).dtype).toBe("float64")
    expect(() => any.einsum("i->i", tensor([true]))).toThrow(DTypeError)
  })
  it("multiplies the cheapest pair first", () => {
    const product = einsum("ij,jk,kl->il", zeros([500, 2]), zeros([2, 500]), zeros([500, 1]))
    const largest = Math.max(...topological([nodeOf(product)]).map((node) => sizeOf(node.shape)))
    expect(product.shape).toEqual([500, 1])
    expect(largest).toBe(1000)
  })
  it("refuses with a sentence, and what is no pattern", () => {
    expect(() => any.einsum("ij,jk->ik", zeros([2, 3]), zeros([5, 4]))).toThrow(
      new ShapeError("einsum: 'j' is 3 in operand 1 but 5 in operand 2"),
    )
    expect(() => any.einsum(3, zeros([2]))).toThrow(TypeError)
    expect(() => any.einsum("i->i", [1])).toThrow("einsum: expected a tensor, got [1]")
    expect(() => any.einsum("->")).toThrow(new ShapeError('einsum: "->" is for 1 tensors, got 0'))
  })
})
