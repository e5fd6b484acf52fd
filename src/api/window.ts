/** @file Windows over the last axes of a tensor, and the transpose of that. */
import { overlap, pad, permute, reshape, slice, window } from "../graph/infer.js"
import type { Node } from "../graph/node.js"
import type { Windowing } from "../graph/op.js"
import type { Window } from "../shape/window.js"

/** [...lead, ...sizes] to [...lead, ...kernel, ...counts]: every element of every window; `value` lies around x. */
export const windowsOf = (x: Node, windows: readonly Window[], value: number): Node => {
  const lead = x.shape.slice(0, x.shape.length - windows.length)
  const padded = padAxes(x, windows, value)
  if (windows.every(({ kernel, stride, dilation }) => stride === kernel && dilation === 1)) {
    return tiles(padded, lead, windows)
  }
  return window(padded, windowing(windows), [
    ...windows.map(({ kernel }) => kernel),
    ...windows.map(({ count }) => count),
  ])
}

/** [...lead, ...kernel, ...counts] to [...lead, ...sizes]: each element added to where its window has it. */
export const overlapAdd = (x: Node, windows: readonly Window[], sizes: readonly number[]): Node =>
  overlap(x, windowing(windows), sizes)

/** The last axes from `starts` on, cut to `counts`. */
export const cutAxes = (x: Node, starts: readonly number[], counts: readonly number[]): Node => {
  const lead = x.shape.slice(0, x.shape.length - starts.length)
  const same = counts.every((count, i) => count === x.shape[lead.length + i])
  if (same) return x
  const zeros = lead.map(() => 0)
  return slice(
    x,
    [...zeros, ...starts],
    x.shape.map(() => 1),
    [...lead, ...counts],
  )
}

// internal

const windowing = (windows: readonly Window[]): Windowing => ({
  strides: windows.map(({ stride }) => stride),
  dilations: windows.map(({ dilation }) => dilation),
})

const padAxes = (x: Node, windows: readonly Window[], value: number): Node => {
  const zeros = x.shape.slice(windows.length).map(() => 0)
  const sides = (side: "low" | "high") => [...zeros, ...windows.map((window) => window[side])]
  return pad(x, sides("low"), sides("high"), value)
}

/** Windows that lie side by side are a view: each axis splits into windows and elements. */
const tiles = (x: Node, lead: readonly number[], windows: readonly Window[]): Node => {
  const cut = cutAxes(
    x,
    windows.map(() => 0),
    windows.map(({ count, kernel }) => count * kernel),
  )
  const split = reshape(cut, [...lead, ...windows.flatMap(({ count, kernel }) => [count, kernel])])
  const axis = (i: number, part: 0 | 1) => lead.length + 2 * i + part
  return permute(split, [
    ...lead.map((_, i) => i),
    ...windows.map((_, i) => axis(i, 1)),
    ...windows.map((_, i) => axis(i, 0)),
  ])
}
