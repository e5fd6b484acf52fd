/** @file The sentences of dtype errors, one function each. */
import type { DType } from "../../types/dtype.js"
import type {
  DTypeMessage,
  NeedsCondition,
  NeedsFloat,
  NeedsIndices,
  NeedsNumbers,
} from "../../types/dtype-messages.js"

export const needsFloat = <const Op extends string, const D extends DType>(op: Op, dtype: D): NeedsFloat<Op, D> =>
  `${op} needs a float tensor, got ${dtype}: use cast(x, "float32") first`

export const needsNumbers = <const Op extends string, const D extends DType>(op: Op, dtype: D): NeedsNumbers<Op, D> =>
  `${op} needs numbers, got ${dtype}: use cast(x, "int32") first`

export const needsIndices = <const Op extends string, const D extends DType>(op: Op, dtype: D): NeedsIndices<Op, D> =>
  `${op} needs int32 class indices, got ${dtype}: use cast(x, "int32") first`

export const needsCondition = <const Op extends string, const D extends DType>(
  op: Op,
  dtype: D,
): NeedsCondition<Op, D> => `${op} needs a bool condition, got ${dtype}: use notEqual(x, 0) first`

export const dtypeMessage = <const Name extends string>(name: Name): DTypeMessage<Name> =>
  `unknown dtype "${name}": use float32 | float64 | int32 | bool`

/** Said at run time only. */
export const notInteger = (op: string, value: number): string =>
  `${op}: ${value} is not an int32 value: use a float dtype`
