/** @file The values of a kernel while it is traced. */
import type { DType } from "../../types/dtype.js"
import type { Node } from "../graph/node.js"
import type { IndexMap } from "./index-map.js"
import type { Value } from "./nest.js"

/** As in a nest, but places are still nodes and index maps. */
export type TracedValue =
  | Exclude<Value, { kind: "load" | "index" }>
  | { readonly kind: "load"; readonly node: Node; readonly map: IndexMap; readonly dtype: DType }
  | { readonly kind: "index"; readonly variable: number; readonly dtype: "int32" }
