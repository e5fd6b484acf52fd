import { readFileSync } from "node:fs"
import { join } from "node:path"
import { type AnyTensor, tensor, toArray, zeros } from "tuplet"
import {
  formatNpy,
  formatNpz,
  formatSafetensors,
  parseNpy,
  parseNpz,
  parseSafetensors,
  type Safetensors,
} from "tuplet/io"
import { describe, expect, it } from "vitest"
import { fuzzed } from "./fuzz.js"

const bytesIn = (path: string): Uint8Array => new Uint8Array(readFileSync(join(import.meta.dirname, path)))

/** All numbers, so that what can't be read would be noticed. */
const readAll = (tensors: Readonly<Record<string, AnyTensor>>) => {
  for (const x of Object.values(tensors)) toArray(x)
}

const tree = {
  weight: tensor([
    [1, 2],
    [3, 4],
  ]),
  double: tensor([1.5], "float64"),
  list: [tensor([1, -1], "int32"), tensor([true, false, true]), zeros([0, 3])],
}

describe("2,500 files of each format, changed at random", () => {
  it("load or are refused: safetensors", { timeout: 15_000 }, () => {
    const seeds = [
      formatSafetensors(tree, { metadata: { format: "pt" } }),
      bytesIn("torch/dtypes.safetensors"),
      bytesIn("torch/perceptron.safetensors"),
    ]
    const { loaded, refused } = fuzzed(seeds, 2500, parseSafetensors, (file) => readAll((file as Safetensors).tensors))
    expect(loaded).toBeGreaterThan(50)
    expect([...refused.keys()].sort()).toEqual(
      expect.arrayContaining(["dtype", "header", "name", "oversized", "shape", "truncated"]),
    )
  })

  it("load or are refused: npy", { timeout: 15_000 }, () => {
    const seeds = [
      formatNpy(tree.weight),
      ...["deep", "version2", "version3", "scalar"].map((name) => bytesIn(`numpy/${name}.npy`)),
    ]
    const { loaded, refused } = fuzzed(seeds, 2500, parseNpy, (x) => toArray(x as AnyTensor))
    expect(loaded).toBeGreaterThan(50)
    expect([...refused.keys()].sort()).toEqual(expect.arrayContaining(["dtype", "header", "oversized", "truncated"]))
  })

  it("load or are refused: npz", { timeout: 15_000 }, () => {
    const seeds = [formatNpz(tree), formatNpz(tree, { compress: true }), bytesIn("numpy/F-compressed.npz")]
    const { loaded, refused } = fuzzed(
      seeds,
      2500,
      parseNpz,
      (file) => readAll(file as Readonly<Record<string, AnyTensor>>),
      // what is inflated is not larger, and some room in which it is
      (bytes) => 16 * bytes + 2 ** 21,
    )
    expect(loaded).toBeGreaterThan(20)
    expect([...refused.keys()].sort()).toEqual(expect.arrayContaining(["checksum", "header", "truncated"]))
  })
})
