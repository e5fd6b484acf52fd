/** @file Tensors from literals, from typed arrays, and from a shape alone. */
import type { ArangeOp, FillOp, FromArrayOp, FullOp, LabelOp, TensorOp } from "../../types/call/create.js"
import type { DType, TypedArray } from "../../types/dtype.js"
import { arrayOf, dtypeOf } from "../graph/array.js"
import { fill, iota } from "../graph/infer.js"
import { createNode, type Node, sizeOf } from "../graph/node.js"
import { convert } from "../graph/scalar.js"
import { assertDType, assertFits, isInt32 } from "../shape/dtype.js"
import { DTypeError, ShapeError } from "../shape/error.js"
import { literal } from "../shape/literal.js"
import { assertShape, describe } from "../shape/operand.js"
import { show } from "../shape/sentence.js"
import { constantOf } from "./constant.js"
import { alwaysFirst, operation, tensorOrName } from "./dual.js"
import { plus, times } from "./expression.js"
import { assertTensor } from "./operand.js"

/**
 * A tensor of a number, a boolean, or nested arrays of them.
 *
 * Numbers are float32 and booleans bool unless a dtype is named. Errors: ShapeError for rows of unequal length;
 * DTypeError for other elements, fractions in int32, or an unknown dtype. PyTorch: `torch.tensor`.
 * NumPy: `np.array`. JAX: `jnp.array`.
 * @example
 * ```ts
 * import { tensor } from "tuplet"
 * tensor([[1, 2, 3], [4, 5, 6]]).shape // [2, 3]
 * tensor([1, 2], "int32").dtype // "int32"
 * ```
 */
export const tensor: TensorOp = operation("tensor(data, dtype)", alwaysFirst, (data: unknown, dtype?: unknown) => {
  const { shape, dtype: kind, values } = literal("tensor", data, optionalDType(dtype))
  return constantOf(arrayOf(values, kind), shape, kind)
})

/**
 * A tensor of zeros, float32 unless a dtype is named. PyTorch: `torch.zeros`. NumPy: `np.zeros`. JAX: `jnp.zeros`.
 * @example
 * ```ts
 * import { toArray, zeros } from "tuplet"
 * toArray(zeros([2, 2])) // [[0, 0], [0, 0]]
 * ```
 */
export const zeros: FillOp = operation(
  "zeros(shape, dtype): a shape is an array like [2, 3]",
  alwaysFirst,
  (shape: unknown, dtype?: unknown) => filled("zeros", shape, 0, dtype),
)

/**
 * A tensor of ones, float32 unless a dtype is named. PyTorch: `torch.ones`. NumPy: `np.ones`. JAX: `jnp.ones`.
 * @example
 * ```ts
 * import { ones, toArray } from "tuplet"
 * toArray(ones([3], "int32")) // [1, 1, 1]
 * ```
 */
export const ones: FillOp = operation(
  "ones(shape, dtype): a shape is an array like [2, 3]",
  alwaysFirst,
  (shape: unknown, dtype?: unknown) => filled("ones", shape, 1, dtype),
)

/**
 * A tensor of one value: float32 for a number, bool for a boolean, unless a dtype is named. PyTorch: `torch.full`.
 * NumPy: `np.full`. JAX: `jnp.full`.
 * @example
 * ```ts
 * import { full, toArray } from "tuplet"
 * toArray(full([3], 0.5)) // [0.5, 0.5, 0.5]
 * ```
 */
export const full: FullOp = operation(
  "full(shape, value, dtype)",
  alwaysFirst,
  (shape: unknown, value: unknown, dtype?: unknown) => filled("full", shape, value, dtype),
)

/**
 * The integers from 0 to n - 1, or from `start` on, below `end`, in steps, as int32; `arange(5, 0, -1)` counts down.
 *
 * Of bounds in the wrong order, none. Errors: ShapeError for what is no size; TypeError for a bound that is no int32,
 * or a step of 0. PyTorch: `torch.arange`. NumPy: `np.arange`. JAX: `jnp.arange`.
 * @example
 * ```ts
 * import { arange, toArray } from "tuplet"
 * toArray(arange(4)) // [0, 1, 2, 3]
 * toArray(arange(2, 9, 3)) // [2, 5, 8]
 * ```
 */
export const arange: ArangeOp = operation(
  "arange(start, end, step)",
  alwaysFirst,
  (start: unknown, end: unknown, step: unknown = 1) => {
    // an array is what array methods append, as in `sizes.map(arange)`
    if (end === undefined || Array.isArray(step)) return iota(assertShape("arange", [start]), 0)
    const [from, to, by] = [start, end, step].map(assertBound) as [number, number, number]
    if (by === 0) throw new TypeError("arange: a step of 0 never ends")
    return plus(times(iota([Math.max(0, Math.ceil((to - from) / by))], 0), by), from)
  },
)

/**
 * A tensor of a typed array's elements, copied, row-major.
 *
 * Float32Array, Float64Array, Int32Array give float32, float64, int32; Uint8Array gives bool (not 0).
 * Errors: ShapeError where the shape has another number of elements. PyTorch: `torch.from_numpy`, `reshape`.
 * NumPy: `np.asarray`. JAX: `jnp.asarray`.
 * @example
 * ```ts
 * import { fromArray, toArray } from "tuplet"
 * toArray(fromArray(new Float32Array([1, 2, 3, 4]), [2, 2])) // [[1, 2], [3, 4]]
 * ```
 */
export const fromArray: FromArrayOp = operation(
  "fromArray(values, shape)",
  alwaysFirst,
  (values: unknown, shape: unknown) => {
    const dtype = dtypeOf(values)
    if (dtype === undefined) {
      throw new DTypeError(
        `fromArray: expected a Float32Array, Float64Array, Int32Array or Uint8Array (bool), got ${describe(values)}`,
      )
    }
    const array = values as TypedArray
    const to = assertShape("fromArray", shape)
    if (array.length !== sizeOf(to)) {
      throw new ShapeError(`fromArray: ${show(to)} has ${sizeOf(to)} elements but the array has ${array.length}`)
    }
    const copy = dtype === "bool" ? array.map((value) => Number(value !== 0)) : array.slice()
    return constantOf(copy, to, dtype)
  },
)

/**
 * The tensor with a name, which messages about it show.
 * PyTorch: no counterpart: named tensors name dims.
 * @example
 * ```ts
 * import { label, tensor, toArray } from "tuplet"
 * toArray(label(tensor([1, 2]), "weights")) // [1, 2]
 * ```
 */
export const label: LabelOp = operation("label(x, name)", tensorOrName, (x: unknown, name: unknown) => {
  const node = assertTensor("label", x)
  if (typeof name !== "string") throw new TypeError(`label: a name is a string, got ${describe(name)}`)
  // a view of the same shape: a copy of the node would lose its numbers and its gradient
  return createNode({ kind: "reshape" }, [node], node.shape, node.dtype, name)
})

// internal

const assertBound = (value: unknown): number => {
  if (typeof value === "number" && isInt32(value)) return value
  throw new TypeError(`arange: start, end and step are int32 integers, got ${describe(value)}`)
}

const optionalDType = (dtype: unknown): DType | undefined => (dtype === undefined ? undefined : assertDType(dtype))

const filled = (op: string, shape: unknown, value: unknown, dtype: unknown): Node => {
  const to = assertShape(op, shape)
  const kind = optionalDType(dtype) ?? (typeof value === "boolean" ? "bool" : "float32")
  if (typeof value !== "number" && typeof value !== "boolean") {
    throw new TypeError(`${op}: a value is a number or a boolean, got ${describe(value)}`)
  }
  assertFits(op, Number(value), kind)
  return fill(convert(Number(value), kind), to, kind)
}
