/** @file Tensors that are equal to five digits, shapes included. */
import { expect } from "vitest"
import { data, type Tensor } from "../../src/index.js"

export const expectClose = (actual: Tensor<number[]> | Tensor<[3]>, expected: Tensor<number[]> | Tensor<[3]>): void => {
  expect(actual.shape).toEqual(expected.shape)
  const wanted = data(expected)
  data(actual).forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i] as number, 5)
  })
}
