/** @file What leaves the arena is copied where that is cheap, and let go where computing is: by what both cost. */
import { describe, expect, test } from "vitest"
import { Keeper } from "../../src/exec/keeper.js"
import type { Memory } from "../../src/exec/memory.js"
import { storageOf } from "../../src/exec/storage.js"
import type { Origin, Storage } from "../../src/graph/op.js"

/** A memory that only copies out: zeros. */
const memory = { copyOut: (_, __, length) => new Float32Array(length) } as Pick<Memory, "copyOut"> as Memory

/** The results of a run that takes so many nanoseconds, where the run left them. */
const results = (inputs: readonly Storage[], nanoseconds: number, lengths: readonly number[]): readonly Storage[] => {
  const storages: Storage[] = lengths.map((length) => ({ dtype: "float32", length, data: undefined, address: 64 }))
  const origin: Origin = { inputs, results: storages, nanoseconds, total: 0, held: 0, look: 0, repeat: () => undefined }
  for (const storage of storages) storage.origin = origin
  return storages
}

const leave = (keeper: Keeper, storages: readonly Storage[], staying: readonly Storage[] = []): void => {
  keeper.copyOut(storages, new Set(staying))
  for (const storage of storages) if (!staying.includes(storage)) storage.address = undefined
}

const isCopied = ({ data }: Storage): boolean => data !== undefined

const floats = (length: number) => storageOf(new Float32Array(length))

describe("keeper", () => {
  test("lets go what is computed faster than sixty-four copies, and copies what takes longer", () => {
    const [cheap, dear] = [results([floats(1000)], 1e5, [1000]), results([floats(1000)], 1e6, [1000])]
    leave(new Keeper(memory), [...cheap, ...dear])
    expect([...cheap, ...dear].map(isCopied)).toEqual([false, true])
    expect(dear[0]?.origin).toBeUndefined()
  })

  test("copies a chain of runs at intervals, so that copying stays a small share of any loop", () => {
    for (const [nanoseconds, length] of [
      [35_000, 9000],
      [4e6, 670_000],
      [1e5, 1e6],
      [1e9, 100],
    ] as const) {
      const keeper = new Keeper(memory)
      let copies = 0
      let [last] = results([floats(length)], nanoseconds, [length]) as [Storage]
      for (let i = 0; i < 2000; i++) {
        const [next] = results([last], nanoseconds, [length]) as [Storage]
        leave(keeper, [last])
        if (isCopied(last)) copies++
        last = next
      }
      const copying = copies * (600 + 1.6 * length)
      expect(copying / (2000 * nanoseconds)).toBeLessThan(1 / 60)
      expect(copies).toBeGreaterThan(0)
    }
  })

  test("what a chain waits for counts once, by whatever ways it is reached", () => {
    const keeper = new Keeper(memory)
    let pair = results([floats(1000)], 1e4, [1000, 1000])
    for (let i = 0; i < 10; i++) {
      const next = results(pair, 1e4, [1000, 1000])
      leave(keeper, pair)
      pair = next
    }
    leave(keeper, pair)
    expect(pair[0]?.origin?.total).toBe(11e4)
  })

  test("copies little results beside large ones, so that a list of losses holds nothing else", () => {
    const keeper = new Keeper(memory)
    let weights = floats(100_000)
    const losses = Array.from({ length: 50 }, () => {
      const [loss, next] = results([weights], 1e5, [1, 100_000]) as [Storage, Storage]
      leave(keeper, [loss, next])
      weights = next
      return loss
    })
    expect(losses.every(isCopied)).toBe(true)
    expect(losses.every(({ origin }) => origin === undefined)).toBe(true)
    expect(isCopied(weights)).toBe(false)
  })

  test("what is let go keeps little else alive: a chain of large batches is copied early", () => {
    const keeper = new Keeper(memory)
    let [last] = results([floats(10_000)], 1000, [10_000]) as [Storage]
    let most = 0
    for (let i = 0; i < 100; i++) {
      const [next] = results([last, floats(30_000)], 1000, [10_000]) as [Storage]
      leave(keeper, [last])
      most = Math.max(most, last.origin?.held ?? 0)
      last = next
    }
    expect(most).toBeGreaterThan(120_000)
    expect(most).toBeLessThanOrEqual(8 * 40_000)
  })

  test("one data set may be held by all results, but not data without end", () => {
    const keeper = new Keeper(memory)
    const data = floats(2 ** 22)
    const small = Array.from({ length: 100 }, () => results([data], 1e5, [1000])[0] as Storage)
    leave(keeper, small)
    expect(small.some(isCopied)).toBe(false)
    const many = Array.from({ length: 100 }, () => {
      const set: Storage = { dtype: "float32", length: 2 ** 22, data: new Float32Array(1), address: undefined }
      return results([set], 1e5, [1000])[0] as Storage
    })
    leave(keeper, many)
    // sixteen sets of 16 MiB are 256 MiB
    expect(many.filter((result) => !isCopied(result)).length).toBe(15)
  })

  test("what stays is left alone; a run of which results leave one after another is decided about each time", () => {
    const keeper = new Keeper(memory)
    const [a, b] = results([floats(1000)], 1e5, [1000, 1000]) as [Storage, Storage]
    leave(keeper, [a, b], [b])
    expect([isCopied(a), isCopied(b), b.address]).toEqual([false, false, 64])
    leave(keeper, [b])
    expect(isCopied(b)).toBe(false)
    const [wanted] = results([floats(10)], 1e5, [1000]) as [Storage]
    wanted.origin = undefined
    leave(keeper, [wanted], [wanted])
    expect(isCopied(wanted)).toBe(false)
    leave(keeper, [wanted])
    expect(isCopied(wanted)).toBe(true)
  })
})
