/** @file Reading the sample cases, and their values as tensors. */
import { readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { fromArray } from "../../src/api/create.js"
import { nodeOf } from "../../src/api/handle.js"
import { variable } from "../../src/graph/infer.js"
import type { Node } from "../../src/graph/node.js"

export interface Sample {
  readonly shape: readonly number[]
  readonly dtype: string
  readonly data: readonly (number | string | boolean)[]
}

export interface Case {
  readonly id: string
  readonly op: string
  readonly inputs: readonly unknown[]
  readonly kwargs: Readonly<Record<string, unknown>>
  readonly outputs: readonly Sample[]
  readonly cotangents: readonly (Sample | null)[] | null
  readonly grads: readonly (Sample | null)[] | null
}

export const cases = (): readonly Case[] =>
  gunzipSync(readFileSync(new URL("opinfo.jsonl.gz", import.meta.url)))
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Case)

export const isSample = (value: unknown): value is Sample =>
  typeof value === "object" && value !== null && "shape" in value && "data" in value

export const numbersOf = ({ data }: Sample): readonly number[] => data.map(numberOf)

/** PyTorch's int64 is int32 here, and so is uint8. */
export const tensorOfSample = (sample: Sample): Node => {
  const array = arrays[sample.dtype]
  if (array === undefined) throw new Error(`no dtype for ${sample.dtype}`)
  return nodeOf(fromArray(array.from(numbersOf(sample)) as never, [...sample.shape]))
}

/** Arguments with tensors for samples; the float ones can be differentiated and are listed, depth first. */
export const argumentsOf = ({ inputs, kwargs }: Case) => {
  const targets: Node[] = []
  const replace = (value: unknown): unknown => {
    if (isSample(value)) {
      const node = tensorOfSample(value)
      if (node.dtype !== "float32" && node.dtype !== "float64") return node
      targets.push(variable(node))
      return targets[targets.length - 1]
    }
    return Array.isArray(value) ? value.map(replace) : value
  }
  const args = inputs.map(replace)
  const options = Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [key, replace(value)]))
  return { args, options, targets }
}

// internal

const arrays: Readonly<Record<string, { from(values: readonly number[]): unknown }>> = {
  float32: Float32Array,
  float64: Float64Array,
  int64: Int32Array,
  uint8: Int32Array,
  bool: Uint8Array,
}

const special: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
}

const numberOf = (value: number | string | boolean): number =>
  typeof value === "string" ? (special[value] as number) : Number(value)
