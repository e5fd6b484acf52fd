/** @file The guard on class indices. */
import { expect, test } from "vitest"
import { assertIndices } from "../../src/exec/check.js"
import { IndexError } from "../../src/shape/error.js"

const check = (indices: readonly number[], limit: number, ignore?: number) => () =>
  assertIndices(Int32Array.from(indices), { limit, ignore, operation: "nllLoss" })

test("accepts what is in range, and the ignored index", () => {
  expect(check([0, 1, 2], 3)).not.toThrow()
  expect(check([], 0)).not.toThrow()
  expect(check([-100, 2, -100], 3, -100)).not.toThrow()
})

test("names the first that isn't", () => {
  expect(check([0, 3, 9], 3)).toThrow(
    new IndexError("nllLoss: index 3 (element 1) is out of range for size 3: use 0 to 2"),
  )
  expect(check([-1], 3, -100)).toThrow("nllLoss: index -1 (element 0) is out of range for size 3: use 0 to 2")
  expect(check([0], 0)).toThrow(new IndexError("nllLoss: index 0 (element 0) is out of range for size 0"))
})
