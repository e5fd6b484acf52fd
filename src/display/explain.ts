/** @file `explain` as pictures: the graph of a program, framed by the kernels that compute it. */
import type { Compiled } from "../../types/bind.js"
import type { Untyped } from "../../types/tree.js"
import { explained } from "../explain.js"
import { type Arrow, type Box, type Diagram, diagramOf } from "./diagram.js"
import { type Layout, layered, type Size, type Spot } from "./layered.js"
import type { Picture } from "./picture.js"
import { drawing, element, text, widthOf } from "./svg.js"

export interface ExplainAs<R> {
  /** What evaluating a tensor, or a tree of tensors, would do. */
  (tree: unknown): R
  /** What a compiled function does when it is called with these arguments. */
  <T, O>(compiled: Compiled<T, O>, args: NoInfer<Untyped<T>>): R
}

/**
 * What `explain` says as a picture: operations as boxes with their shapes, each kernel as a frame around what it
 * computes.
 *
 * Kernels are numbered in the order in which they run; arrows between them are buffers in memory. Movements (reshapes,
 * transposes, slices) that kernels read through are left out. Nothing is computed.
 * PyTorch: no counterpart: programs use `torchviz`.
 * @example
 * ```ts
 * import { logSoftmax, tensor } from "tuplet"
 * import { explainSvg } from "tuplet/display"
 * explainSvg(logSoftmax(tensor([[1, 2, 3]]), -1)).svg.includes("lognormalizer") // true
 * ```
 */
export const explainSvg: ExplainAs<Picture> = (value: unknown, args?: unknown): Picture => svgOf(shownOf(value, args))

/**
 * The same as DOT, the language of Graphviz, which lays out large graphs better.
 * PyTorch: no counterpart: programs use `torchviz`.
 * @example
 * ```ts
 * import { logSoftmax, tensor } from "tuplet"
 * import { explainDot } from "tuplet/display"
 * explainDot(logSoftmax(tensor([[1, 2, 3]]), -1)).startsWith("digraph {") // true
 * ```
 */
export const explainDot: ExplainAs<string> = (value: unknown, args?: unknown): string => dotOf(shownOf(value, args))

// internal

const shownOf = (value: unknown, args: unknown): Diagram => {
  const program = explained(value, args)
  return program === undefined ? { boxes: [], arrows: [], frames: [] } : diagramOf(program)
}

const dotOf = ({ boxes, arrows, frames }: Diagram): string => {
  const box = ({ title, type, kind }: Box, i: number): string =>
    `b${i} [label=${quoted(`${title}\n${type}`)}, style=${kind === "leaf" ? '"rounded,filled"' : kind === "result" ? "bold" : "solid"}]`
  const inFrame = (frame: number | undefined): readonly string[] =>
    boxes.flatMap((each, i) => (each.frame === frame ? [box(each, i)] : []))
  return [
    "digraph {",
    '  node [shape=box, fontname="monospace"]',
    ...inFrame(undefined).map((line) => `  ${line}`),
    ...frames.flatMap((title, i) => [
      `  subgraph cluster_${i} {`,
      `    label=${quoted(title)}`,
      ...inFrame(i).map((line) => `    ${line}`),
      "  }",
    ]),
    ...arrows.map(({ from, to }) => `  b${from} -> b${to}`),
    "}",
  ].join("\n")
}

const quoted = (label: string): string => `"${label.replaceAll(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`

const margin = 20
const padding = { top: 28, side: 14, bottom: 14 }

/** What the outer layout moves: a frame with the boxes in it, or a box alone. */
interface Unit {
  readonly members: readonly number[]
  readonly inner: Layout
  readonly title: string | undefined
}

const svgOf = (diagram: Diagram): Picture => {
  const { boxes, arrows } = diagram
  if (boxes.length === 0) {
    const empty = "evaluated already: nothing to run"
    return drawing(widthOf(empty) + 2 * margin, 52, empty, [text(margin, 30, empty)])
  }
  const sizes = boxes.map(
    ({ title, type }): Size => ({ width: Math.max(widthOf(title), widthOf(type)) + 20, height: 42 }),
  )
  const units = unitsOf(diagram, sizes)
  const unitOf = new Map(units.flatMap(({ members }, unit) => members.map((box) => [box, unit] as const)))
  const between = arrows
    .map(({ from, to }) => ({ from: unitOf.get(from) as number, to: unitOf.get(to) as number }))
    .filter(({ from, to }) => from !== to)
  const outer = layered(units.map(sizeOf), between, { across: 28, down: 44 })
  const spots: Spot[] = []
  const titles: string[] = []
  const frames = units.flatMap((unit, i) => {
    const { x, y } = outer.spots[i] as Spot
    const shift = { x: (sizeOf(unit).width - unit.inner.width) / 2, y: unit.title === undefined ? 0 : padding.top }
    unit.members.forEach((box, j) => {
      const inner = unit.inner.spots[j] as Spot
      spots[box] = { x: margin + x + shift.x + inner.x, y: margin + y + shift.y + inner.y }
    })
    if (unit.title === undefined) return []
    const corner = { x: margin + x, y: margin + y }
    // arrows pass behind titles
    titles.push(text(corner.x + padding.side, corner.y + 18, unit.title, { class: "quiet title" }))
    return [element("rect", { class: "frame", ...corner, ...sizeOf(unit), rx: 8 })]
  })
  const title = `kernels: ${diagram.frames.length}, boxes: ${boxes.length}`
  return drawing(outer.width + 2 * margin, outer.height + 2 * margin, title, [
    ...frames,
    ...arrows.flatMap((arrow) => arrowOf(arrow, spots, sizes)),
    ...titles,
    ...boxes.flatMap((box, i) => boxOf(box, spots[i] as Spot, sizes[i] as Size)),
  ])
}

/** What stands alone comes first, frames in the order in which they run: arrows lead onwards. */
const unitsOf = ({ boxes, arrows, frames }: Diagram, sizes: readonly Size[]): readonly Unit[] => {
  const membersOf = (frame: number | undefined): readonly number[] =>
    boxes.flatMap((box, i) => (box.frame === frame ? [i] : []))
  return [
    ...membersOf(undefined).map((box) => unitOf([box], sizes, [], undefined)),
    ...frames.map((title, frame) => unitOf(membersOf(frame), sizes, arrows, title)),
  ]
}

const unitOf = (
  members: readonly number[],
  sizes: readonly Size[],
  arrows: readonly Arrow[],
  title: string | undefined,
): Unit => {
  const place = new Map(members.map((box, i) => [box, i]))
  const links = arrows.flatMap(({ from, to }) => {
    const [a, b] = [place.get(from), place.get(to)]
    return a === undefined || b === undefined ? [] : [{ from: a, to: b }]
  })
  const inner = layered(
    members.map((box) => sizes[box] as Size),
    links,
    { across: 16, down: 22 },
  )
  return { members, inner, title }
}

const sizeOf = ({ inner: { width, height }, title }: Unit): Size => {
  if (title === undefined) return { width, height }
  return {
    width: Math.max(width, widthOf(title)) + 2 * padding.side,
    height: height + padding.top + padding.bottom,
  }
}

const boxOf = ({ title, type, kind }: Box, { x, y }: Spot, { width, height }: Size): readonly string[] => [
  element("rect", {
    class: kind === "leaf" ? "leaf" : "box",
    ...{ x, y, width, height, rx: kind === "leaf" ? 12 : 4 },
    "stroke-width": kind === "result" ? 2.5 : 1,
  }),
  text(x + 10, y + 17, title),
  text(x + 10, y + 33, type, { class: "quiet" }),
]

const arrowOf = ({ from, to }: Arrow, spots: readonly Spot[], sizes: readonly Size[]): readonly string[] => {
  const [a, b] = [spots[from] as Spot, spots[to] as Spot]
  const [wa, wb] = [(sizes[from] as Size).width, (sizes[to] as Size).width]
  const [x0, y0, x1, y1] = [a.x + wa / 2, a.y + (sizes[from] as Size).height, b.x + wb / 2, b.y].map(Math.round) as [
    number,
    number,
    number,
    number,
  ]
  const bend = Math.max(10, Math.round((y1 - y0) / 2))
  return [
    element("path", { class: "edge", d: `M${x0} ${y0}C${x0} ${y0 + bend} ${x1} ${y1 - 4 - bend} ${x1} ${y1 - 4}` }),
    element("path", { class: "tip", d: `M${x1} ${y1}l-4 -6h8z` }),
  ]
}
