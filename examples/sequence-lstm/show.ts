/** @file A sequence as text: its numbers, the marked ones in brackets, and the two sums. */

export const shown = (places: readonly (readonly number[])[], sum: number, guess: number): string => {
  const numbers = places.map(([value = 0, mark]) => (mark === 1 ? `[${value.toFixed(2)}]` : value.toFixed(2)))
  return `${numbers.join(" ")}: ${sum.toFixed(2)}, told ${guess.toFixed(2)}`
}
