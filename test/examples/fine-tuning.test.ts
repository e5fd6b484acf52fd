import { readFileSync } from "node:fs"
import { ones, zeros } from "tuplet"
import { declarationsOf, intoTree, loadSafetensors } from "tuplet/io"
import { conv2d } from "tuplet/nn"
import { describe, expect, it } from "vitest"
import { rowsOfEach } from "../../examples/fine-tuning/few.js"
import { body, loadPretrained, net } from "../../examples/fine-tuning/model.js"
import type { ZeroToFour } from "../../examples/fine-tuning/zero-to-four.safetensors.js"

const file = new URL("../../examples/fine-tuning/zero-to-four.safetensors", import.meta.url)

describe("what is fine-tuned", () => {
  it("has the type that is written beside it", async () => {
    const { tensors } = await loadSafetensors(file)
    expect(readFileSync(new URL(`${file}.d.ts`), "utf8")).toBe(declarationsOf("ZeroToFour", tensors))
  })

  it("fits the body that is written here, and no other: the compiler says so", async () => {
    const { body: loaded } = await loadPretrained()
    expect(net.apply([loaded, { weight: zeros([10, 64]), bias: ones([10]) }], zeros([2, 64])).shape).toEqual([2, 10])
    expect(loaded[10].weight.shape).toEqual([64, 128])
    const narrow = { body: body.spec.with(1, conv2d(1, 8, 3).spec as never), head: {} }
    const { tensors } = await loadSafetensors(file)
    expect(() => intoTree(narrow, tensors, { strict: false })).toThrow(
      "body.1.weight: [16, 1, 3, 3] is not [8, 1, 3, 3]: dim 0 is 16, not 8",
    )
    const first = (tensors: ZeroToFour) =>
      // @ts-expect-error 1.weight is not in the file
      intoTree(body.spec, tensors)
    expect(() => first(tensors as never)).toThrow("1.weight is not in the file")
  })
})

describe("a few examples", () => {
  it("are so many of each class, others in every draw", () => {
    const labels = [0, 1, 0, 0, 1, 1, 0, 1]
    expect(rowsOfEach(labels, 2, 0)).toEqual([0, 1, 2, 4])
    expect(rowsOfEach(labels, 2, 1)).toEqual([3, 5, 6, 7])
    expect(rowsOfEach(labels, 3, 1)).toEqual([6, 7])
  })
})
