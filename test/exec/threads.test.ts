/** @file Random graphs on several threads, every step that can be shared is: the same numbers to the bit as on one. */
import fc from "fast-check"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { readStorage } from "../../src/exec/read.js"
import { run, sharedRunner } from "../../src/exec/run.js"
import { storageOf } from "../../src/exec/storage.js"
import { hostThreads } from "../../src/exec/worker.js"
import { schedule } from "../../src/schedule/schedule.js"
import { simplify } from "../../src/transform/simplify.js"
import { type Kind, randomGraph } from "../graph/random-graph.js"
import { sharedRun, stubAtomics } from "./shared-run.js"

vi.mock("../../src/schedule/worth.js", () => import("./everything.js"))

beforeAll(stubAtomics)
afterAll(() => vi.unstubAllGlobals())

test.runIf(hostThreads() > 1).each<Kind>(["exact", "smooth"])("%s graphs", (kind) => {
  fc.assert(
    fc.property(randomGraph(kind), ({ roots, inputs }) => {
      sharedRun(run, () => readStorage)(
        schedule(simplify(roots)),
        inputs.map((numbers) => storageOf(numbers.slice())),
      )
    }),
    { numRuns: 500 },
  )
  expect(sharedRunner().pool.helped).toBeGreaterThan(100)
})
