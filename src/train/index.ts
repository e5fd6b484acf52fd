/** @file tuplet/train: the training loop, batches, metrics, and what to do when numbers stop being finite. */

export type { F1Options } from "../../types/metric.js"
export type {
  Data,
  EpochEvent,
  EpochStart,
  Figures,
  FitOptions,
  FitState,
  Fitted,
  StepEvent,
  Stopping,
  Trainee,
} from "../../types/train.js"
export { NonFiniteError } from "./finiteness.js"
export { fit } from "./fit.js"
export { accuracy, confusionMatrix, f1, f1OfCounts, perplexity, topkAccuracy } from "./metrics.js"
export { firstNonFinite, type NonFinite } from "./non-finite.js"
export { type ProgressOptions, terminalProgress } from "./progress.js"
export { freshState, stateSpecs } from "./state.js"
export { compileStep } from "./step.js"
