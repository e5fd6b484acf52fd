/** @file `Atomics` that take their time, now and then: threads then meet in orders that are rare otherwise. */

type Operation = "add" | "sub" | "load" | "store" | "exchange" | "wait" | "notify"

/** Source of a function that makes them, so that workers can have them too. `pause` waits some microseconds. */
export const slowAtomics = (fast: typeof Atomics, seed: number, most: number): Pick<typeof Atomics, Operation> => {
  let state = seed
  const pause = (): void => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    const turn = (state >>> 8) / 2 ** 24
    if (turn > 0.3) return
    const end = performance.now() + (turn < 0.01 ? 20 : turn) * most
    while (performance.now() < end);
  }
  const slow = <A extends readonly unknown[], R>(operation: (...args: A) => R): ((...args: A) => R) => {
    return (...args) => {
      pause()
      const result = operation(...args)
      pause()
      return result
    }
  }
  const { add, sub, load, store, exchange, wait, notify } = fast
  return {
    add: slow(add),
    sub: slow(sub),
    load,
    store: slow(store),
    exchange: slow(exchange),
    wait: slow(wait),
    notify: slow(notify),
  } as Pick<typeof Atomics, Operation>
}
