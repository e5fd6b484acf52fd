import { at, key, normal, randint, reshape, square, sum, toArray } from "tuplet"
import { describe, expect, it } from "vitest"
import { agreementOf } from "../../examples/per-example-gradients/agreement.js"
import { gradientOfOne, normsOfEach } from "../../examples/per-example-gradients/gradients.js"
import { largest, withWrong } from "../../examples/per-example-gradients/labels.js"
import { net } from "../../examples/per-example-gradients/model.js"

const params = net.init(key(0))
const data = { x: normal(key(1), [5, 64]), y: randint(key(2), 0, 10, [5]) }

describe("gradients of each example", () => {
  it("are those of a loop", () => {
    expect(agreementOf(params, data).difference).toBeLessThan(1e-6)
  })

  it("have the norm of all their numbers", () => {
    const [first, , last] = gradientOfOne({ params, x: at(data.x, 3), y: at(data.y, 3) })
    const leaves = [first.weight, first.bias, last.weight, last.bias].map((leaf) => reshape(leaf, [-1]))
    const total = leaves.reduce((before, leaf) => before + toArray(sum(square(leaf))), 0)
    expect(toArray(normsOfEach({ params, ...data }))[3]).toBeCloseTo(Math.sqrt(total), 5)
  })
})

describe("wrong labels", () => {
  it("are each so many-th, one more than the right one", () => {
    expect(withWrong([9, 1, 2, 3, 4], 3)).toEqual([0, 1, 2, 4, 4])
  })

  it("are looked for among the largest numbers", () => {
    expect(largest([3, 1, 4, 1, 5], 2)).toEqual([4, 2])
  })
})
