/** @file PyTorch's sample cases on several threads, every step that can be shared is: to the bit as on one. */
import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { readStorage } from "../../src/exec/read.js"
import { sharedRunner } from "../../src/exec/run.js"
import { hostThreads } from "../../src/exec/worker.js"
import { stubAtomics } from "../exec/shared-run.js"
import { goldenSuite } from "./suite.js"

vi.mock("../../src/schedule/worth.js", () => import("../exec/everything.js"))

vi.mock("../../src/exec/run.js", async (original) => {
  const module = await original<typeof import("../../src/exec/run.js")>()
  const { sharedRun } = await import("../exec/shared-run.js")
  return { ...module, run: sharedRun(module.run, () => readStorage) }
})

beforeAll(stubAtomics)
afterAll(() => vi.unstubAllGlobals())

goldenSuite("kernels")

it.runIf(hostThreads() > 1)("has had help", () => {
  expect(sharedRunner().pool.helped).toBeGreaterThan(100)
})
