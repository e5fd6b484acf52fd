/** @file Signs with a gradient that they don't have: the straight-through estimator. */
import { abs, customVjp, lessEqual, type Shape, sign, type Tensor, where } from "tuplet"

/**
 * -1, 0 or 1. Its slope is 0 wherever there is one, so nothing could be learnt through it; the cotangent is passed on
 * as if it were the identity, but not to numbers beyond -1 and 1, which would only move further away.
 */
export const straightSign = <S extends Shape>(x: Tensor<S>): Tensor<S> => {
  const signs = customVjp((x: Tensor<S>) => sign(x), {
    backward: ([x], _, slope) => [where(lessEqual(abs(x), 1), slope, 0)],
  })
  return signs(x)
}
