import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readStorage } from "../src/exec/read.js"
import { run } from "../src/exec/run.js"
import { storageOf } from "../src/exec/storage.js"
import { explain } from "../src/explain.js"
import * as build from "../src/graph/infer.js"
import { createNode, type Node } from "../src/graph/node.js"
import type { Storage } from "../src/graph/op.js"
import { verify } from "../src/graph/verify.js"
import { topological } from "../src/graph/walk.js"
import { evaluateNodes } from "../src/pipeline.js"
import { rem } from "../src/primitives/elementary.js"
import { schedule } from "../src/schedule/schedule.js"
import { simplify } from "../src/transform/simplify.js"
import type { TypedArray } from "../types/dtype.js"
import { interpretRandom } from "./graph/interpret-random.js"
import { type RandomGraph, randomGraph } from "./graph/random-graph.js"

const runKernels = ({ roots, inputs }: RandomGraph): readonly number[][] =>
  run(
    schedule(simplify(roots)),
    inputs.map((numbers) => storageOf(numbers.slice())),
  ).map(numbersOf)

describe("the pipeline", () => {
  it("computes any graph of exact operations to the bit", () => {
    fc.assert(
      fc.property(randomGraph("exact"), (graph) => {
        expect(runKernels(graph)).toEqual(interpretRandom(graph))
      }),
      { numRuns: 400 },
    )
  })

  it("computes any graph of smooth operations to rounding", () => {
    fc.assert(
      fc.property(randomGraph("smooth"), (graph) => {
        const expected = interpretRandom(graph).flat()
        const values = runKernels(graph).flat()
        expect(values).toHaveLength(expected.length)
        values.forEach((value, i) => {
          const want = expected[i] as number
          expect(Math.abs(value - want)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(want)))
        })
      }),
      { numRuns: 400 },
    )
  })

  it("gives the fused graph the numbers that its nodes give one by one", () => {
    fc.assert(
      fc.property(randomGraph("smooth"), (graph) => {
        const together = runKernels(graph).flat()
        const apart = runStepwise(graph).flat()
        expect(together).toHaveLength(apart.length)
        together.forEach((value, i) => {
          const want = apart[i] as number
          expect(Math.abs(value - want)).toBeLessThanOrEqual(1e-5 * (1 + Math.abs(want)))
        })
      }),
      { numRuns: 200 },
    )
  })

  it("keeps what it evaluated and forgets how", () => {
    const x = build.constant(storageOf(Float32Array.of(1, 2, 3)), [3])
    const sum = build.binary("add", x, x)
    const [storage] = evaluateNodes([sum], "test")
    expect(sum.op.kind).toBe("constant")
    expect(sum.inputs).toEqual([])
    expect(evaluateNodes([sum], "test")[0]).toBe(storage)
    verify([sum])
  })

  it("keeps the graph of what is read while it is differentiated", () => {
    const x = build.variable(build.constant(storageOf(Float32Array.of(1, 2, 3)), [3]))
    const twice = build.binary("add", x, x)
    expect(evaluateNodes([twice], "test").map(numbersOf)).toEqual([[2, 4, 6]])
    expect(twice.op.kind).toBe("binary")
  })

  it("says what is evaluated without a kernel", () => {
    const wide = build.constant(storageOf(Float64Array.of(1, 5)), [2])
    const rest = rem(wide, build.fill(3, [2], "float64"))
    expect(explain(rest)).toContain("1. routine: rem (rem of float64 has no kernel)")
    expect(evaluateNodes([rest], "test").map(numbersOf)).toEqual([[1, 2]])
  })

  it("refuses tensors that stand for arguments to come", () => {
    const later = build.parameter("x", [3], "float32")
    expect(() => evaluateNodes([build.unary("exp", later)], "toArray")).toThrow(
      "toArray: 'x' has no numbers while its function is being traced: return the tensor and read it outside",
    )
  })
})

/** Every node in a kernel of its own. */
const runStepwise = ({ roots, inputs }: RandomGraph): readonly number[][] => {
  const simple = simplify(roots)
  const values = new Map<Node, Storage>()
  for (const node of topological(simple)) {
    if (node.op.kind === "parameter") {
      values.set(node, storageOf((inputs[Number(node.op.name)] as TypedArray).slice()))
      continue
    }
    const operands = node.inputs.map((input, i) => build.parameter(`${i}`, input.shape, input.dtype))
    const alone = createNode(node.op, operands, node.shape, node.dtype)
    const [value] = run(
      schedule([alone]),
      node.inputs.map((input) => values.get(input) as Storage),
    )
    values.set(node, value as Storage)
  }
  return simple.map((root) => numbersOf(values.get(root) as Storage))
}

const numbersOf = (storage: Storage): number[] => Array.from(readStorage(storage))
