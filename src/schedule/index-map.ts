/**
 * @file Where a kernel reads a node: for each of its axes the loop variable that runs over it, none for axes of size 1.
 * Movement inside a kernel costs nothing: it only changes the map on the way from a node to its operand.
 */
import { type Node, sizeOf } from "../graph/node.js"

export type IndexMap = readonly (number | undefined)[]

/** The map of the operand of a movement node; undefined where the order of elements changes. */
export const operandMap = (node: Node, map: IndexMap): IndexMap | undefined => {
  const source = node.inputs[0] as Node
  switch (node.op.kind) {
    case "expand":
      return source.shape.map((dim, axis) => (dim === 1 ? undefined : map[axis]))
    case "permute": {
      const { order } = node.op
      return order.map((_, axis) => map[order.indexOf(axis)])
    }
    case "reshape": {
      if (!keepsAxes(node)) return undefined
      const running = map.filter((_, axis) => node.shape[axis] !== 1)
      let next = 0
      return source.shape.map((dim) => (dim === 1 ? undefined : running[next++]))
    }
    default:
      return undefined
  }
}

/** Whether a reshape only adds or drops axes of size 1. */
export const keepsAxes = (node: Node): boolean => {
  const [before, after] = [(node.inputs[0] as Node).shape, node.shape].map((shape) =>
    shape.filter((dim) => dim !== 1).join(" "),
  )
  return before === after
}

/** What a node's map becomes in its reduced operand: the axes that are reduced get variables of their own. */
export const reducedMap = (node: Node<"reduce">, map: IndexMap, axisVariables: readonly number[]): IndexMap => {
  const source = (node.inputs[0] as Node).shape
  let kept = 0
  let reduced = 0
  return source.map((dim, axis) => {
    if (!node.op.axes.includes(axis)) return map[kept++]
    return dim === 1 ? undefined : axisVariables[reduced++]
  })
}

/** The variables a map uses, ascending. */
export const usedVariables = (map: IndexMap): readonly number[] =>
  map.filter((variable) => variable !== undefined).sort((a, b) => a - b)

/** The stride, in elements, of each loop variable over a row-major buffer. */
export const stridesOver = (shape: readonly number[], map: IndexMap, variableCount: number): readonly number[] => {
  const strides = Array<number>(variableCount).fill(0)
  map.forEach((variable, axis) => {
    if (variable !== undefined) strides[variable] = sizeOf(shape.slice(axis + 1))
  })
  return strides
}

export const sameMap = (a: IndexMap, b: IndexMap): boolean =>
  a.length === b.length && a.every((variable, i) => variable === b[i])
