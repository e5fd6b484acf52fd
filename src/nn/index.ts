/** @file tuplet/nn: layers with parameters. The operations of tuplet are the layers without. */

export type { AnyLayer, Layer, Operation } from "../../types/fn.js"
export type { Linear, LinearWithoutBias, Model } from "../../types/layer.js"
export type { Sequential } from "../../types/sequential.js"
export { linear } from "./linear.js"
export { sequential } from "./sequential.js"
