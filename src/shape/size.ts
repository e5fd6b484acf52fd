/** @file How many elements a shape has. */

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, dim) => product * dim, 1)
