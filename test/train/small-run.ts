/** @file A small run that has everything a state can hold: dropout, running statistics, momenta, noise in the data. */
import { argmax } from "../../src/api/argmax.js"
import { add } from "../../src/api/binary.js"
import { key } from "../../src/api/key.js"
import { crossEntropy } from "../../src/api/loss.js"
import { normal } from "../../src/api/random.js"
import { relu } from "../../src/api/unary.js"
import { leavesOf } from "../../src/graph/tree.js"
import { batchNorm } from "../../src/nn/batch-norm.js"
import { dropout } from "../../src/nn/dropout.js"
import { linear } from "../../src/nn/linear.js"
import { sequential } from "../../src/nn/sequential.js"
import { adamw } from "../../src/optim/adam.js"
import { cosine } from "../../src/optim/schedules.js"
import { data } from "../../src/read.js"
import { accuracy, confusionMatrix, f1OfCounts, fit } from "../../src/train/index.js"
import type { Tensor } from "../../types/tensor.js"

export const net = sequential(linear(6, 8), batchNorm(8), relu, dropout(0.2), linear(8, 3))
export const optimizer = adamw({ lr: cosine({ lr: 0.05, steps: 20 }) })

/** 22 rows: batches of 6, the last one of 4. */
const x = normal(key(1), [22, 6])
const y = argmax(normal(key(2), [22, 3]), -1)

export const options = {
  model: net,
  optimizer,
  data: { x, y },
  augment: (
    rows: { x: Tensor<[22, 6]>; y: Tensor<[22], "int32"> },
    { key }: { key: Parameters<typeof normal>[0] },
  ) => ({
    ...rows,
    x: add(rows.x, normal(key, [22, 6])),
  }),
  loss: (logits: Tensor<["batch", 3]>, batch: { y: Tensor<["batch"], "int32"> }) => crossEntropy(logits, batch.y),
  metrics: {
    accuracy: (logits: Tensor<["batch", 3]>, batch: { y: Tensor<["batch"], "int32"> }) => accuracy(logits, batch.y),
    f1: {
      sums: (logits: Tensor<["batch", 3]>, batch: { y: Tensor<["batch"], "int32"> }) =>
        confusionMatrix(logits, batch.y),
      value: f1OfCounts,
    },
  },
  validation: { x, y },
  epochs: 3,
  batchSize: 6,
  key: key(3),
} as const

export type SmallState = Awaited<ReturnType<typeof run>>["state"]

export const run = (more: { readonly signal?: AbortSignal } = {}) => fit({ ...options, ...more })

/** Every bit of a tree, as text. */
export const bitsOf = (tree: unknown): string =>
  leavesOf(tree, "state")
    .map(({ path, node }) => {
      const { buffer, byteOffset, byteLength } = data(node as unknown as Tensor) as Float32Array
      return `${path} ${Buffer.from(buffer, byteOffset, byteLength).toString("hex")}`
    })
    .join("\n")
