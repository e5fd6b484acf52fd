/** @file What a matrix product means, on row-major numbers. Its node carries it. */
import { type Meaning, type Node, sizeOf } from "./node.js"

export const product: Meaning<"dot"> = (node, [a, b]) => {
  const [m, n] = node.shape.slice(-2) as [number, number]
  const k = (node.inputs[0] as Node).shape.at(-1) as number
  const values = new Float64Array(sizeOf(node.shape))
  const add = node.dtype === "int32" ? addProductsWrapping : addProducts
  for (let start = 0, row = 0; start < values.length; start += n, row++) {
    const right = Math.floor(row / m) * k * n
    for (let j = 0; j < k; j++) add(values, start, n, at(a, row * k + j), b as Float64Array, right + j * n)
  }
  return values
}

// internal

const at = (x: Float64Array | undefined, i: number): number => (x as Float64Array)[i] as number

const addProducts = (sums: Float64Array, start: number, n: number, x: number, y: Float64Array, from: number): void => {
  for (let i = 0; i < n; i++) sums[start + i] = at(sums, start + i) + x * at(y, from + i)
}

const addProductsWrapping: typeof addProducts = (sums, start, n, x, y, from) => {
  for (let i = 0; i < n; i++) sums[start + i] = (at(sums, start + i) + Math.imul(x, at(y, from + i))) | 0
}
