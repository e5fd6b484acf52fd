/**
 * @file The adding problem of Hochreiter and Schmidhuber ("Long short-term memory", 1997): in a sequence of numbers two
 * are marked, one in each half, and their sum is asked for at the end.
 */
import { add, type Key, mul, oneHot, randint, split, stack, sum, type Tensor, uniform } from "tuplet"

export interface Sequences {
  /** At each place a number from 0 to 1, and whether it is marked. */
  readonly x: Tensor<[number, number, 2]>
  readonly y: Tensor<[number, 1]>
}

/** What always guessing 1 is off by, squared: twice the variance of a number. */
export const guessing = 1 / 6

export const sequencesOf = (key: Key, count: number, places: number): Sequences => {
  const [ofNumbers, ofFirst, ofSecond] = split(key, 3)
  const numbers = uniform(ofNumbers, [count, places])
  const half = Math.floor(places / 2)
  const first = oneHot(randint(ofFirst, 0, half, [count]), places)
  const second = oneHot(randint(ofSecond, half, places, [count]), places)
  const marks = add(first, second)
  return { x: stack([numbers, marks], -1), y: sum(mul(numbers, marks), -1, { keepdim: true }) }
}
