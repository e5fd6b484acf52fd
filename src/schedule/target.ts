/** @file What the machine that runs the kernels can do. */

export interface Target {
  /** Whether relaxed SIMD is on: `f32x4.relaxed_madd` becomes one fused multiply-add. */
  readonly fma: boolean
  /** Whether the memory is one that threads share. */
  readonly shared?: boolean
}
