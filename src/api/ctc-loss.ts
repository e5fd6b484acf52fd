/** @file Connectionist temporal classification: the loss of a sequence of labels without their places. */
import type { CtcLossOp } from "../../types/call/ctc-loss.js"
import { binary, cast, checkIndex, fill, iota, pad, reduce, reshapeTo, spread, stopGradient } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { part } from "../graph/part.js"
import { ctcSequences } from "../shape/loss.js"
import { assertInteger } from "../shape/operand.js"
import { assertBoolean, readOptions } from "../shape/options.js"
import { constantOf } from "./constant.js"
import { fourTensors, operation } from "./dual.js"
import { along, choose, is, larger, minus, of, over, plus } from "./expression.js"
import { gatherAlong } from "./gather.js"
import { assertIndexTensor } from "./indices.js"
import { assertReduction, reducedLoss } from "./loss-reduction.js"
import { floatTensor } from "./operand.js"

/**
 * The connectionist temporal classification loss: minus the log-probability of all ways in which a sequence of classes,
 * blanks between them and repetitions left out, spells the target.
 * `ctcLoss(targets, inputLengths, targetLengths, options)` waits for the log-probabilities.
 *
 * Log-probabilities [T, N, C] with targets [N, S] and lengths [N], or [T, C] with [S] and scalars; floats, and int32
 * for the rest. What is beyond a length doesn't count. `blank` (0) is the class that says nothing; `reduction`: "mean"
 * (of losses, each over its target's length, of at least 1), "sum" or "none"; `zeroInfinity` (false): losses of targets
 * that fit no input are 0, not infinite. Their gradient is 0 either way, where PyTorch's is NaN. The graph holds T
 * steps.
 * Errors: ShapeError, DTypeError; RangeError for a blank that is no class; IndexError when evaluated with a length or a
 * class out of range.
 * PyTorch: `torch.nn.functional.ctc_loss`, whose gradient is that of the logits before a log-softmax.
 * JAX: `optax.losses.ctc_loss`.
 * @example
 * ```ts
 * import { ctcLoss, log, tensor, toArray } from "tuplet"
 * const logp = log(tensor([[0.5, 0.5], [0.5, 0.5]]))
 * const [targets, places, labels] = [tensor([1], "int32"), tensor(2, "int32"), tensor(1, "int32")]
 * toArray(ctcLoss(logp, targets, places, labels)) // 0.287682
 * ```
 */
export const ctcLoss: CtcLossOp = operation(
  "ctcLoss(logProbs, targets, inputLengths, targetLengths, options)",
  fourTensors,
  (logProbs: unknown, targets: unknown, inputLengths: unknown, targetLengths: unknown, options: unknown) => {
    const op = "ctcLoss"
    const given = readOptions(op, options, { reduction: "mean", blank: 0, zeroInfinity: false })
    const reduction = assertReduction(op, given.reduction)
    const isZeroed = assertBoolean(op, "zeroInfinity", given.zeroInfinity)
    const x = floatTensor(op, logProbs)
    const [wanted, inputs, labels] = [targets, inputLengths, targetLengths].map((y) => assertIndexTensor(op, y)) as [
      Node,
      Node,
      Node,
    ]
    const sequences = ctcSequences(x.shape, wanted.shape, inputs.shape, labels.shape)
    const [batch = 1] = sequences
    const [places, classes] = [x.shape[0] as number, x.shape.at(-1) as number]
    const blank = assertInteger(op, "blank", given.blank)
    if (blank < 0 || blank >= classes) throw new RangeError(`${op}: blank ${blank} is none of ${classes} classes`)
    const lengthsTo = (limit: number, name: string, lengths: Node) =>
      checkIndex(reshapeTo(lengths, [batch]), limit + 1, `${op}: ${name}`)
    const spelled = wanted.shape.at(-1) as number
    const ends = lengthsTo(spelled, "targetLengths", labels)
    const stops = lengthsTo(places, "inputLengths", inputs)
    const flat = [batch, spelled]
    const counted = choose(is(iota(flat, 1), "lt", along(ends, [1], flat)), reshapeTo(wanted, flat), blank)
    const shaped = reshapeTo(x, [places, batch, classes])
    const losses = reshapeTo(lossesOf(shaped, checkIndex(counted, classes, op), blank, stops, ends), sequences)
    const kept = isZeroed ? choose(is(losses, "eq", Number.POSITIVE_INFINITY), 0, losses) : losses
    if (reduction !== "mean") return reducedLoss(kept, reduction)
    return reducedLoss(over(kept, reshapeTo(cast(larger(ends, 1), kept.dtype), sequences)), "mean")
  },
)

// internal

/** The logarithm of what is impossible: with -∞ the differences that a gradient is made of would be NaN. */
const none = -1e30

/** The losses [N] of log-probabilities [T, N, C] and labels [N, S]. */
const lossesOf = (logp: Node, labels: Node, blank: number, stops: Node, ends: Node): Node => {
  const [places, batch] = logp.shape as [number, number]
  const states = [batch, 2 * (labels.shape[1] as number) + 1] as const
  // a blank before, between and behind the labels
  const symbols = spread(labels, [0, 1], [1, 2], states, blank)
  const mayLeap = binary("and", is(symbols, "ne", blank), is(symbols, "ne", later(symbols, 2, blank)))
  const emitted = larger(gatherAlong(logp, along(symbols, [0], [places, ...states]), 2), none)
  const position = iota(states, 1)
  const nothing = fill(none, states, logp.dtype)
  // read and not written into the steps, which are one kernel so
  const times = constantOf(
    Int32Array.from({ length: places }, (_, t) => t),
    [places],
    "int32",
  )
  const isRunning = is(along(stops, [0], [places, batch]), "gt", along(times, [1], [places, batch]))
  // a step from here goes to the first blank or the first label
  let forward = choose(is(position, "eq", 0), fill(0, states, logp.dtype), nothing)
  for (let t = 0; t < places; t++) {
    const [near, far] = [later(forward, 1, none), choose(mayLeap, later(forward, 2, none), nothing)]
    const most = stopGradient(larger(forward, larger(near, far)))
    const weight = (x: Node) => of("exp", minus(x, most))
    const total = of("log", plus(weight(forward), plus(weight(near), weight(far))))
    const next = plus(plus(total, most), reshapeTo(part(emitted, 0, t, 1), states))
    forward = choose(along(reshapeTo(part(isRunning, 0, t, 1), [batch]), [1], states), next, forward)
  }
  // the last label, or the blank behind it
  const last = along(plus(ends, ends), [1], states)
  const isEnd = binary("and", is(position, "le", last), is(position, "ge", minus(last, 1)))
  const final = choose(isEnd, forward, nothing)
  const most = stopGradient(reduce("max", final, [1]))
  const weights = of("exp", minus(final, along(most, [1], states)))
  const logLikelihood = plus(of("log", reduce("sum", weights, [1])), most)
  return choose(is(logLikelihood, "lt", none / 10), Number.POSITIVE_INFINITY, minus(0, logLikelihood))
}

/** Each state what the one so far before it was. */
const later = (x: Node, count: number, before: number): Node =>
  part(pad(x, [0, count], [0, 0], before), 1, 0, x.shape[1] as number)
