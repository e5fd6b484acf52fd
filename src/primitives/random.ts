/** @file Draws from keys, with all that interprets, traces and compiles each kind of them. */
import * as code from "../codegen/draws.js"
import * as meaning from "../graph/draw.js"
import { createNode, type Node } from "../graph/node.js"
import type { Draw } from "../graph/op.js"
import { draw as trace } from "../schedule/draw.js"
import type { TracedRules } from "../schedule/traced-rules.js"

/** The shape is that of the draws under one key. */
export const random = (
  draw: Draw,
  keys: Node,
  shape: readonly number[],
  dtype: "float32" | "int32",
  data?: Node,
): Node =>
  createNode(
    { kind: "random", draw, rules },
    data === undefined ? [keys] : [keys, data],
    [...keys.shape.slice(0, -1), ...shape],
    dtype,
  )

/** Words of new keys. */
export const split: Draw = { name: "split", takesData: false, numbers: meaning.split, code: code.split }

/** Words of the key of a number. */
export const fold: Draw = { name: "fold", takesData: true, numbers: meaning.fold, code: code.fold }

export const uniform: Draw = { name: "uniform", takesData: false, numbers: meaning.uniform, code: code.uniform }

export const normal: Draw = { name: "normal", takesData: false, numbers: meaning.normal, code: code.normal }

/** From low to high - 1. */
export const integers = (low: number, high: number): Draw => ({
  name: `integers(${low} ${high})`,
  takesData: false,
  numbers: meaning.integers(low, high),
  code: code.integers(low, high),
})

export const truncatedNormal = (low: number, high: number): Draw => ({
  name: `truncatedNormal(${low} ${high})`,
  takesData: false,
  numbers: meaning.truncatedNormal(low, high),
  code: code.truncatedNormal(low, high),
})

/** The numbers from 0 to count - 1 in a random order. */
export const permutation: Draw = {
  name: "permutation",
  takesData: false,
  numbers: meaning.permutation,
  code: undefined,
}

// internal

const rules: TracedRules<"random"> = { meaning: meaning.drawn, trace }
