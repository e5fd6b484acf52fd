/**
 * @file Cotangents of slices, which are zero but for a strip. Strips that stand beside each other along an axis are
 * joined: one by one each would be written with its zeros, and their number is often that of the places of a sequence.
 */
import { concat, spread } from "../graph/infer.js"
import type { Node } from "../graph/node.js"

/** Nodes of the same sum, fewer where strips join. */
export const joined = (nodes: readonly Node[]): readonly Node[] => {
  if (nodes.length < 2) return nodes
  const whole: Node[] = []
  const runs: Run[] = []
  const strips = nodes.flatMap((node) => {
    const strip = stripOf(node)
    if (strip === undefined) whole.push(node)
    return strip ?? []
  })
  for (const strip of strips.sort((a, b) => a.start - b.start)) {
    const run = runs.find(({ axis, end }) => axis === strip.axis && end === strip.start)
    if (run === undefined) runs.push({ ...strip, strips: [strip.node] })
    else {
      run.end = strip.end
      run.strips.push(strip.node)
    }
  }
  return [...whole, ...runs.map(nodeOf)]
}

// internal

interface Strip {
  readonly node: Node<"pad">
  readonly axis: number
  readonly start: number
  readonly end: number
}

interface Run {
  readonly axis: number
  readonly start: number
  end: number
  readonly strips: Node<"pad">[]
}

/** A node that is zero but for some positions of one axis. */
const stripOf = (node: Node): Strip | undefined => {
  if (node.op.kind !== "pad" || node.op.value !== 0 || node.op.steps.some((step) => step !== 1)) return undefined
  const { shape } = node.inputs[0] as Node
  const [axis, ...others] = [...shape.keys()].filter((axis) => shape[axis] !== node.shape[axis])
  if (axis === undefined || others.length > 0) return undefined
  const start = node.op.starts[axis] as number
  return { node: node as Node<"pad">, axis, start, end: start + (shape[axis] as number) }
}

const nodeOf = ({ axis, start, end, strips }: Run): Node => {
  const [first, ...more] = strips as [Node<"pad">, ...Node<"pad">[]]
  if (more.length === 0) return first
  const strip = concat(
    strips.map(({ inputs }) => inputs[0] as Node),
    axis,
  )
  return end - start === first.shape[axis] ? strip : spread(strip, first.op.starts, first.op.steps, first.shape, 0)
}
