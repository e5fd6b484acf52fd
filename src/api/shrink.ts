/** @file Activations that bring elements near 0 to 0. */
import type { ConfigurableOp, ShrinkOptions } from "../../types/call/activation.js"
import type { FloatUnaryOp } from "../../types/call/unary.js"
import { unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { tanh } from "../primitives/elementary.js"
import { describe } from "../shape/operand.js"
import { assertNumber, readOptions } from "../shape/options.js"
import { alwaysFirst, operation, tensorOrOptions } from "./dual.js"
import { choose, is, minus, plus, times } from "./expression.js"
import { floatTensor } from "./operand.js"
import { withSlopes } from "./stated.js"

/**
 * Each element brought `lambda` (0.5) nearer to 0, where it stays; `softshrink(options)` waits for its tensor.
 *
 * Any shape; floats only. The gradient at ±lambda is 0. Errors: RangeError for a negative lambda.
 * PyTorch: `torch.nn.functional.softshrink`. JAX: `optax.soft_thresholding`.
 * @example
 * ```ts
 * import { softshrink, tensor, toArray } from "tuplet"
 * toArray(softshrink(tensor([-2, 0.25, 1]))) // [-1.5, 0, 0.5]
 * ```
 */
export const softshrink: ConfigurableOp<"softshrink", "float", ShrinkOptions> = operation(
  "softshrink(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const lambda = lambdaOf("softshrink", options)
    if (!(lambda >= 0)) throw new RangeError(`softshrink: lambda is at least 0, got ${describe(lambda)}`)
    const node = floatTensor("softshrink", x)
    const moved = choose(is(node, "gt", 0), minus(node, lambda), plus(node, lambda))
    return choose(is(unary("abs", node), "le", lambda), 0, moved)
  },
)

/**
 * 0 in the place of elements between -lambda and lambda (0.5), both included; `hardshrink(options)` waits for its
 * tensor.
 *
 * Any shape; floats only. The gradient at ±lambda is 0. PyTorch: `torch.nn.functional.hardshrink`.
 * @example
 * ```ts
 * import { hardshrink, tensor, toArray } from "tuplet"
 * toArray(hardshrink(tensor([-2, 0.25, 1]))) // [-2, 0, 1]
 * ```
 */
export const hardshrink: ConfigurableOp<"hardshrink", "float", ShrinkOptions> = operation(
  "hardshrink(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const lambda = lambdaOf("hardshrink", options)
    const node = floatTensor("hardshrink", x)
    return choose(is(unary("abs", node), "le", lambda), 0, node)
  },
)

/**
 * x - tanh(x).
 *
 * Any shape; floats only. Near 0 the difference has few digits, as in PyTorch.
 * PyTorch: `torch.nn.functional.tanhshrink`.
 * @example
 * ```ts
 * import { tanhshrink, tensor, toArray } from "tuplet"
 * toArray(tanhshrink(tensor([-1, 0, 2]))) // [-0.238406, 0, 1.035972]
 * ```
 */
export const tanhshrink: FloatUnaryOp<"tanhshrink"> = operation("tanhshrink(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("tanhshrink", x)
  // 1 - (1 - tanh²) would cancel near 0, as the value does
  return withSlopes(minus(node, tanh(node)), [node], (_, [at]) => {
    const factor = tanh(at as Node)
    return [times(factor, factor)]
  })
})

// internal

const lambdaOf = (op: string, options: unknown): number =>
  assertNumber(op, "lambda", readOptions(op, options, { lambda: 0.5 }).lambda)
