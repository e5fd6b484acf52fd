/** @file Reading sample cases, and their values as tensors. The format is described in run.ts. */
import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { fromArray } from "../../src/index.js"
import type { DType } from "../../types/dtype.js"
import type { AnyTensor } from "../../types/tensor.js"

export interface Sample {
  readonly shape: readonly number[]
  readonly dtype: string
  readonly data: readonly (number | string | boolean)[]
}

export interface Case {
  readonly id: string
  readonly op: string
  readonly variant?: string | null
  readonly inputs: readonly unknown[]
  readonly kwargs: Readonly<Record<string, unknown>>
  readonly outputs: readonly Sample[]
  readonly cotangents: readonly (Sample | null)[] | null
  readonly grads: readonly (Sample | null)[] | null
}

export const casesOf = (file: string | URL): readonly Case[] =>
  gunzipSync(readFileSync(file))
    .toString()
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Case)

/** `div.floor_rounding` */
export const nameOf = ({ op, variant }: Case): string => (variant ? `${op}.${variant}` : op)

export const isSample = (value: unknown): value is Sample =>
  typeof value === "object" && value !== null && "shape" in value && "data" in value

export const numbersOf = ({ data }: Sample): readonly number[] =>
  data.map((value) => (typeof value === "string" ? (special[value] as number) : Number(value)))

/** Ours for PyTorch's: int64 is int32 here, and so is uint8. */
export const dtypeOf = (name: string): DType | undefined => dtypes[name]

export const tensorOfSample = ({ dtype, ...sample }: Sample): AnyTensor => {
  const ours = dtypeOf(dtype)
  if (ours === undefined) throw new Error(`no dtype for ${dtype}`)
  const numbers = numbersOf({ dtype, ...sample })
  return fromArray(arrays[ours].from(numbers) as never, [...sample.shape])
}

/** Every value of the arguments, lists opened, depth first, with what replaces it. */
export const replaceAll = (
  { inputs, kwargs }: Pick<Case, "inputs" | "kwargs">,
  replace: (value: unknown) => unknown,
): { readonly args: readonly unknown[]; readonly kwargs: Readonly<Record<string, unknown>> } => {
  const visit = (value: unknown): unknown => (Array.isArray(value) ? value.map(visit) : replace(value))
  return {
    args: inputs.map(visit),
    kwargs: Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [key, visit(value)])),
  }
}

/** A scalar, or the name of a dtype, as the tables take it. */
export const plainValue = (value: unknown): unknown => {
  if (typeof value === "string") return special[value] ?? value
  if (typeof value === "object" && value !== null && "dtype" in value) return dtypeOf(value.dtype as string)
  return value
}

/** PyTorch's dtypes in a case that have no counterpart here. */
export const foreignDTypes = ({ inputs, kwargs, outputs }: Case): readonly string[] => {
  const found = new Set<string>()
  const visit = (value: unknown): unknown => {
    if (typeof value === "object" && value !== null && "dtype" in value) found.add(value.dtype as string)
    return value
  }
  replaceAll({ inputs, kwargs }, visit)
  outputs.forEach(visit)
  return [...found].filter((name) => dtypeOf(name) === undefined)
}

// internal

const dtypes: Readonly<Record<string, DType>> = {
  float32: "float32",
  float64: "float64",
  int64: "int32",
  int32: "int32",
  uint8: "int32",
  bool: "bool",
}

const arrays: { readonly [D in DType]: { from(values: readonly number[]): unknown } } = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  bool: Uint8Array,
}

const special: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
}
