/** @file What the golden runner prints. */
import type { Outcome } from "./check.js"

export interface Judged {
  readonly id: string
  readonly outcome: Outcome
}

export const count = (judged: readonly Judged[], kind: Outcome["kind"]): number =>
  judged.filter(({ outcome }) => outcome.kind === kind).length

/** `add: 8 passed, 0 failed, 0 unsupported`, and below it what is not passed. */
export const report = (name: string, judged: readonly Judged[], differences: number): string =>
  [`${name}: ${totals(judged)}`, ...judged.flatMap(({ id, outcome }) => linesOf(id, outcome, differences))].join("\n")

export const summary = (judged: readonly Judged[]): string => `total: ${totals(judged)}`

// internal

const linesOf = (id: string, outcome: Outcome, differences: number): readonly string[] => {
  switch (outcome.kind) {
    case "passed":
      return []
    case "unsupported":
      return [`  unsupported ${id}: ${outcome.reason}`]
    case "failed": {
      const more = outcome.differences.length - differences
      return [
        `  FAILED ${id}`,
        ...outcome.differences.slice(0, differences).map((text) => `    ${text}`),
        ...(more > 0 ? [`    and ${more} more`] : []),
      ]
    }
  }
}

const totals = (judged: readonly Judged[]): string =>
  `${count(judged, "passed")} passed, ${count(judged, "failed")} failed, ${count(judged, "unsupported")} unsupported`
