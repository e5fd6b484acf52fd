/**
 * @file Elements kept between bounds, and the activations that are clipped lines. Gradients at the bounds are
 * PyTorch's.
 */
import type { ConfigurableOp, HardtanhOptions } from "../../types/call/activation.js"
import type { ClampOp } from "../../types/call/clamp.js"
import type { FloatUnaryOp, NumericUnaryOp } from "../../types/call/unary.js"
import { binary, cast, unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { assertFits, isFloat } from "../shape/dtype.js"
import { assertNumber, readOptions } from "../shape/options.js"
import { alwaysFirst, operation, tensorOrOptions } from "./dual.js"
import { choose, is, larger, over, plus, smaller, times } from "./expression.js"
import {
  assertOperands,
  assertTensor,
  bring,
  commonDType,
  commonShape,
  floatTensor,
  numeric,
  numericTensor,
} from "./operand.js"
import { type Slopes, withPassage, withSlopes } from "./stated.js"

/**
 * Each element, but at least `min` and at most `max`, of which one may be missing; `clamp(bounds)` waits for its
 * tensor.
 *
 * Bounds are numbers or tensors; shapes broadcast, dtypes promote, numbers are weak. Where min is above max the result
 * is max. NaN among them gives NaN. The gradient is the element's between the bounds, both included, else the bound's.
 * Errors: ShapeError where shapes don't broadcast; DTypeError for bool, or a fraction with an int32 tensor; TypeError
 * without a bound. PyTorch: `torch.clamp`. NumPy: `np.clip`. JAX: `jnp.clip`.
 * @example
 * ```ts
 * import { clamp, pipe, tensor, toArray } from "tuplet"
 * toArray(clamp(tensor([-2, 0.5, 3]), { min: 0, max: 1 })) // [0, 0.5, 1]
 * toArray(pipe(tensor([-2, 0.5, 3]), clamp({ max: tensor([-3, 0, 9]) }))) // [-3, 0, 3]
 * ```
 */
export const clamp: ClampOp = operation("clamp(x, bounds)", tensorOrOptions, (x: unknown, bounds: unknown) => {
  const { min, max } = readOptions("clamp", bounds, { min: undefined, max: undefined })
  const given = [min, max].filter((bound) => bound !== undefined)
  if (given.length === 0) throw new TypeError("clamp: needs a bound: use min | max")
  const operands = assertOperands("clamp", [assertTensor("clamp", x), ...given])
  const dtype = numeric("clamp", commonDType(operands))
  const shape = commonShape("clamp", operands)
  const [at, ...limits] = operands.map((operand) => bring("clamp", operand, dtype, shape)) as [Node, ...Node[]]
  const low = min === undefined ? undefined : limits[0]
  const high = max === undefined ? undefined : limits.at(-1)
  const value = between(at, low, high)
  // what numbers there are has no gradient
  return isFloat(dtype) ? withPassage(value, [at, ...limits], passage(low !== undefined, high !== undefined)) : value
})

/**
 * Each element between -1 and 1, or `minVal` and `maxVal`; `hardtanh(options)` waits for its tensor.
 *
 * Any shape; floats and int32. The gradient at both bounds is 0, unlike that of `clamp`. Where minVal is above maxVal
 * the result is maxVal. PyTorch: `torch.nn.functional.hardtanh`. JAX: `jax.nn.hard_tanh`.
 * @example
 * ```ts
 * import { hardtanh, tensor, toArray } from "tuplet"
 * toArray(hardtanh(tensor([-2, 0.5, 3]))) // [-1, 0.5, 1]
 * toArray(hardtanh(tensor([-2, 0.5, 3]), { minVal: 0, maxVal: 2 })) // [0, 0.5, 2]
 * ```
 */
export const hardtanh: ConfigurableOp<"hardtanh", "number", HardtanhOptions> = operation(
  "hardtanh(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const { minVal, maxVal } = readOptions("hardtanh", options, { minVal: -1, maxVal: 1 })
    const high = assertNumber("hardtanh", "maxVal", maxVal)
    return clipped("hardtanh", x, Math.min(assertNumber("hardtanh", "minVal", minVal), high), high)
  },
)

/**
 * Each element between 0 and 6.
 *
 * Any shape; floats and int32. The gradient at 0 and 6 is 0. PyTorch: `torch.nn.functional.relu6`. JAX: `jax.nn.relu6`.
 * @example
 * ```ts
 * import { relu6, tensor, toArray } from "tuplet"
 * toArray(relu6(tensor([-2, 0.5, 9]))) // [0, 0.5, 6]
 * ```
 */
export const relu6: NumericUnaryOp<"relu6"> = operation("relu6(x)", alwaysFirst, (x: unknown) =>
  clipped("relu6", x, 0, 6),
)

/**
 * (x + 3) / 6 between 0 and 1: a line in the place of sigmoid.
 *
 * Any shape; floats only. The gradient at ±3 is 0.
 * PyTorch: `torch.nn.functional.hardsigmoid`. JAX: `jax.nn.hard_sigmoid`.
 * @example
 * ```ts
 * import { hardsigmoid, tensor, toArray } from "tuplet"
 * toArray(hardsigmoid(tensor([-4, 0, 1.5]))) // [0, 0.5, 0.75]
 * ```
 */
export const hardsigmoid: FloatUnaryOp<"hardsigmoid"> = operation("hardsigmoid(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("hardsigmoid", x)
  return withSlopes(over(gate(node), 6), [node], (_, [at]) => {
    const isInside = binary("and", is(at as Node, "gt", -3), is(at as Node, "lt", 3))
    return [over(cast(isInside, node.dtype), 6)]
  })
})

/**
 * x · hardsigmoid(x).
 *
 * Any shape; floats only. The gradient is -½ at -3 and 1½ at 3.
 * PyTorch: `torch.nn.functional.hardswish`. JAX: `jax.nn.hard_swish`.
 * @example
 * ```ts
 * import { hardswish, tensor, toArray } from "tuplet"
 * toArray(hardswish(tensor([-4, -1.5, 5]))) // [0, -0.375, 5]
 * ```
 */
export const hardswish: FloatUnaryOp<"hardswish"> = operation("hardswish(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("hardswish", x)
  return withSlopes(times(node, over(gate(node), 6)), [node], (_, [at]) => {
    const bent = choose(is(at as Node, "le", 3), plus(over(at as Node, 3), 0.5), 1)
    return [choose(is(at as Node, "lt", -3), 0, bent)]
  })
})

// internal

const between = (x: Node, low: Node | number | undefined, high: Node | number | undefined): Node => {
  const raised = low === undefined ? x : larger(x, low)
  return high === undefined ? raised : smaller(raised, high)
}

/** x + 3 between 0 and 6. */
const gate = (x: Node): Node => between(plus(x, 3), 0, 6)

/** Between two numbers, where a bound itself passes nothing on. */
const clipped = (op: string, x: unknown, low: number, high: number): Node => {
  const node = numericTensor(op, x)
  for (const bound of [low, high]) assertFits(op, bound, node.dtype)
  const value = between(node, low, high)
  if (!isFloat(node.dtype)) return value
  return withPassage(value, [node], (_, [at]) => [
    unary("not", binary("or", is(at as Node, "le", low), is(at as Node, "ge", high))),
  ])
}

/** Of the element, then of the bounds there are; a lower bound that is not below the upper one passes nothing on. */
const passage =
  (hasLow: boolean, hasHigh: boolean): Slopes =>
  (_, args) => {
    const [x, first, second] = args as [Node, Node, Node]
    if (!hasHigh) return [is(x, "ge", first), is(x, "lt", first)]
    if (!hasLow) return [is(x, "le", first), is(x, "gt", first)]
    return [
      binary("and", is(x, "ge", first), is(x, "le", second)),
      binary("and", is(x, "lt", first), is(first, "lt", second)),
      binary("or", is(x, "gt", second), is(second, "lt", first)),
    ]
  }
