/** @file float64 kernels stay within a few numbers of the interpreter, and give its special values. */
import { describe, expect, it } from "vitest"
import { targets } from "../kernel.js"
import { apart, wideCases } from "./wide.js"

describe.each(targets)("float64 with fma $fma", (target) => {
  it.each(wideCases)("$fn", (each) => {
    const { most, wrong } = apart(each, target, 40_000)
    expect(wrong).toEqual([])
    expect(most).toBeLessThanOrEqual(each.bound)
  })
})
