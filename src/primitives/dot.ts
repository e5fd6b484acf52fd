/** @file The matrix product, with all that schedules and compiles it. */
import { attentionModule } from "../codegen/attention.js"
import { attentionGradientModule } from "../codegen/attention-gradient.js"
import { attentionSplit, attentionWorkspace, gradientSplit, gradientWorkspace } from "../codegen/attention-tiling.js"
import { gemmModule, gemmSplit, gemmWorkspace } from "../codegen/gemm.js"
import { productBy } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import { product } from "../graph/product.js"
import { topological } from "../graph/walk.js"
import { lowerAttention } from "../schedule/attend.js"
import { lowerGradient } from "../schedule/attend-gradient.js"
import type { Attention, AttentionGradient } from "../schedule/attention.js"
import { isGivenUp, traceBetween, workOfProduct } from "../schedule/between.js"
import { holdsSums, isEpilogue } from "../schedule/epilogue.js"
import type { Gemm } from "../schedule/gemm.js"
import { masksOfResults } from "../schedule/masks.js"
import { lowerDot } from "../schedule/matmul.js"
import { operandOf } from "../schedule/operand.js"
import type { ProductCode } from "../schedule/plan.js"
import type { ProductRules } from "../schedule/product-rules.js"
import { productsOfSums } from "../schedule/products.js"
import { gemmFromStarts } from "../schedule/starts.js"
import { findWeights } from "../schedule/weights.js"
import { productsOfGradients, streamed } from "../schedule/weights-gradient.js"

/** [...batch, m, k] and [...batch, k, n], one dtype */
export const dot = (a: Node, b: Node): Node => productBy(rules, a, b)

export const gemmCode = (gemm: Gemm): ProductCode => ({
  module: (target) => gemmModule(gemm, target),
  split: (target) => gemmSplit(gemm, target),
  workspace: () => gemmWorkspace(gemm),
})

// internal

const rules: ProductRules = {
  meaning: product,
  ...{ operandOf, findWeights, traceBetween, isGivenUp, workOfProduct, isEpilogue, holdsSums },
  improved: (roots, order) => {
    const kept = productsOfGradients(roots, order)
    const summed = productsOfSums(roots, order, kept)
    const then = summed === roots ? order : topological(summed)
    const masked = masksOfResults(summed, then)
    if (kept.size === 0) return { roots: masked }
    return streamed(masked, masked === summed ? then : topological(masked))
  },
  lower: (work, indexOf) => {
    if (work.kind === "gradient") {
      const { attention, arguments: nodes } = lowerGradient(work)
      return { kind: "gradient", attention, buffers: nodes.map(indexOf), code: gradientCode(attention) }
    }
    const { node, attending, epilogue, isKept } = work
    if (attending !== undefined) {
      const { attention, arguments: nodes } = lowerAttention(node, attending, epilogue, isKept)
      return { kind: "attention", attention, buffers: nodes.map(indexOf), code: attentionCode(attention) }
    }
    const { gemm: whole, arguments: nodes } = lowerDot(node, epilogue, isKept)
    const [gemm, starts] = gemmFromStarts(whole)
    return { kind: "gemm", gemm, buffers: nodes.map(indexOf), starts, code: gemmCode(gemm) }
  },
}

const attentionCode = (attention: Attention): ProductCode => ({
  module: (target) => attentionModule(attention, target),
  split: () => attentionSplit(attention),
  workspace: () => attentionWorkspace(attention),
})

const gradientCode = (attention: AttentionGradient): ProductCode => ({
  module: (target) => attentionGradientModule(attention, target),
  split: () => gradientSplit(attention),
  workspace: () => gradientWorkspace(attention),
})
