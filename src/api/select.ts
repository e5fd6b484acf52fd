/** @file Choosing between two tensors, element by element. */
import { broadcastTo, select } from "../graph/infer.js"
import { isNode, type Node } from "../graph/node.js"
import { broadcast } from "../shape/broadcast.js"
import { assertNumbers } from "../shape/dtype.js"
import { DTypeError } from "../shape/error.js"
import { needsCondition } from "../shape/messages.js"
import { alwaysFirst, operation, type Untyped } from "./dual.js"
import { assertOperands, assertTensor, bring, commonDType, commonShape } from "./operand.js"

export const where: Untyped = operation(alwaysFirst, (condition: unknown, a: unknown, b: unknown) => {
  const mask = assertTensor("where", condition)
  if (mask.dtype !== "bool") throw new DTypeError(needsCondition("where", mask.dtype))
  const onlyNumbers = typeof a === "number" && typeof b === "number"
  const operands = onlyNumbers ? [a, b] : assertOperands("where", [a, b])
  const dtype = onlyNumbers ? "float32" : commonDType(operands)
  if (!operands.every(isNode)) assertNumbers("where", dtype)
  const shape = broadcast("where", mask.shape, commonShape("where", operands))
  const [x, y] = operands.map((operand) => bring("where", operand, dtype, shape)) as [Node, Node]
  return select(broadcastTo(mask, shape), x, y)
})
