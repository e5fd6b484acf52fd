/** @file What a derivative rule gives. */
import type { Node } from "../graph/node.js"

/**
 * One for each input; `undefined` where it has no derivative (integers, conditions), or one that is zero everywhere.
 */
export type Cotangents = readonly (Node | undefined)[]
