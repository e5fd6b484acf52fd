/** @file tuplet/optim: optimizers as pure functions of trees of tensors, and what they are put together from. */

export type {
  Adagrad,
  AdagradOptions,
  AdagradState,
  Adam,
  AdamOptions,
  AdamState,
  CheckedOptimizer,
  GradientTransform,
  Lion,
  LionOptions,
  LionState,
  MomentumOptions,
  Optimizer,
  Rate,
  Rmsprop,
  RmspropOptions,
  RmspropState,
  Schedule,
  Sgd,
  SgdOptions,
  SgdState,
  StateFn,
  StateOf,
  Transformed,
  Updated,
} from "../../types/optim.js"
export type { AccumulatedState, MovingAverage } from "../../types/optim-compose.js"
export type {
  CosineOptions,
  ExponentialDecayOptions,
  OneCycleOptions,
  StepDecayOptions,
  WarmUpOptions,
} from "../../types/schedule.js"
export { adagrad } from "./adagrad.js"
export { adam, adamw } from "./adam.js"
export { ema } from "./average.js"
export { accumulate, chain } from "./chain.js"
export { clipByNorm, clipByValue, globalNorm } from "./clip.js"
export { groups } from "./groups.js"
export { lion } from "./lion.js"
export { rmsprop } from "./rmsprop.js"
export { cosine, exponentialDecay, oneCycle, stepDecay, warmUp } from "./schedules.js"
export { sgd } from "./sgd.js"
