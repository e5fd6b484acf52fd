/** @file From when on it is worth sharing work among threads: measured, see docs/design/exec.md. */

/** Estimated nanoseconds of work, but for `elements`. */
export const worth = {
  /** a step that threads take parts of: a quarter of it at a time, or one part for each */
  sharing: 1e4,
  /** waking threads that wait: 5 µs for the one that wakes them, 50 for them */
  waking: 1e5,
  /** starting one more: 2 ms for the one that asks for it, 20 for it */
  starting: 2e6,
  /** neighbours in memory that one thread writes: a cache line of the narrowest dtype */
  elements: 64,
} as const
