/** @file Changing the dtype. */
import type { CastOp } from "../../types/call/create.js"
import { cast as castNode } from "../graph/infer.js"
import { assertDType } from "../shape/dtype.js"
import { operation, tensorOrName } from "./dual.js"
import { assertTensor } from "./operand.js"

/**
 * The same elements in another dtype; `cast(dtype)` waits for its tensor.
 *
 * float32 rounds; int32 truncates, saturates and takes NaN as 0; bool is whether an element is not 0.
 * Errors: DTypeError for a dtype that does not exist. PyTorch: `Tensor.to`.
 * NumPy: `ndarray.astype`. JAX: `Array.astype`.
 * @example
 * ```ts
 * import { cast, tensor, toArray } from "tuplet"
 * toArray(cast(tensor([1.9, -1.9]), "int32")) // [1, -1]
 * toArray(cast(tensor([0, 2]), "bool")) // [false, true]
 * ```
 */
export const cast: CastOp = operation("cast(x, dtype)", tensorOrName, (x: unknown, dtype: unknown) =>
  castNode(assertTensor("cast", x), assertDType(dtype)),
)
