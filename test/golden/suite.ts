/** @file The sample cases of every operation, through one evaluator. */
import { expect, it } from "vitest"
import { type Case, casesOf, nameOf } from "./cases.js"
import { check, type EvaluatorName } from "./check.js"
import { rowsFor } from "./table.js"

export const goldenSuite = (evaluator: EvaluatorName): void => {
  const groups = new Map<string, Case[]>()
  for (const sample of files.flatMap((file) => casesOf(new URL(file, import.meta.url)))) {
    groups.set(nameOf(sample), [...(groups.get(nameOf(sample)) ?? []), sample])
  }
  it("has a row for every operation", () => {
    expect([...groups].flatMap(([name, [sample]]) => (rowsFor(sample as Case) === undefined ? [name] : []))).toEqual([])
  })
  it.each([...groups])("%s", (_, samples) => {
    const failures = samples.flatMap((sample) => {
      const outcome = check(sample, [evaluator])
      return outcome.kind === "failed" ? [`${sample.id}: ${outcome.differences.slice(0, 3).join("; ")}`] : []
    })
    expect(failures).toEqual([])
  })
}

// internal

const files = ["opinfo.jsonl.gz", "more.jsonl.gz", "special.jsonl.gz", "losses.jsonl.gz"]
