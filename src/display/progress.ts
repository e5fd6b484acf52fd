/** @file A progress bar as a pure function from how far something has come to one line of text. */
import { assertNumber, readOptions } from "../shape/options.js"
import { quantityOf } from "./number.js"

export interface Progress {
  /** How many steps of `total` are done. */
  readonly done: number
  readonly total: number
  /** Since the first step; what is left is estimated from it. */
  readonly seconds?: number
  /** In front: `epoch 3/10`. */
  readonly label?: string
  /** Behind: `{ loss: 0.31 }`. */
  readonly figures?: Readonly<Record<string, number>>
}

/**
 * One line of text that shows how far something has come: `epoch 1/2 ███▌    45% 9/20 0:03 < 0:04 loss 0.31`.
 *
 * The line is `width` characters at most, 80 unless given; the bar takes what the figures leave, and they go before it
 * does. Write it after a carriage return to show it in the place of the last one.
 * Errors: TypeError for an option there is none of, and for what is no number.
 * PyTorch: no counterpart: programs use `tqdm`.
 * @example
 * ```ts
 * import { progressBar } from "tuplet/display"
 * progressBar({ done: 1, total: 4, figures: { loss: 0.5 } }, { width: 31 }) // "███▎           25% 1/4 loss 0.5"
 * ```
 */
export const progressBar = (progress: Progress, options: { readonly width?: number } = {}): string => {
  const { width: givenWidth } = readOptions("progressBar", options, { width: 80 })
  const width = Math.max(0, Math.floor(assertNumber("progressBar", "width", givenWidth)))
  const { label = "", figures = {} } = progress
  const [done, total] = [
    assertNumber("progressBar", "done", progress.done),
    assertNumber("progressBar", "total", progress.total),
  ]
  const fraction = total > 0 ? Math.min(1, Math.max(0, done / total)) : 1
  const behind = [
    `${`${Math.floor(fraction * 100)}`.padStart(3)}% ${`${done}`.padStart(`${total}`.length)}/${total}`,
    ...(progress.seconds === undefined ? [] : [timesOf(fraction, progress.seconds)]),
    ...Object.entries(figures).map(([name, value]) => `${name} ${quantityOf(value)}`),
  ]
  const before = label === "" ? "" : `${label} `
  while (behind.length > 1 && lengthOf([before, ...behind]) + shortestBar > width) behind.pop()
  const room = Math.min(longestBar, width - lengthOf([before, ...behind]))
  const line = `${before}${[...(room > 0 ? [barOf(fraction, room)] : []), ...behind].join(" ")}`
  return [...line].slice(0, width).join("")
}

/** `fraction` of a bar of so many characters, to an eighth of one. */
const barOf = (fraction: number, width: number): string => {
  const eighths = Math.round(fraction * width * 8)
  return `${"█".repeat(eighths >> 3)}${[..." ▏▎▍▌▋▊▉"][eighths & 7]?.trim() ?? ""}`.padEnd(width)
}

// internal

const shortestBar = 8
const longestBar = 40

/** With the blank in front of each, but for the first, which has its own. */
const lengthOf = ([first = "", ...others]: readonly string[]): number =>
  [...first].length + others.reduce((sum, part) => sum + [...part].length + 1, 0)

const timesOf = (fraction: number, seconds: number): string => {
  const left = fraction > 0 ? (seconds * (1 - fraction)) / fraction : Number.NaN
  return `${clock(seconds)} < ${Number.isFinite(left) ? clock(left) : "?"}`
}

/** `1:02:03`, or `2:03`. */
const clock = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (part: number): string => `${part}`.padStart(2, "0")
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}
