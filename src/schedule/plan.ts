/**
 * @file The plan: what `exec` runs. Steps over numbered buffers, all of them row-major and contiguous.
 * A plan holds no numbers: its inputs come with each run.
 */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import type { Attributes } from "../graph/op.js"
import type { Attention, AttentionGradient } from "./attention.js"
import type { Gemm } from "./gemm.js"
import type { Work } from "./groups.js"
import type { Nest } from "./nest.js"
import type { Starts } from "./starts.js"
import type { Target } from "./target.js"
import type { Trace } from "./traced.js"

export type Place =
  | { readonly kind: "input"; readonly index: number }
  /** a byte offset in the block that all intermediates of a run share */
  | { readonly kind: "scratch"; readonly offset: number }
  | { readonly kind: "output" }
  /** an intermediate where another buffer, an output, is written over it */
  | { readonly kind: "under"; readonly buffer: number }

export interface PlanBuffer {
  readonly dtype: DType
  readonly length: number
  readonly place: Place
  /** what is computed into it; read where memory runs out */
  readonly node?: Node
}

export type Step =
  /** `buffers` are the arguments of the kernel, in the order of `nest.buffers`, from `starts` on */
  | { readonly kind: "nest"; readonly nest: Nest; readonly buffers: readonly number[]; readonly starts?: Starts }
  | ProductStep
  | { readonly kind: "check"; readonly buffer: number; readonly range: Attributes["checkIndex"] }
  /** a graph without kernels; its parameters "0", "1", … are the buffers it reads, its roots those it writes */
  | {
      readonly kind: "routine"
      readonly roots: readonly Node[]
      readonly reads: readonly number[]
      readonly writes: readonly number[]
    }

export type ProductStep =
  /** `buffers`: a, b and c, then the others of the epilogue, from `starts` on */
  | {
      readonly kind: "gemm"
      readonly gemm: Gemm
      readonly buffers: readonly number[]
      readonly starts?: Starts
      readonly code: ProductCode
    }
  /** `buffers`: as `attention.arguments` */
  | {
      readonly kind: "attention"
      readonly attention: Attention
      readonly buffers: readonly number[]
      readonly code: ProductCode
    }
  /** `buffers`: as `attention.arguments` */
  | {
      readonly kind: "gradient"
      readonly attention: AttentionGradient
      readonly buffers: readonly number[]
      readonly code: ProductCode
    }

/** How a product becomes a kernel, which takes a workspace behind its first three buffers, and a range at last. */
export interface ProductCode {
  readonly module: (target: Target) => Uint8Array
  /** The positions that a range counts. */
  readonly split: (target: Target) => { readonly extent: number; readonly grain: number }
  /** Bytes. */
  readonly workspace: () => number
}

/** What a step was made from. */
export type Origin =
  /**
   * `partOf`: the node that several kernels write; `isSecond`: the elements, where the step before reduced their rows
   */
  | { readonly kind: "nest"; readonly trace: Trace; readonly partOf: Node | undefined; readonly isSecond?: true }
  | Exclude<Work, { readonly kind: "nest" | "parts" }>

export interface Plan {
  readonly buffers: readonly PlanBuffer[]
  readonly steps: readonly Step[]
  /** Of each step; read by `explain` only. */
  readonly origins: readonly Origin[]
  /** The buffer of each root; one buffer may be several roots, or an input. */
  readonly outputs: readonly number[]
  readonly scratchBytes: number
  /** Each buffer that is written, and why its values could not stay in registers. */
  readonly reasons: ReadonlyMap<number, string>
}

export const bufferAt = (plan: Plan, index: number): PlanBuffer => plan.buffers[index] as PlanBuffer
