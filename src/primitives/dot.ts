/** @file The matrix product, with all that schedules and compiles it. */
import { attentionModule } from "../codegen/attention.js"
import { attentionSplit, attentionWorkspace } from "../codegen/attention-tiling.js"
import { gemmModule, gemmSplit, gemmWorkspace } from "../codegen/gemm.js"
import { productBy } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { lowerAttention } from "../schedule/attend.js"
import type { Attention } from "../schedule/attention.js"
import { attendingOf, isGivenUp, traceBetween } from "../schedule/between.js"
import { holdsSums, isEpilogue } from "../schedule/epilogue.js"
import type { Gemm } from "../schedule/gemm.js"
import { masksOfResults } from "../schedule/masks.js"
import { lowerDot } from "../schedule/matmul.js"
import { operandOf } from "../schedule/operand.js"
import type { ProductCode } from "../schedule/plan.js"
import type { ProductRules } from "../schedule/product-rules.js"
import { productsOfSums } from "../schedule/products.js"
import { findWeights } from "../schedule/weights.js"

/** [...batch, m, k] and [...batch, k, n], one dtype */
export const dot = (a: Node, b: Node): Node => productBy(rules, a, b)

export const gemmCode = (gemm: Gemm): ProductCode => ({
  module: (target) => gemmModule(gemm, target),
  split: (target) => gemmSplit(gemm, target),
  workspace: () => gemmWorkspace(gemm),
})

export const attentionCode = (attention: Attention): ProductCode => ({
  module: (target) => attentionModule(attention, target),
  split: () => attentionSplit(attention),
  workspace: () => attentionWorkspace(attention),
})

// internal

const rules: ProductRules = {
  ...{ operandOf, findWeights, traceBetween, isGivenUp, attendingOf, isEpilogue, holdsSums },
  improved: (roots) => masksOfResults(productsOfSums(roots)),
  lower: ({ node, attending, epilogue, isKept }, indexOf) => {
    if (attending !== undefined) {
      const { attention, arguments: nodes } = lowerAttention(node, attending, epilogue, isKept)
      return { kind: "attention", attention, buffers: nodes.map(indexOf), code: attentionCode(attention) }
    }
    const { gemm, arguments: nodes } = lowerDot(node, epilogue, isKept)
    return { kind: "gemm", gemm, buffers: nodes.map(indexOf), code: gemmCode(gemm) }
  },
}
