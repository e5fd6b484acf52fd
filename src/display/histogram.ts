/** @file Histograms of every tensor of a tree: of parameters, or of their gradients. */
import type { AnyTensor } from "../../types/tensor.js"
import { tensorOf } from "../api/handle.js"
import { printType } from "../graph/print.js"
import { leavesOf } from "../graph/tree.js"
import { data, evaluate } from "../read.js"
import { assertNumber, readOptions } from "../shape/options.js"
import { quantityOf } from "./number.js"
import type { Picture } from "./picture.js"
import { drawing, element, text, widthOf } from "./svg.js"

export interface HistogramOptions {
  /** How many bins between the least and the largest number: 24 unless given. */
  readonly bins?: number
}

/**
 * One line for each tensor of a tree: its name, a histogram of its numbers, and what they are like.
 *
 * The bars are counts between the least and the largest finite number; NaN and infinities are counted apart.
 * Errors: TypeError for what is no tree of tensors, RangeError for less than one bin.
 * PyTorch: `torch.histogram`, without a picture. NumPy: `np.histogram`, likewise. JAX: `jnp.histogram`, likewise.
 * @example
 * ```ts
 * import { tensor } from "tuplet"
 * import { histograms } from "tuplet/display"
 * histograms({ bias: tensor([0, 1, 1, 3]) }, { bins: 4 }) // "bias float32[4] ▄█ ▄ 0 … 3, mean 1.25, std 1.09"
 * ```
 */
export const histograms = (tree: unknown, options?: HistogramOptions): string => {
  const all = summariesOf("histograms", tree, options)
  const [names, types] = [widest(all.map(({ name }) => name)), widest(all.map(({ type }) => type))]
  return all
    .map(({ name, type, counts, words }) => [name.padEnd(names), type.padEnd(types), blocksOf(counts), words])
    .map((parts) => parts.filter((part) => part !== "").join(" "))
    .join("\n")
}

/**
 * The histograms of every tensor of a tree as one picture, for notebooks: see `histograms`.
 * PyTorch: no counterpart: programs use `torch.utils.tensorboard`.
 * @example
 * ```ts
 * import { tensor } from "tuplet"
 * import { histogramsSvg } from "tuplet/display"
 * histogramsSvg({ bias: tensor([0, 1, 1, 3]) }).svg.includes("mean 1.25") // true
 * ```
 */
export const histogramsSvg = (tree: unknown, options?: HistogramOptions): Picture => {
  const all = summariesOf("histogramsSvg", tree, options)
  const title = (each: Summary): string => `${each.name} ${each.type}`.trim()
  const width = Math.max(240, ...all.flatMap((each) => [widthOf(title(each)), widthOf(each.words)])) + 2 * margin
  const columns = Math.max(1, Math.min(all.length, Math.floor(960 / width)))
  const panels = all.map((each, i) =>
    element(
      "g",
      { transform: `translate(${(i % columns) * width + margin} ${Math.floor(i / columns) * panelHeight + margin})` },
      text(0, 12, title(each)),
      ...barsOf(each.counts, width - 2 * margin),
      element("path", { class: "rule", d: `M0 ${20 + barHeight}h${width - 2 * margin}` }),
      text(0, 36 + barHeight, each.words, { class: "quiet" }),
    ),
  )
  const names = all.map(({ name }) => name).join(", ")
  return drawing(
    columns * width,
    Math.ceil(all.length / columns) * panelHeight + margin,
    `histograms of ${names}`,
    panels,
  )
}

// internal

const margin = 16
const barHeight = 64
const panelHeight = barHeight + 64

interface Summary {
  readonly name: string
  readonly type: string
  readonly counts: readonly number[]
  readonly words: string
}

const summariesOf = (op: string, tree: unknown, options: unknown): readonly Summary[] => {
  const bins = assertNumber(op, "bins", readOptions(op, options, { bins: 24 }).bins)
  if (!Number.isSafeInteger(bins) || bins < 1)
    throw new RangeError(`${op}: bins is an integer of at least 1, got ${bins}`)
  const leaves = leavesOf(tree, "", op)
  evaluate(leaves.map(({ node }) => tensorOf(node)))
  return leaves.map(({ path, node }) => {
    const { counts, words } = summaryOf(data(tensorOf(node) as AnyTensor), bins)
    return { name: path.replaceAll(/\[(\d+)\]/g, ".$1").replace(/^\./, ""), type: printType(node), counts, words }
  })
}

const summaryOf = (numbers: ArrayLike<number>, bins: number): Pick<Summary, "counts" | "words"> => {
  let [low, high, sum, finite, nan] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0]
  const visit = (f: (x: number) => void): void => {
    for (let i = 0; i < numbers.length; i++) f(numbers[i] as number)
  }
  visit((x) => {
    if (Number.isNaN(x)) nan++
    if (!Number.isFinite(x)) return
    low = Math.min(low, x)
    high = Math.max(high, x)
    sum += x
    finite++
  })
  const mean = sum / finite
  const counts = new Array<number>(bins).fill(0)
  let squares = 0
  visit((x) => {
    if (!Number.isFinite(x)) return
    // halves: the distance of two finite numbers may overflow
    const at = high > low ? Math.floor(((x / 2 - low / 2) / (high / 2 - low / 2)) * bins) : bins >> 1
    counts[Math.min(bins - 1, at)] = (counts[Math.min(bins - 1, at)] as number) + 1
    squares += (x - mean) ** 2
  })
  const infinite = numbers.length - finite - nan
  const parts = [
    ...(numbers.length === 0 ? ["empty"] : []),
    ...(finite === 0 ? [] : [`${quantityOf(low)} … ${quantityOf(high)}`, `mean ${quantityOf(mean)}`]),
    ...(finite === 0 ? [] : [`std ${quantityOf(Math.sqrt(squares / finite))}`]),
    ...(nan === 0 ? [] : [`${nan} NaN`]),
    ...(infinite === 0 ? [] : [`${infinite} infinite`]),
  ]
  return { counts: finite === 0 ? [] : counts, words: parts.join(", ") }
}

const widest = (texts: readonly string[]): number => texts.reduce((most, each) => Math.max(most, each.length), 0)

/** A count that isn't 0 is seen. */
const blocksOf = (counts: readonly number[]): string => {
  const most = Math.max(...counts)
  return counts.map((count) => " ▁▂▃▄▅▆▇█"[count === 0 ? 0 : Math.max(1, Math.round((count / most) * 8))]).join("")
}

const barsOf = (counts: readonly number[], width: number): readonly string[] => {
  const most = Math.max(...counts)
  const step = width / counts.length
  return counts.flatMap((count, i) => {
    if (count === 0) return []
    const height = Math.max(1, (count / most) * barHeight)
    return [element("rect", { class: "fill0", x: i * step, y: 20 + barHeight - height, width: step * 0.9, height })]
  })
}
