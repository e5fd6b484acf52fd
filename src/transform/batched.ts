/** @file An operand of one example, or of many along axis 0. */
import { expand, insertAxes } from "../graph/infer.js"
import type { Node } from "../graph/node.js"

export interface Input {
  readonly node: Node
  /** Whether it has the axis. */
  readonly isMapped: boolean
}

/** The same values for all examples. */
export const repeated = (x: Node, size: number): Node => expand(insertAxes(x, [0]), [size, ...x.shape])

export const spread = ({ node, isMapped }: Input, size: number): Node => (isMapped ? node : repeated(node, size))
