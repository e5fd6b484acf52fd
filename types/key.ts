/** @file What random numbers are drawn from. */

declare const secret: unique symbol

/** A seed that is passed explicitly: the same key gives the same numbers. */
export interface Key {
  readonly [secret]: true
}
