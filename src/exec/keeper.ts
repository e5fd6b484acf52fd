/**
 * @file What becomes of results that leave the arena: they are copied to ordinary arrays, which the garbage collector
 * owns, or let go, and computed again if anybody reads them. Which of the two follows from what each costs, so that
 * copying takes a small share of the time that computing takes, whatever is computed.
 */
import type { Origin, Storage } from "../graph/op.js"
import { elementBytes } from "../shape/size.js"
import type { Memory } from "./memory.js"

/**
 * A run is let go while repeating it, and those let go before it, takes at most this many times as long as copying its
 * results: that is how much computing lies between two copies.
 */
const share = 64

/** What is let go keeps alive at most this many times its bytes, and what is lent. */
const mostHeld = 8

/** Arrays of up to 64 bytes lie in the engine's heap; others touch new memory. */
const nanosecondsToCopy = (bytes: number): number => (bytes <= 64 ? 40 : 600 + 0.4 * bytes)

export class Keeper {
  readonly #memory: Memory
  /**
   * Inputs that may be kept for results much smaller than they are, as for a data set that each step of a loop reads.
   */
  readonly #lent = new WeakSet<Storage>()
  #lendable = 2 ** 28
  /** The run that was decided about last. */
  #last: Origin | undefined
  #looks = 0

  constructor(memory: Memory) {
    this.#memory = memory
  }

  /** Copies those of the residents, oldest first, that leave the arena and are not to be computed again. */
  copyOut(residents: readonly Storage[], staying: ReadonlySet<Storage>): void {
    for (const storage of residents) {
      if (storage.data !== undefined) continue
      if (storage.origin !== undefined) this.#decide(storage.origin, staying)
      else if (!staying.has(storage)) this.#copy(storage)
    }
    this.#last = undefined
  }

  #decide(origin: Origin, staying: ReadonlySet<Storage>): void {
    if (origin === this.#last) return
    this.#last = origin
    let [bytes, copying] = [0, 0]
    const leaves = (result: Storage) => result.address !== undefined && !staying.has(result)
    for (const result of origin.results) {
      if (!leaves(result)) continue
      bytes += bytesOf(result)
      copying += nanosecondsToCopy(bytesOf(result))
    }
    this.#follow(origin, bytes)
    const mustCopy = origin.total >= share * copying || origin.held > mostHeld * bytes
    // the smallest come first: losses that are collected over many steps are not to hold all that led to them
    let spent = 0
    for (const result of origin.results) {
      if (!leaves(result)) continue
      spent += nanosecondsToCopy(bytesOf(result))
      if (mustCopy || 2 * share * spent <= origin.nanoseconds) this.#copy(result)
    }
  }

  #copy(storage: Storage): void {
    storage.data ??= this.#memory.copyOut(storage.dtype, storage.address as number, storage.length)
    storage.origin = undefined
  }

  /** What it takes to repeat a run from what has arrays of its own, and the bytes of that. */
  #follow(origin: Origin, bytes: number): void {
    const look = ++this.#looks
    let [total, held] = [origin.nanoseconds, 0]
    for (const input of origin.inputs) {
      const before = input.origin
      if (before === undefined) {
        if (bytesOf(input) <= mostHeld * bytes || !this.#lend(input)) held += bytesOf(input)
      } else if (before.look !== look) {
        before.look = look
        total += before.total
        held += before.held
      }
    }
    origin.total = total
    origin.held = held
  }

  #lend(input: Storage): boolean {
    if (this.#lent.has(input)) return true
    if (bytesOf(input) > this.#lendable) return false
    this.#lendable -= bytesOf(input)
    this.#lent.add(input)
    return true
  }
}

// internal

const bytesOf = ({ dtype, length }: Storage): number => length * elementBytes[dtype]
