/** @file How many threads compute. */
import { describe } from "../shape/operand.js"
import { hostThreads } from "./worker.js"

/**
 * How many threads large computations are shared among, the calling one included.
 *
 * That many cores, at most 8, unless `setThreads` says otherwise; 1 where threads can't share memory: browsers' pages
 * that aren't cross-origin isolated.
 * PyTorch: `torch.get_num_threads`.
 * @example
 * ```ts
 * import { setThreads, threads } from "tuplet"
 * setThreads(1)
 * threads() // 1
 * ```
 */
export const threads = (): number => {
  count ??= Math.min(hostThreads(), mostByDefault)
  return count
}

/**
 * Sets how many threads large computations are shared among, the calling one included; 1 keeps all work on it.
 *
 * Results are the same to the bit, whatever the number. Nothing is started before there is work that is worth it.
 * Errors: RangeError for anything but a whole number of at least 1.
 * PyTorch: `torch.set_num_threads`.
 * @example
 * ```ts
 * import { setThreads, tensor, toArray, sum } from "tuplet"
 * setThreads(2)
 * toArray(sum(tensor([1, 2, 3]))) // 6
 * ```
 */
export const setThreads = (wanted: number): void => {
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 1024) {
    throw new RangeError(`setThreads: expected a whole number from 1 to 1024, got ${describe(wanted)}`)
  }
  count = hostThreads() === 1 ? 1 : wanted
}

// internal

/** More gain nothing where memory is the limit, and wait for each other where tensors are small. */
const mostByDefault = 8

let count: number | undefined
