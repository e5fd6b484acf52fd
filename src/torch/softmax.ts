/** @file The torch-style activations along one dim. */
import type { AlongFn } from "../../types/call/softmax.js"
import { logSoftmax, softmax, softmin } from "../api/softmax.js"
import { assertDim } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { OperationModule } from "./layer-module.js"

export interface LogSoftmaxOptions<A extends number = number> {
  /** The dim whose entries are normalised; -1 unless given. */
  readonly dim?: A
}

export type SoftmaxOptions<A extends number = number> = LogSoftmaxOptions<A>

/** What the activations share. */
abstract class Along<Op extends string, A extends number> extends OperationModule<Op, "float", AlongFn<Op, A>> {
  readonly dim: A

  constructor(name: string, operation: (x: never, dim: never) => unknown, given?: A | LogSoftmaxOptions<A>) {
    const dim = dimOf(name, given) as A
    super((x) => operation(x, dim as never))
    this.dim = dim
  }
}

/**
 * The logarithm of softmax along one dim, without overflow: every shape is kept, float dtypes.
 * The dim is -1 unless given; PyTorch's implicit choice by rank, which it deprecates, is left out.
 * Errors: ShapeError for a dim out of range, DTypeError for integers.
 * PyTorch: `torch.nn.LogSoftmax`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * toArray(new torch.nn.LogSoftmax(0).forward(tensor([[1, 2]]))) // [[0, 0]]
 * ```
 */
// biome-ignore lint/suspicious/noExplicitAny: `torch.nn.LogSoftmax` alone is one of any dim, as the type of a field
export class LogSoftmax<A extends number = any> extends Along<"logSoftmax", A> {
  constructor(dim?: A | LogSoftmaxOptions<A>) {
    super("LogSoftmax", logSoftmax, dim)
  }
}

/**
 * Softmax along one dim, without overflow: every shape is kept, float dtypes. The dim is -1 unless given.
 * Errors: ShapeError for a dim out of range, DTypeError for integers.
 * PyTorch: `torch.nn.Softmax`.
 * @example
 * ```ts
 * import { tensor, toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * toArray(new torch.nn.Softmax().forward(tensor([[3, 3]]))) // [[0.5, 0.5]]
 * ```
 */
// biome-ignore lint/suspicious/noExplicitAny: `torch.nn.Softmax` alone is one of any dim, as the type of a field
export class Softmax<A extends number = any> extends Along<"softmax", A> {
  constructor(dim?: A | LogSoftmaxOptions<A>) {
    super("Softmax", softmax, dim)
  }
}

/**
 * Softmax of the negated elements along one dim: see `Softmax`.
 * PyTorch: `torch.nn.Softmin`.
 */
// biome-ignore lint/suspicious/noExplicitAny: likewise
export class Softmin<A extends number = any> extends Along<"softmin", A> {
  constructor(dim?: A | LogSoftmaxOptions<A>) {
    super("Softmin", softmin, dim)
  }
}

/** Softmax over the channels of images, [N, C, H, W]. PyTorch: `torch.nn.Softmax2d`. */
export class Softmax2d extends Along<"softmax", -3> {
  constructor() {
    super("Softmax2d", softmax, -3)
  }
}

// internal

/** Without a dim the class's parameter is not inferred: any dim, and -1 is one of every tensor. */
const dimOf = (op: string, given: unknown): number =>
  assertDim(op, typeof given === "number" ? given : readOptions(op, given, { dim: -1 }).dim)
