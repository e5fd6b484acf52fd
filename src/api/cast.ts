/** @file Changing the dtype. */
import { cast as castNode } from "../graph/infer.js"
import { assertDType } from "../shape/dtype.js"
import { operation, tensorFirst, type Untyped } from "./dual.js"
import { assertTensor } from "./operand.js"

export const cast: Untyped = operation(tensorFirst, (x: unknown, dtype: unknown) =>
  castNode(assertTensor("cast", x), assertDType(dtype)),
)
