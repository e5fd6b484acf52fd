/**
 * @file What is known of matrix products from the graph to the module: they carry it themselves, so that a program
 * without products holds none of it. Put together in `primitives/dot.ts`.
 */
import type { Carried, Node } from "../graph/node.js"
import type { Work } from "./groups.js"
import type { ProductStep } from "./plan.js"
import type { ProductViews } from "./product-views.js"
import type { Region, Weigh } from "./region.js"
import type { State } from "./state.js"
import type { Refusal, Trace } from "./traced.js"
import type { Streamed } from "./used-up.js"

export type ProductWork = Work & { readonly kind: "dot" | "gradient" }

export interface ProductRules extends ProductViews, Carried<"dot"> {
  /**
   * The graph with products that take less, and weights of which gradients need not be written either. `order` holds
   * every node under the roots, operands first.
   */
  readonly improved: (roots: readonly Node[], order: readonly Node[]) => Streamed
  /** Of an outer product, whose weights are not written. */
  readonly traceBetween: (region: Region, outer: Node, weigh: Weigh) => readonly (State | Refusal)[]
  readonly isGivenUp: (region: Region, outer: Node, traces: readonly (State | Refusal)[]) => boolean
  readonly workOfProduct: (region: Region, node: Node<"dot">, traces: readonly State[] | undefined) => ProductWork
  readonly isEpilogue: (trace: Trace, product: Node) => boolean
  readonly holdsSums: (trace: Trace, product: Node) => boolean
  readonly lower: (work: ProductWork, indexOf: (node: Node) => number) => ProductStep
}

export const rulesOf = (product: Node<"dot">): ProductRules => product.op.rules as ProductRules
