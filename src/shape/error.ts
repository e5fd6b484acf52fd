/** @file What the library throws when a user's input is at fault. */

/** Shapes, axes or dims that don't fit an operation. The message is the one the compiler shows. */
export class ShapeError extends Error {
  override readonly name = "ShapeError"
}

/** A dtype an operation doesn't take, or one that doesn't exist. */
export class DTypeError extends Error {
  override readonly name = "DTypeError"
}

/** An index or a value outside its range, found when the numbers are known. */
export class IndexError extends RangeError {
  override readonly name = "IndexError"
}
