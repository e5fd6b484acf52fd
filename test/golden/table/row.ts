/**
 * @file A row of the table: one PyTorch function, its parameters as PyTorch writes them, and the call that says it
 * here. A row maps names and conventions; it computes nothing.
 */
import * as tuplet from "../../../src/index.js"
import type { AnyTensor } from "../../../types/tensor.js"
import { untyped } from "../../api/untyped.js"

/** The arguments by PyTorch's names: defaults filled in, None undefined, dtypes as names of ours. */
// biome-ignore lint/suspicious/noExplicitAny: the arguments come from a file
export type Arguments = Readonly<Record<string, any>>

export type Result = AnyTensor | readonly AnyTensor[]

export interface Row {
  /** `input, dim=None, keepdim=False, *, dtype=None`, as bind.ts reads it */
  readonly signature: string
  readonly call: (args: Arguments) => Result
  /** What is refused though PyTorch takes it, by the sentence that the call must then throw. */
  readonly refuses?: Refusal
  /** What has no counterpart here: the reason, for arguments that ask for it. */
  readonly lacks?: Refusal
}

export type Refusal = (args: Arguments) => string | undefined

/** By `op` or `op.variant`; where PyTorch has several signatures the first that takes the arguments. */
export type Table = Readonly<Record<string, Row | readonly Row[]>>

export const row = (signature: string, call: Row["call"], refuses?: Refusal): Row =>
  refuses === undefined ? { signature, call } : { signature, call, refuses }

/** The row without what has no counterpart here. */
export const lacking = (whole: Row, lacks: Refusal): Row => ({ ...whole, lacks })

/** tuplet as JavaScript sees it. */
export const t = untyped(tuplet)

/** The options that are given. */
export const given = (options: Arguments): Arguments =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))

/** The tensor in the dtype asked for, if any. */
export const as = (x: AnyTensor, dtype: string | undefined): AnyTensor => (dtype === undefined ? x : t.cast(x, dtype))

/** What orders elements gives them and where they were. */
export interface Ranked {
  readonly values: AnyTensor
  readonly indices: AnyTensor
}

export const pairOf = ({ values, indices }: Ranked): readonly AnyTensor[] => [values, indices]
