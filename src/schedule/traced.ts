/** @file What tracing makes: a kernel as SSA values, of which the places are still nodes and index maps. */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import type { IndexMap } from "./index-map.js"
import type { Value } from "./nest.js"

export interface Trace {
  readonly kind: "trace"
  readonly extents: readonly number[]
  /** The variables that reductions run over; undefined if there are none. */
  readonly axes: readonly number[] | undefined
  readonly values: readonly TracedValue[]
  readonly members: readonly Member[]
  /** The nodes computed, operands first. */
  readonly nodes: readonly Node[]
}

/** Why there is no kernel: the nodes that have to become boundaries first, none if roots just don't fit together. */
export interface Refusal {
  readonly kind: "refusal"
  readonly demands: ReadonlyMap<Node, string>
}

export interface Member {
  readonly root: Node
  readonly map: IndexMap
  readonly value: number
  readonly accumulates?: true
}

/** As in a nest, but for the places. */
export type TracedValue =
  | Exclude<Value, { kind: "load" | "index" }>
  | { readonly kind: "load"; readonly node: Node; readonly map: IndexMap; readonly dtype: DType }
  /** start + Σ strides · variables; those of later variables are 0 */
  | {
      readonly kind: "index"
      readonly start: number
      readonly strides: readonly number[]
      readonly dtype: "int32"
    }
