/** @file Names that may have been meant. Files are of anyone's making: only so many, and so long ones, are compared. */

/** The nearest of the names, at most three, none that differs in more than two letters of five. */
export const nearestTo = (name: string, names: readonly string[]): readonly string[] =>
  names
    .slice(0, MOST)
    .filter((other) => other.length <= LONGEST && name.length <= LONGEST)
    .map((other) => ({ other, distance: distanceOf(name, other) }))
    .filter(({ distance }) => distance <= Math.max(2, 0.4 * name.length))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ other }) => other)

/** Levenshtein's: the letters to be inserted, left out or exchanged. */
export const distanceOf = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) {
      const exchanged = (row[j] as number) + Number(a[i] !== b[j])
      next.push(Math.min(exchanged, (row[j + 1] as number) + 1, (next[j] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}

// internal

const MOST = 500
const LONGEST = 100
