/** @file tuplet/optim: optimizers as pure functions of trees of tensors. */

export type {
  Adam,
  AdamOptions,
  AdamState,
  MomentumOptions,
  Rate,
  Sgd,
  SgdOptions,
  SgdState,
  Updated,
} from "../../types/optim.js"
export { adam } from "./adam.js"
export { sgd } from "./sgd.js"
