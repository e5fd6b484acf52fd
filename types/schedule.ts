/** @file The types of schedules: rates for each step. */
import type { Rate, Schedule } from "./optim.js"

export interface StepDecayOptions {
  readonly lr: number
  /** Steps between two falls. */
  readonly every: number
  readonly factor?: number
}

export interface ExponentialDecayOptions {
  readonly lr: number
  readonly factor: number
}

export interface CosineOptions {
  readonly lr: number
  readonly steps: number
  /** The rate at the last step, and after it. */
  readonly end?: number
}

export interface WarmUpOptions {
  readonly steps: number
  /** The share of the rate at the first step. */
  readonly from?: number
}

export interface OneCycleOptions {
  /** The highest rate. */
  readonly lr: number
  readonly steps: number
  /** The share of the steps in which the rate rises. */
  readonly rise?: number
  /** The highest rate over the first one, and the first over the last. */
  readonly startFactor?: number
  readonly endFactor?: number
}

export type WarmUpOp = (options: WarmUpOptions, then: Rate) => Schedule
