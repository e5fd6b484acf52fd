/** @file Running a plan on one thread and on several: `vi.mock` can put `sharedRun` in the place of `run`. */
import { vi } from "vitest"
import { setThreads } from "../../src/exec/threads.js"
import { control } from "../../src/exec/worker.js"
import type { Storage } from "../../src/graph/op.js"
import type { Plan } from "../../src/schedule/plan.js"
import type { TypedArray } from "../../types/dtype.js"

type Run = (plan: Plan, inputs: readonly Storage[]) => readonly Storage[]

/** Throws where the results are not the same to the bit. `reader` gives `readStorage`, which may not be there yet. */
export const sharedRun =
  (run: Run, reader: () => (storage: Storage) => TypedArray): Run =>
  (plan, inputs) => {
    setThreads(1)
    const alone = run(plan, inputs).map(reader())
    setThreads(3)
    const results = run(plan, inputs)
    results.map(reader()).forEach((numbers, root) => {
      const expected = alone[root] as typeof numbers
      const at = numbers.findIndex((x, i) => !Object.is(x, expected[i]))
      if (at < 0) return
      throw new Error(`root ${root} at ${at}: ${numbers[at]} on several threads, ${expected[at]} on one`)
    })
    return results
  }

/** Lets workers in: after this thread has opened a job, it waits for some microseconds. */
export const stubAtomics = (): void => {
  const real = Atomics
  const { add, load, exchange, notify, wait } = real
  const store = (words: Int32Array, place: number, value: number): number => {
    const stored = real.store(words, place, value)
    const end = performance.now() + 0.02
    while (place === control.sequence && (value & 1) === 1 && performance.now() < end);
    return stored
  }
  vi.stubGlobal("Atomics", { add, load, exchange, notify, wait, store })
}
