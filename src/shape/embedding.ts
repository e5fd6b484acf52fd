/** @file Tables of rows, and numbers of classes. */
import { ShapeError } from "./error.js"
import { classesMessage, embeddingMessage } from "./index-messages.js"
import { assertInteger } from "./operand.js"

export const assertTable = (shape: readonly number[]): void => {
  if (shape.length !== 2) throw new ShapeError(embeddingMessage(shape))
}

export const assertClasses = (classes: unknown): number => {
  if (typeof classes !== "number") return assertInteger("oneHot", "the number of classes", classes)
  if (!Number.isSafeInteger(classes) || classes < 1) throw new ShapeError(classesMessage(classes))
  return classes
}
