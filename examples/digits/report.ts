/** @file What the terminal shows of a trained classifier: where it errs, and single digits. */
import { pictureOf } from "../data/picture.js"

/** A row for each true digit, a column for each one that it was taken for. */
export const confusion = (counts: readonly (readonly number[])[]): string => {
  const cell = (count: number): string => (count === 0 ? "·" : `${count}`).padStart(4)
  return [
    `  true │${counts.map((_, digit) => `${digit}`.padStart(4)).join("")}  predicted`,
    `───────┼${"────".repeat(counts.length)}`,
    ...counts.map((row, digit) => `${`${digit}`.padStart(6)} │${row.map(cell).join("")}`),
  ].join("\n")
}

/** An image beside the log-probabilities of the ten classes. */
export const drawing = (ink: readonly number[], logp: readonly number[], label: number): string => {
  const best = logp.indexOf(Math.max(...logp))
  const picture = pictureOf(ink)
  const rows = logp.map((value, digit) => {
    const bar = "█".repeat(Math.round(30 * Math.exp(value)))
    const pixels = picture[digit] ?? " ".repeat(16)
    return `  ${pixels}  ${digit === best ? ">" : " "} ${digit} ${value.toFixed(2).padStart(7)} ${bar}`.trimEnd()
  })
  return [`  a ${label}, read as ${best}${best === label ? "" : " (wrong)"}`, ...rows].join("\n")
}
