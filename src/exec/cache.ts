/** @file A map that forgets what was not used for longest. */

export class Cache<K, V> {
  readonly #entries = new Map<K, V>()
  readonly #capacity: number
  readonly #weigh: (key: K) => number
  #weight = 0
  #newest: K | undefined

  /** The weights of what is kept add up to at most `capacity`, but for the last entry. */
  constructor(capacity: number, weigh: (key: K) => number = () => 1) {
    this.#capacity = capacity
    this.#weigh = weigh
  }

  get size(): number {
    return this.#entries.size
  }

  /** The kept value, or the one that is made and kept. */
  get(key: K, make: () => V): V {
    const known = this.#entries.get(key)
    if (known !== undefined) {
      if (key !== this.#newest) {
        this.#entries.delete(key)
        this.#entries.set(key, known)
        this.#newest = key
      }
      return known
    }
    const value = make()
    this.#entries.set(key, value)
    this.#newest = key
    this.#weight += this.#weigh(key)
    while (this.#weight > this.#capacity && this.#entries.size > 1) {
      const oldest = this.#entries.keys().next().value as K
      this.#entries.delete(oldest)
      this.#weight -= this.#weigh(oldest)
    }
    return value
  }
}
