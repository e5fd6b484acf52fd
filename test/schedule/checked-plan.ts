/** @file A graph's plan, of which the numbers have been compared with the interpreter's. */
import { expect } from "vitest"
import { interpretRoots } from "../../src/exec/interpret.js"
import { readStorage } from "../../src/exec/read.js"
import { run } from "../../src/exec/run.js"
import { storageOf } from "../../src/exec/storage.js"
import { type Node, sizeOf } from "../../src/graph/node.js"
import type { Storage } from "../../src/graph/op.js"
import { topological } from "../../src/graph/walk.js"
import type { Plan } from "../../src/schedule/plan.js"
import { schedule } from "../../src/schedule/schedule.js"
import { simplify } from "../../src/transform/simplify.js"

/** For parameters "0", "1", … of float32. */
export const checkedPlan = (...given: Node[]): Plan => {
  const roots = simplify(given)
  const inputs: Storage[] = []
  for (const { op, shape } of topological(roots)) {
    if (op.kind === "parameter") inputs[Number(op.name)] = storageOf(numbers(sizeOf(shape), Number(op.name)))
  }
  const plan = schedule(roots)
  const read = (storage: Storage) => [...readStorage(storage)]
  const [got, want] = [run(plan, inputs).map(read), interpretRoots(roots, inputs).map(read)]
  got.forEach((values, root) => {
    const expected = want[root] as number[]
    expect(values).toHaveLength(expected.length)
    for (const [i, value] of values.entries()) {
      expect(Math.abs(value - (expected[i] as number))).toBeLessThanOrEqual(1e-5)
    }
  })
  return plan
}

// internal

const numbers = (length: number, seed: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(seed + i * i))
