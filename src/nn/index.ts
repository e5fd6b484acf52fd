/** @file tuplet/nn: layers with parameters. The operations of tuplet are the layers without. */

export type { AnyLayer, Fn, Layer, Operation } from "../../types/fn.js"
export type { Linear, LinearWithoutBias, Model } from "../../types/layer.js"
export type {
  AffineParams,
  BatchNorm,
  BatchNormState,
  BatchNormWithoutAffine,
  Dropout,
  ScaleParams,
} from "../../types/normalised.js"
export type { Branches, Parallel } from "../../types/parallel.js"
export type { Own } from "../../types/pattern.js"
export type { Residual } from "../../types/residual.js"
export type { Label, Sequential } from "../../types/sequential.js"
export type { Trained, TrainOptions } from "../../types/training.js"
export { batchNorm } from "./batch-norm.js"
export { dropout } from "./dropout.js"
export { labelled } from "./labelled.js"
export { layer } from "./layer.js"
export { linear } from "./linear.js"
export { branches, parallel } from "./parallel.js"
export { residual } from "./residual.js"
export { sequential } from "./sequential.js"
