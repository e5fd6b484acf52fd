/** @file A gradient two ways: by the rules, and by central differences of the reference interpreter. */
import { tensor } from "../../src/api/create.js"
import { nodeOf } from "../../src/api/handle.js"
import { interpret } from "../../src/exec/interpret.js"
import { binary, parameter, reduce, reshape, variable } from "../../src/graph/infer.js"
import { type Node, sizeOf } from "../../src/graph/node.js"
import { verify } from "../../src/graph/verify.js"
import { backward } from "../../src/transform/backward.js"
import { bindings } from "./read.js"

/** The gradient of the sum of f over its elements, each weighted differently. */
export const slopes = (f: (x: Node) => Node, at: readonly number[], shape: readonly number[]) => {
  const x = parameter("x", shape, "float64")
  const total = (y: Node): Node => {
    const weights = tensor(
      Array.from({ length: sizeOf(y.shape) }, (_, i) => 1 + i / 7),
      "float64",
    )
    const weighted = binary("mul", y, reshape(nodeOf(weights), y.shape))
    return reduce(
      "sum",
      weighted,
      y.shape.map((_, axis) => axis),
    )
  }
  const target = variable(x)
  const [gradient] = backward(total(f(target)), [target]) as [Node]
  verify([gradient])
  const evaluate = (root: Node, values: readonly number[]) =>
    interpret([root], { ...bindings, parameter: () => values })[0] as Float64Array
  const root = total(f(x))
  const step = 1e-5
  const shifted = (i: number, by: number) =>
    evaluate(
      root,
      at.map((value, j) => (i === j ? value + by : value)),
    )[0] as number
  return {
    symbolic: Array.from(evaluate(gradient, at)),
    numeric: at.map((_, i) => (shifted(i, step) - shifted(i, -step)) / (2 * step)),
  }
}
