import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { ones, zeros } from "../../src/api/create.js"

describe("a tensor as text", () => {
  it("is its type, in consoles as in templates", () => {
    const x = zeros([2, 3])
    expect(`${x}`).toBe('Tensor<[2, 3], "float32">')
    expect(inspect(x)).toBe(`${x}`)
    expect(String(ones([], "int32"))).toBe('Tensor<[], "int32">')
  })
})
