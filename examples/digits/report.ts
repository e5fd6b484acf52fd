/** @file What the terminal shows of a trained classifier: how often it is right, where it errs, and single digits. */

/** The class with the largest log-probability. */
export const predicted = (logp: readonly number[]): number =>
  logp.reduce((best, value, digit) => (value > (logp[best] as number) ? digit : best), 0)

export const accuracy = (logps: readonly (readonly number[])[], labels: ArrayLike<number>): number =>
  logps.filter((logp, i) => predicted(logp) === labels[i]).length / logps.length

/** A row for each true digit, a column for each predicted one. */
export const confusion = (logps: readonly (readonly number[])[], labels: ArrayLike<number>): string => {
  const counts = digits.map(() => digits.map(() => 0))
  logps.forEach((logp, i) => {
    const row = counts[labels[i] as number] as number[]
    const column = predicted(logp)
    row[column] = (row[column] as number) + 1
  })
  const cell = (count: number): string => (count === 0 ? "·" : `${count}`).padStart(4)
  const lines = counts.map((row, digit) => `${`${digit}`.padStart(6)} │${row.map(cell).join("")}`)
  return [
    `  true │${digits.map((digit) => `${digit}`.padStart(4)).join("")}  predicted`,
    `───────┼${"────".repeat(10)}`,
    ...lines,
  ].join("\n")
}

/** An 8×8 image beside the log-probabilities of the ten classes. */
export const drawing = (ink: ArrayLike<number>, logp: readonly number[], label: number): string => {
  const best = predicted(logp)
  const rows = digits.map((digit) => {
    const pixels =
      digit < 8 ? Array.from({ length: 8 }, (_, x) => shade(ink[digit * 8 + x] as number)).join("") : " ".repeat(16)
    const value = logp[digit] as number
    const bar = "█".repeat(Math.round(30 * Math.exp(value)))
    const mark = digit === best ? ">" : " "
    return `  ${pixels}  ${mark} ${digit} ${value.toFixed(2).padStart(7)} ${bar}`.trimEnd()
  })
  return [`  a ${label}, read as ${best}${best === label ? "" : " (wrong)"}`, ...rows].join("\n")
}

// internal

const digits = Array.from({ length: 10 }, (_, digit) => digit)

/** Two characters a pixel, since a character is about twice as high as it is wide. */
const shade = (ink: number): string => (" ░▒▓█"[Math.min(4, Math.floor(ink * 5))] as string).repeat(2)
