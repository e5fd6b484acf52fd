/** @file Windows over the last axes of a tensor, as a view or a gather, and the transpose of that. */
import { binary, fill, gather, iota, pad, permute, reshape, scatterAdd, slice } from "../graph/infer.js"
import { type Node, sizeOf } from "../graph/node.js"
import type { Window } from "../shape/window.js"

/** [...lead, ...sizes] to [...lead, ...kernel, ...counts]: every element of every window; `value` lies around x. */
export const windowsOf = (x: Node, windows: readonly Window[], value: number): Node => {
  const lead = x.shape.slice(0, x.shape.length - windows.length)
  const padded = padAxes(x, windows, value)
  if (windows.every(({ kernel, stride, dilation }) => stride === kernel && dilation === 1)) {
    return tiles(padded, lead, windows)
  }
  const sizes = padded.shape.slice(lead.length)
  return gather(reshape(padded, [...lead, sizeOf(sizes)]), positions(windows, sizes), lead.length)
}

/** [...lead, ...kernel, ...counts] to [...lead, ...sizes]: each element added to where its window has it. */
export const overlapAdd = (x: Node, windows: readonly Window[], sizes: readonly number[]): Node => {
  const lead = x.shape.slice(0, x.shape.length - 2 * windows.length)
  const flat = scatterAdd(positions(windows, sizes), x, lead.length, sizeOf(sizes))
  return reshape(flat, [...lead, ...sizes])
}

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

/** Where the elements of the windows are among the elements of the axes, [...kernel, ...counts]. */
const positions = (windows: readonly Window[], sizes: readonly number[]): Node => {
  const shape = [...windows.map(({ kernel }) => kernel), ...windows.map(({ count }) => count)]
  const terms = windows.flatMap(({ stride, dilation }, i) => {
    const inner = sizeOf(sizes.slice(i + 1))
    return [scaled(iota(shape, i), dilation * inner), scaled(iota(shape, windows.length + i), stride * inner)]
  })
  return terms.reduce((sum, term) => binary("add", sum, term))
}

const scaled = (x: Node, factor: number): Node => (factor === 1 ? x : binary("mul", x, fill(factor, x.shape, x.dtype)))
