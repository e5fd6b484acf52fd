/** @file A line chart of a training history. */
import { describe, isRecord } from "../shape/operand.js"
import { assertBoolean, assertNumber, readOptions } from "../shape/options.js"
import { quantityOf, ticksOf } from "./number.js"
import type { Picture } from "./picture.js"
import { drawing, element, lineColours, text, widthOf } from "./svg.js"

/** Values of each line: at 1, 2, 3, …, or `[x, y]`. What is not finite is a gap. */
export type Series = Readonly<Record<string, readonly number[] | readonly (readonly [x: number, y: number])[]>>

export interface LineChartOptions {
  readonly title?: string
  /** Of the horizontal axis: "epoch", unless given. */
  readonly xLabel?: string
  /** Whether the vertical axis is logarithmic: then what is not above 0 is a gap. */
  readonly log?: boolean
  readonly width?: number
  readonly height?: number
}

/**
 * A chart with a line for each list of numbers, as SVG: `{ loss: [1.2, 0.7], "validation loss": [1.3, 0.9] }`.
 *
 * Notebooks of Deno show it as it is; elsewhere `String(chart)` is the text of an SVG file.
 * Errors: TypeError for what is no record of lists of numbers, or an option there is none of.
 * PyTorch: no counterpart: programs use `matplotlib` or `torch.utils.tensorboard`.
 * @example
 * ```ts
 * import { lineChart } from "tuplet/display"
 * lineChart({ loss: [1.2, 0.7, 0.5] }).svg.startsWith("<svg") // true
 * ```
 */
export const lineChart = (series: Series, options: LineChartOptions = {}): Picture => {
  const read = readOptions("lineChart", options, { title: "", xLabel: "epoch", log: false, width: 640, height: 360 })
  const [title, xLabel, isLog] = [`${read.title}`, `${read.xLabel}`, assertBoolean("lineChart", "log", read.log)]
  const [width, height] = [sizeOf("width", read.width), sizeOf("height", read.height)]
  const lines = linesOf(series).map(({ name, points }) => ({
    name,
    points: points.map(([x, y]): Point => [x, isLog ? Math.log10(y) : y]),
  }))
  const seen = lines.flatMap(({ points }) => points.filter(isFinitePoint))
  const [left, right] = extentOf(seen.map(([x]) => x))
  const [bottom, top] = extentOf(seen.map(([, y]) => y))
  const yTicks = ticksOf(bottom, top, 5).map((at) => ({ at, name: quantityOf(isLog ? 10 ** at : at) }))
  const isCounted = seen.every(([x]) => Number.isInteger(x))
  const xTicks = ticksOf(left, right, 6).filter((at) => !isCounted || Number.isInteger(at))
  const margin = {
    left: 22 + Math.max(0, ...yTicks.map(({ name }) => widthOf(name))),
    top: (title === "" ? 14 : 34) + 20,
    right: 20,
    bottom: 46,
  }
  const area = {
    w: Math.max(1, width - margin.left - margin.right),
    h: Math.max(1, height - margin.top - margin.bottom),
  }
  const xOf = (x: number): number => margin.left + ((x - left) / (right - left || 1)) * area.w
  const yOf = (y: number): number => margin.top + area.h - ((y - bottom) / (top - bottom || 1)) * area.h
  const base = margin.top + area.h
  return drawing(width, height, title || Object.keys(series).join(", ") || "an empty chart", [
    ...(title === "" ? [] : [text(margin.left, 24, title, { "font-weight": "bold" })]),
    ...legendOf(lines, margin.left, margin.top - 14),
    ...yTicks.flatMap(({ at, name }) => [
      element("path", { class: "rule", d: `M${round(margin.left)} ${round(yOf(at))}h${round(area.w)}` }),
      text(margin.left - 8, yOf(at) + 4, name, { class: "quiet", "text-anchor": "end" }),
    ]),
    ...xTicks.map((at) => text(xOf(at), base + 18, quantityOf(at), { class: "quiet", "text-anchor": "middle" })),
    text(margin.left + area.w / 2, base + 36, xLabel, { class: "quiet", "text-anchor": "middle" }),
    ...lines.flatMap(({ points }, i) => runsOf(points).map((run) => lineOf(run, i % lineColours, xOf, yOf))),
  ])
}

// internal

type Point = readonly [number, number]

interface Line {
  readonly name: string
  readonly points: readonly Point[]
}

const linesOf = (series: unknown): readonly Line[] => {
  if (!isRecord(series)) throw new TypeError(`lineChart: needs a record of lists of numbers, got ${describe(series)}`)
  return Object.entries(series).map(([name, values]) => {
    if (!Array.isArray(values)) throw new TypeError(`lineChart: ${name} is a list of numbers, got ${describe(values)}`)
    return { name, points: values.map((value, i) => pointOf(name, value, i)) }
  })
}

const pointOf = (name: string, value: unknown, i: number): Point => {
  const [x, y] = Array.isArray(value) ? (value as unknown[]) : [i + 1, value]
  return [assertNumber("lineChart", `${name}[${i}]`, x), assertNumber("lineChart", `${name}[${i}]`, y)]
}

const sizeOf = (what: string, given: unknown): number => Math.max(80, assertNumber("lineChart", what, given))

const isFinitePoint = (point: Point): boolean => point.every(Number.isFinite)

/** A little room around a single value. */
const extentOf = (values: readonly number[]): Point => {
  const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  if (low > high) return [0, 1]
  return low === high ? [low - 0.5, high + 0.5] : [low, high]
}

/** The parts between gaps. */
const runsOf = (points: readonly Point[]): readonly (readonly Point[])[] => {
  const runs: Point[][] = [[]]
  for (const point of points) {
    if (isFinitePoint(point)) runs.at(-1)?.push(point)
    else runs.push([])
  }
  return runs.filter((run) => run.length > 0)
}

const lineOf = (
  run: readonly Point[],
  colour: number,
  xOf: (x: number) => number,
  yOf: (y: number) => number,
): string => {
  const places = run.map(([x, y]) => `${round(xOf(x))},${round(yOf(y))}`)
  const [first, second] = places
  if (first !== undefined && second === undefined) {
    const [cx, cy] = first.split(",")
    return element("circle", { class: `fill${colour}`, cx, cy, r: 2.5 })
  }
  return element("polyline", { class: `line${colour}`, points: places.join(" ") })
}

const legendOf = (lines: readonly Line[], left: number, y: number): readonly string[] => {
  let x = left
  return lines.flatMap(({ name }, i) => {
    const at = x
    x += widthOf(name) + 40
    return [
      element("path", { class: `line${i % lineColours}`, d: `M${round(at)} ${y}h16` }),
      text(at + 22, y + 4, name),
    ]
  })
}

const round = (x: number): number => Math.round(x * 10) / 10
