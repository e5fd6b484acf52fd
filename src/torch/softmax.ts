/** @file The torch-style activations along one dim. */
import type { AxisFault } from "../../types/axis.js"
import type { DType } from "../../types/dtype.js"
import type { Ok } from "../../types/shape.js"
import type { DTypeFault } from "../../types/takes.js"
import type { Shape, Tensor } from "../../types/tensor.js"
import { logSoftmax, softmax } from "../api/softmax.js"
import { assertDim } from "../shape/operand.js"
import { readOptions } from "../shape/options.js"
import { Module } from "./module.js"

export interface LogSoftmaxOptions<A extends number = number> {
  /** The dim whose entries are normalised; -1 unless given. */
  readonly dim?: A
}

export type SoftmaxOptions<A extends number = number> = LogSoftmaxOptions<A>

/** A class's name, and the core's function. */
interface Activation {
  readonly name: string
  readonly call: (x: unknown, dim: number) => unknown
}

/** What the activations share. */
abstract class Along<Op extends string, A extends number> extends Module {
  readonly dim: A

  constructor(dim?: A | LogSoftmaxOptions<A>) {
    super()
    this.dim = dimOf(this.activation().name, dim) as A
  }

  protected abstract activation(): Activation

  forward<S extends Shape, D extends DType>(
    x: Ok<DTypeFault<"float", Op, D>, Ok<AxisFault<Op, S, A>, Tensor<S, D>>>,
  ): Tensor<S, D> {
    return this.activation().call(x, this.dim) as Tensor<S, D>
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
  protected activation(): Activation {
    return { name: "LogSoftmax", call: logSoftmax as unknown as Activation["call"] }
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
  protected activation(): Activation {
    return { name: "Softmax", call: softmax as unknown as Activation["call"] }
  }
}

// internal

/** Without a dim the class's parameter is not inferred: any dim, and -1 is one of every tensor. */
const dimOf = (op: string, given: unknown): number =>
  assertDim(op, typeof given === "number" ? given : readOptions(op, given, { dim: -1 }).dim)
