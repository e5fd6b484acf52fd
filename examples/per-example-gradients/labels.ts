/** @file Labels of which some are wrong, to be found again. */

/** Every so many-th label is that of the next digit. */
export const withWrong = (labels: readonly number[], every: number): number[] =>
  labels.map((label, i) => (i % every === 0 ? (label + 1) % 10 : label))

/** The positions of the largest numbers, the largest first. */
export const largest = (numbers: readonly number[], count: number): number[] =>
  numbers
    .map((_, i) => i)
    .sort((a, b) => (numbers[b] ?? 0) - (numbers[a] ?? 0))
    .slice(0, count)
