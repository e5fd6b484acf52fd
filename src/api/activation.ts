/**
 * @file Smooth activations. Their gradients are stated where they follow from the value more exactly than from its
 * graph.
 */
import type { ConfigurableOp, GeluOptions, SoftplusOptions } from "../../types/call/activation.js"
import type { FloatUnaryOp } from "../../types/call/unary.js"
import { unary } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { gelu as exactGelu, sigmoid } from "../primitives/elementary.js"
import { describe } from "../shape/operand.js"
import { assertNumber, readOptions } from "../shape/options.js"
import { alwaysFirst, operation, tensorOrOptions } from "./dual.js"
import { choose, is, larger, minus, over, plus, smaller, softTail, times } from "./expression.js"
import { floatTensor } from "./operand.js"
import { withSlopes } from "./stated.js"

/**
 * x · Φ(x), where Φ is the normal distribution; `gelu(options)` waits for its tensor.
 *
 * Any shape; floats only. Exact in the negative tail too. `approximate: "tanh"` is x · sigmoid(√(8/π) · (x + 0.044715
 * x³)), which is the formula with tanh. PyTorch: `torch.nn.functional.gelu`. JAX: `jax.nn.gelu`.
 * @example
 * ```ts
 * import { gelu, pipe, tensor, toArray } from "tuplet"
 * toArray(gelu(tensor([-1, 0, 2]))) // [-0.158655, 0, 1.9545]
 * toArray(pipe(tensor([-1, 0, 2]), gelu({ approximate: "tanh" }))) // [-0.158808, 0, 1.954598]
 * ```
 */
export const gelu: ConfigurableOp<"gelu", "float", GeluOptions> = operation(
  "gelu(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const { approximate } = readOptions("gelu", options, { approximate: "none" })
    const node = floatTensor("gelu", x)
    if (approximate === "tanh") return withSlopes(times(node, gate(node)), [node], gateSlopes)
    if (approximate !== "none") {
      throw new TypeError(`gelu: unknown approximation ${describe(approximate)}: use none | tanh`)
    }
    return exactGelu(node)
  },
)

/**
 * x · sigmoid(x), also called swish.
 *
 * Any shape; floats only. -Infinity gives NaN, as in PyTorch; gradients at infinities are their limits.
 * PyTorch: `torch.nn.functional.silu`. JAX: `jax.nn.silu`.
 * @example
 * ```ts
 * import { silu, tensor, toArray } from "tuplet"
 * toArray(silu(tensor([-1, 0, 2]))) // [-0.268941, 0, 1.761594]
 * ```
 */
export const silu: FloatUnaryOp<"silu"> = operation("silu(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("silu", x)
  return withSlopes(times(node, sigmoid(node)), [node], (_, [at]) => {
    const open = sigmoid(at as Node)
    return [plus(open, times(near(at as Node, FAR), times(open, minus(1, open))))]
  })
})

/**
 * x · tanh(softplus(x)).
 *
 * Any shape; floats only. -Infinity gives NaN, as in PyTorch; gradients at infinities are their limits.
 * PyTorch: `torch.nn.functional.mish`. JAX: `jax.nn.mish`.
 * @example
 * ```ts
 * import { mish, tensor, toArray } from "tuplet"
 * toArray(mish(tensor([-1, 0, 2]))) // [-0.303401, 0, 1.943959]
 * ```
 */
export const mish: FloatUnaryOp<"mish"> = operation("mish(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("mish", x)
  return withSlopes(times(node, tanhSoftplus(node)), [node], (_, [at]) => {
    const factor = tanhSoftplus(at as Node)
    return [plus(factor, times(near(at as Node, FAR), bend(factor, at as Node)))]
  })
})

/**
 * log(1 + e^(beta · x)) / beta, without overflow; `softplus(options)` waits for its tensor.
 *
 * Any shape; floats only. `beta` is 1 and `threshold` 20 unless given: where beta · x is above it the result is x.
 * PyTorch: `torch.nn.functional.softplus`. JAX: `jax.nn.softplus`.
 * @example
 * ```ts
 * import { softplus, tensor, toArray } from "tuplet"
 * toArray(softplus(tensor([-1, 0, 1000]))) // [0.313262, 0.693147, 1000]
 * ```
 */
export const softplus: ConfigurableOp<"softplus", "float", SoftplusOptions> = operation(
  "softplus(x, options)",
  tensorOrOptions,
  (x: unknown, options: unknown) => {
    const given = readOptions("softplus", options, { beta: 1, threshold: 20 })
    const node = floatTensor("softplus", x)
    const beta = assertNumber("softplus", "beta", given.beta)
    const threshold = assertNumber("softplus", "threshold", given.threshold)
    const scaled = times(node, beta)
    const value = choose(is(scaled, "gt", threshold), node, over(plus(larger(scaled, 0), softTail(scaled)), beta))
    return withSlopes(value, [node], (_, [at]) => {
      const power = times(at as Node, beta)
      return [choose(is(power, "gt", threshold), 1, sigmoid(power))]
    })
  },
)

/**
 * log(sigmoid(x)), without overflow.
 *
 * Any shape; floats only. PyTorch: `torch.nn.functional.logsigmoid`. JAX: `jax.nn.log_sigmoid`.
 * @example
 * ```ts
 * import { logSigmoid, tensor, toArray } from "tuplet"
 * toArray(logSigmoid(tensor([-1000, 0, 1]))) // [-1000, -0.693147, -0.313262]
 * ```
 */
export const logSigmoid: FloatUnaryOp<"logSigmoid"> = operation("logSigmoid(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("logSigmoid", x)
  return withSlopes(minus(smaller(node, 0), softTail(node)), [node], (_, [at]) => [sigmoid(unary("neg", at as Node))])
})

/**
 * x / (1 + |x|).
 *
 * Any shape; floats only. An infinity gives NaN, as in PyTorch.
 * PyTorch: `torch.nn.functional.softsign`. JAX: `jax.nn.soft_sign`.
 * @example
 * ```ts
 * import { softsign, tensor, toArray } from "tuplet"
 * toArray(softsign(tensor([-1, 0, 3]))) // [-0.5, 0, 0.75]
 * ```
 */
export const softsign: FloatUnaryOp<"softsign"> = operation("softsign(x)", alwaysFirst, (x: unknown) => {
  const node = floatTensor("softsign", x)
  return withSlopes(over(node, plus(unary("abs", node), 1)), [node], (_, [at]) => {
    const share = over(1, plus(unary("abs", at as Node), 1))
    return [times(share, share)]
  })
})

// internal

/** tanh(log(1 + e^x)) as a quotient of polynomials in e^-|x|, of which the graph has a kink at 0. */
const tanhSoftplus = (x: Node): Node => {
  const power = unary("exp", unary("neg", unary("abs", x)))
  const square = times(power, power)
  const isPositive = is(x, "gt", 0)
  const top = plus(choose(isPositive, 1, square), times(power, 2))
  const quotient = over(top, plus(top, choose(isPositive, times(square, 2), 2)))
  return withSlopes(choose(is(x, "eq", x), quotient, x), [x], (y, [at]) => [bend(y, at as Node)])
}

/** The slope of y = tanh(log(1 + e^x)). */
const bend = (y: Node, x: Node): Node => times(sigmoid(x), minus(1, times(y, y)))

/** Beyond, the logistic function is 0 or 1 in float64 too. */
const FAR = 800

/** What slopes that vanish far out are multiplied with: 0 times an infinity would be NaN. */
const near = (x: Node, bound: number): Node => smaller(larger(x, -bound), bound)

/** (1 + tanh(u)) / 2 = sigmoid(2u), u = √(2/π) · (x + 0.044715 x³). */
const ROOT = 2 * Math.sqrt(2 / Math.PI)
const CUBIC = 0.044715

const gate = (x: Node): Node => sigmoid(times(plus(x, times(times(times(x, x), x), CUBIC)), ROOT))

const gateSlopes = (_: Node, [x]: readonly Node[]): readonly Node[] => {
  // from there on the sigmoid is flat, and the cube's slope may be infinite
  const at = near(x as Node, 40)
  const open = gate(at)
  const growth = times(plus(times(times(at, at), 3 * CUBIC), 1), ROOT)
  return [plus(open, times(times(at, times(open, minus(1, open))), growth))]
}
