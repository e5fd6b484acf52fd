/** @file Each PyTorch function of the sample cases, said in tuplet's operations. */
import * as binary from "../../src/api/binary.js"
import * as casts from "../../src/api/cast.js"
import * as compare from "../../src/api/compare.js"
import * as conv from "../../src/api/conv.js"
import * as embeddings from "../../src/api/embedding.js"
import * as gathers from "../../src/api/gather.js"
import * as linalg from "../../src/api/linalg.js"
import * as algebra from "../../src/api/linear-algebra.js"
import * as loss from "../../src/api/loss.js"
import * as masked from "../../src/api/masked.js"
import * as movement from "../../src/api/movement.js"
import * as pool from "../../src/api/pool.js"
import * as reduce from "../../src/api/reduce.js"
import * as select from "../../src/api/select.js"
import * as softmaxes from "../../src/api/softmax.js"
import * as square from "../../src/api/square.js"
import * as unary from "../../src/api/unary.js"
import type { Node } from "../../src/graph/node.js"
import { untyped } from "../api/untyped.js"
import type { Case } from "./cases.js"

type Options = Readonly<Record<string, unknown>>
// biome-ignore lint/suspicious/noExplicitAny: the arguments come from a file
type Translation = (options: Options, ...args: any[]) => Node

const t = untyped({
  ...binary,
  ...casts,
  ...compare,
  ...conv,
  ...embeddings,
  ...gathers,
  ...linalg,
  ...algebra,
  ...loss,
  ...masked,
  ...movement,
  ...pool,
  ...reduce,
  ...select,
  ...softmaxes,
  ...square,
  ...unary,
})

/** alpha scales the second operand. */
const scaled =
  (f: (a: Node, b: Node) => Node): Translation =>
  ({ alpha = 1 }, a, b) =>
    f(a, alpha === 1 ? b : t.mul(b, alpha))

const plain =
  (f: (...args: readonly unknown[]) => Node): Translation =>
  (_, ...args) =>
    f(...args)

const reduction =
  (f: (...args: readonly unknown[]) => Node): Translation =>
  ({ dim, keepdim }, x) =>
    f(x, dim, { keepdim })

const along =
  (f: (x: Node, dim: number) => Node): Translation =>
  ({ dtype }, x, dim) =>
    f(dtype === undefined ? x : t.cast(x, (dtype as { dtype: string }).dtype), dim)

const swapped = (x: Node, first: number, second: number): Node => {
  const order = x.shape.map((_, axis) => axis)
  if (order.length === 0) return x
  const [a, b] = [order.at(first) as number, order.at(second) as number]
  return t.permute(
    x,
    order.map((axis) => (axis === a ? b : axis === b ? a : axis)),
  )
}

/** Options under their names here; PyTorch gives them by name, or by position after the operands. */
const windowOptions = (options: Options, positional: readonly unknown[], names: readonly string[]): Options => {
  const given = { ...options, ...Object.fromEntries(positional.map((value, i) => [names[i] as string, value])) }
  const { kernel_size, output_padding, ceil_mode, count_include_pad, divisor_override, return_indices, ...rest } = given
  const known = {
    ...rest,
    kernel: kernel_size,
    outputPadding: output_padding,
    ceilMode: ceil_mode,
    countIncludePad: count_include_pad,
    divisorOverride: divisor_override,
  }
  // PyTorch takes null and [] for what is not given
  const unset = (value: unknown) =>
    value === undefined || value === null || (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(known).filter(([, value]) => !unset(value)))
}

const convolution =
  (f: (x: Node, weight: Node, options: Options) => Node): Translation =>
  (options, x, weight, bias) =>
    f(x, weight, windowOptions(options, [bias], ["bias"]))

const poolNames = ["kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override"]

const pooling =
  (f: (x: Node, options: Options) => Node): Translation =>
  (options, x, ...positional) =>
    f(x, windowOptions(options, positional, poolNames))

const lossOptions = ({ ignore_index, label_smoothing, ...rest }: Options): Options => ({
  ...rest,
  ...(ignore_index === undefined ? {} : { ignoreIndex: ignore_index }),
  ...(label_smoothing === undefined ? {} : { labelSmoothing: label_smoothing }),
})

export const operations: Readonly<Record<string, Translation>> = {
  add: scaled(t.add),
  sub: scaled(t.sub),
  mul: plain(t.mul),
  div: plain(t.div),
  maximum: plain(t.maximum),
  minimum: plain(t.minimum),
  eq: plain(t.equal),
  ne: plain(t.notEqual),
  lt: plain(t.less),
  le: plain(t.lessEqual),
  gt: plain(t.greater),
  ge: plain(t.greaterEqual),
  logical_and: plain(t.logicalAnd),
  logical_or: plain(t.logicalOr),
  logical_not: plain(t.logicalNot),
  // the samples' function takes the condition second
  where: (_, a, condition, b) => t.where(condition, a, b),
  sum: reduction(t.sum),
  mean: reduction(t.mean),
  amax: reduction(t.max),
  amin: reduction(t.min),
  // without a dim PyTorch searches the flattened tensor
  argmax: ({ dim, keepdim }, x) => (dim === undefined ? t.argmax(t.reshape(x, [-1])) : t.argmax(x, dim, { keepdim })),
  logsumexp: (_, x, dim, keepdim) => t.logsumexp(x, dim, { keepdim }),
  softmax: along(t.softmax),
  log_softmax: along(t.logSoftmax),
  "nn.functional.softmin": along((x, dim) => t.softmax(t.neg(x), dim)),
  "nn.functional.nll_loss": (options, x, target) => t.nllLoss(x, target, lossOptions(options)),
  "nn.functional.cross_entropy": (options, x, target) => t.crossEntropy(x, target, lossOptions(options)),
  "nn.functional.linear": (_, x, weight, bias) => {
    const product = t.matmul(x, t.transpose(weight))
    return bias === undefined ? product : t.add(product, bias)
  },
  "nn.functional.relu": plain(t.relu),
  "nn.functional.conv1d": convolution(t.conv1d),
  "nn.functional.conv2d": convolution(t.conv2d),
  "nn.functional.conv_transpose2d": convolution(t.convTranspose2d),
  "nn.functional.max_pool1d": pooling(t.maxPool1d),
  "nn.functional.max_pool2d": pooling(t.maxPool2d),
  "nn.functional.avg_pool1d": pooling(t.avgPool1d),
  "nn.functional.avg_pool2d": pooling(t.avgPool2d),
  matmul: plain(t.matmul),
  mm: plain(t.matmul),
  mv: plain(t.matmul),
  bmm: plain(t.matmul),
  dot: plain(t.dot),
  outer: plain(t.outer),
  "linalg.det": plain(t.det),
  "linalg.inv": plain(t.inverse),
  "linalg.solve": plain(t.solve),
  "linalg.cholesky": ({ upper }, x) => (upper === true ? t.transpose(t.cholesky(x)) : t.cholesky(x)),
  trace: plain(t.trace),
  addmm: ({ alpha, beta }, c, a, b) => t.add(t.mul(c, beta), t.mul(t.matmul(a, b), alpha)),
  reshape: plain(t.reshape),
  flatten: ({ start_dim = 0 }, x) => t.reshape(x, [...x.shape.slice(0, start_dim), -1]),
  permute: plain(t.permute),
  transpose: (_, x, first, second) => swapped(x, first, second),
  t: (_, x) => (x.shape.length < 2 ? x : t.transpose(x)),
  unsqueeze: plain(t.unsqueeze),
  squeeze: (_, x, dim) =>
    dim === undefined
      ? t.reshape(
          x,
          x.shape.filter((size: number) => size !== 1),
        )
      : t.squeeze(x, dim),
  // -1 keeps an axis
  expand: (_, x, shape) =>
    t.broadcastTo(
      x,
      shape.map((size: number, axis: number) => (size === -1 ? x.shape[axis + x.shape.length - shape.length] : size)),
    ),
  broadcast_to: plain(t.broadcastTo),
  gather: plain(t.gather),
  index_select: plain(t.indexSelect),
  masked_fill: plain(t.maskedFill),
  // the samples' function takes the weight first
  "nn.functional.embedding": (_, weight, index) => t.embedding(index, weight),
  exp: plain(t.exp),
  log: plain(t.log),
  tanh: plain(t.tanh),
  sigmoid: plain(t.sigmoid),
  sqrt: plain(t.sqrt),
  abs: plain(t.abs),
  sign: plain(t.sign),
  neg: plain(t.neg),
  square: plain(t.square),
  reciprocal: plain(t.reciprocal),
  rsqrt: (_, x) => t.reciprocal(t.sqrt(x)),
}

/** What tuplet refuses though PyTorch takes it, with the sentence it says. */
export const refusal = ({ op, inputs }: Case): string | undefined => {
  if (op === "squeeze" && typeof inputs[1] === "number") {
    const { shape } = inputs[0] as { shape: number[] }
    // an axis that isn't 1 is a mistake here, and left alone there
    const size = shape.at(inputs[1]) ?? 1
    if (size !== 1) return `squeeze: dim ${inputs[1]} of [${shape.join(", ")}] is ${size}, not 1`
  }
  if (op === "index_select" && (inputs[0] as { shape: number[] }).shape.length === 0) {
    return "indexSelect: needs rank >= 1, got []"
  }
  if (op === "nn.functional.cross_entropy" && (inputs[1] as { dtype: string }).dtype === "float32") {
    return 'crossEntropy needs int32 class indices, got float32: use cast(x, "int32") first'
  }
  return undefined
}
