/** @file The order of dims that layers of sequences ask for by name, since PyTorch's is another unless told. */

export interface BatchFirst {
  /** Inputs are [N, T, width]. PyTorch takes [T, N, width] unless it is told so, these layers only this. */
  readonly batchFirst: true
}

export const assertBatchFirst = (op: string, value: unknown): void => {
  if (value !== true)
    throw new TypeError(`${op} takes [N, T, width], not PyTorch's [T, N, width]: pass { batchFirst: true }`)
}
