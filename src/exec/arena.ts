/**
 * @file The arena: results and inputs stay in memory, one after the other, until the budget is spent.
 * Then those the current run doesn't read leave it, and the arena starts anew.
 * No finalizers and no weak references: neither frees anything inside a synchronous loop.
 */
import type { DType, TypedArray } from "../../types/dtype.js"
import type { Storage } from "../graph/op.js"
import { Keeper } from "./keeper.js"
import { Memory } from "./memory.js"
import { alignedBytes, alignUp } from "./storage.js"

/** Address 0 stays unused, so that a wrong address is found sooner. */
const firstAddress = 64

export interface ArenaLimits {
  /** Bytes of residents before they spill, at least; twice what one run needs, if that is more. */
  readonly budget: number
  /** Count of residents before they spill: until then they are held strongly, and copied by each young collection. */
  readonly residents: number
}

export class Arena {
  readonly memory = new Memory()
  readonly #keeper = new Keeper(this.memory)
  readonly #leastBudget: number
  #mostResidents: number
  #budget: number
  #top = firstAddress
  /** By ascending address. */
  #residents: Storage[] = []

  constructor({ budget, residents }: ArenaLimits = { budget: 2 ** 22, residents: 2 ** 10 }) {
    this.#leastBudget = budget
    this.#budget = budget
    this.#mostResidents = residents
  }

  /**
   * Brings the inputs into memory and makes room for `results` bytes above them, and for `scratch` bytes at `scratch`.
   * Returns the address of the results. Throws RangeError, with all storages intact, when memory runs out.
   */
  reserve(inputs: readonly Storage[], results: number, scratch: number): number {
    let needed = results
    for (const input of inputs) {
      if (input.address === undefined) needed += alignedBytes(input)
    }
    const hasRoom = () => this.memory.ensure(this.#budget + scratch)
    if (this.#top + needed > this.#budget || this.#residents.length > this.#mostResidents || !hasRoom()) {
      this.#spill(new Set(inputs))
      const least = this.#top + needed
      // not at once, since large runs may alternate with small ones
      this.#budget = alignUp(Math.max(this.#leastBudget, this.#budget / 2, 2 * least))
      if (!hasRoom()) this.#budget = least
      if (!hasRoom()) throw new RangeError(`${least + scratch} bytes are more than this host grants`)
      this.#mostResidents = Math.max(this.#mostResidents, 2 * this.#residents.length)
    }
    for (const input of inputs) {
      if (input.address === undefined) this.#load(input)
    }
    return this.#top
  }

  /** Where runs have what none of them keeps: behind all residents, so that it stays in cache from run to run. */
  get scratch(): number {
    return this.#budget
  }

  /** Keeps what a run has written behind the address `reserve` gave it: the next results come after it. */
  keep(storage: Storage, address: number): void {
    storage.address = address
    this.#residents.push(storage)
    this.#top = address + alignedBytes(storage)
  }

  /** The numbers of a resident; valid until the next `reserve`. */
  view(dtype: DType, address: number, length: number): TypedArray {
    return this.memory.view(dtype, address, length)
  }

  #load(input: Storage): void {
    this.memory.copyIn(input.data as TypedArray, input.dtype, this.#top)
    input.address = this.#top
    this.#residents.push(input)
    this.#top += alignedBytes(input)
  }

  #spill(kept: ReadonlySet<Storage>): void {
    // a failed copy leaves every address valid: nothing has moved yet
    this.#keeper.copyOut(this.#residents, kept)
    const stay: Storage[] = []
    this.#top = firstAddress
    for (const storage of this.#residents) {
      if (!kept.has(storage)) {
        storage.address = undefined
        continue
      }
      const bytes = alignedBytes(storage)
      if (storage.address !== this.#top) this.memory.move(this.#top, storage.address as number, bytes)
      storage.address = this.#top
      this.#top += bytes
      stay.push(storage)
    }
    this.#residents = stay
  }
}
