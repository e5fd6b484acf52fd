/** @file Operations that need a number of axes to work on. */
import { ShapeError } from "./error.js"
import { rankMessage } from "./messages.js"

export const assertRank = (op: string, least: 1 | 2, shape: readonly number[]): void => {
  if (shape.length < least) throw new ShapeError(rankMessage(op, least, shape))
}
