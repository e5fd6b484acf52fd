/** @file What `summary` takes. */
import type { AnyLayer } from "./fn.js"
import type { Branches } from "./parallel.js"
import type { Spec } from "./tree.js"

/** `summary(net)`, `summary(net, spec([32, 64]))` */
export type SummaryOp = (net: AnyLayer | AnyBranches, input?: Spec) => string

// biome-ignore lint/suspicious/noExplicitAny: whatever the branches are
type AnyBranches = Branches<any>
