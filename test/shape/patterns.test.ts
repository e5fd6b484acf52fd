/**
 * @file Patterns are read twice, by the compiler and at run time: random ones, most of them wrong in some way, must get
 * the same shape or the same sentence from both.
 */
import path from "node:path"
import ts from "typescript"
import { describe, expect, it } from "vitest"
import { zeros } from "../../src/api/create.js"
import { rearrange, reduce, repeat } from "../../src/api/einops.js"
import { einsum } from "../../src/api/einsum.js"
import type { AnyTensor } from "../../types/tensor.js"
import { untyped } from "../api/untyped.js"

const any = untyped({ einsum, rearrange, reduce, repeat })

/** A sequence of choices that is the same in every run: what the compiler is asked must not depend on luck. */
const choices = (seed: number) => {
  let state = seed
  const below = (n: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >>> 16) % n
  }
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const several = <T>(most: number, make: () => T): T[] => Array.from({ length: below(most + 1) }, make)
  return { below, pick, several }
}

const outcome = (call: () => AnyTensor): { readonly shape?: readonly number[]; readonly says?: string } => {
  try {
    return { shape: call().shape as readonly number[] }
  } catch (error) {
    return { says: (error as Error).message }
  }
}

/** Lines that compile where the types come to what happened. */
const claims = (fault: string, shape: string, { shape: found, says }: ReturnType<typeof outcome>): readonly string[] =>
  says === undefined
    ? [`claim<Same<${fault}, unknown>>(true)`, `claim<Same<${shape}, [${found}]>>(true)`]
    : [`claim<Same<${fault}, ${JSON.stringify(says)}>>(true)`]

const einsumClaims = (): readonly string[] => {
  const { below, pick, several } = choices(7)
  const term = () => several(3, () => pick(["i", "j", "k", "i", "j", "k", "...", pick(["i", "1", ".", "A"])])).join("")
  return Array.from({ length: 150 }, () => {
    const terms = [term(), ...several(1, term)]
    const output = pick([`->${term()}`, `->${terms.join("")}`, "->", ""])
    const shapes = [...terms, ...(below(10) === 0 ? ["i"] : [])].map((letters) =>
      Array.from(letters.replaceAll("...", ".."), () => pick([2, 2, 3])),
    )
    const pattern = `${terms.join(pick([",", ", "]))}${output}`
    const types = `${JSON.stringify(pattern)}, [${shapes.map((shape) => `Tensor<[${shape}]>`).join(", ")}]`
    return claims(
      `EinsumFault<${types}>`,
      `Einsum<${types}>`,
      outcome(() => any.einsum(pattern, ...shapes.map((shape) => zeros(shape)))),
    )
  }).flat()
}

const einopsClaims = (): readonly string[] => {
  const { pick, several } = choices(11)
  const word = () =>
    pick(["a", "b", "c", "a", "b", "c", "...", "1", pick(["2", "a", "b", "c", "2x", "a-b", "02", "1.5"])])
  const side = () =>
    several(3, () => pick([word(), word(), `(${several(2, word).join(" ")}${pick(["", "", "", "", "("])})`])).join(" ")
  return Array.from({ length: 200 }, () => {
    const op = pick(["rearrange", "repeat", "reduce"] as const)
    const left = side()
    const backwards = left.replace(/[()]/g, "").split(" ").reverse().join(" ")
    const pattern = `${left} -> ${pick([side(), backwards, backwards, left])}`
    const shape = several(3, () => pick([1, 2, 4, 6]))
    // one size at most: of several that don't belong the compiler names all
    const sizes = Object.fromEntries(several(1, () => [pick(["a", "b", "d"]), pick([0, 1, 2, 3])]))
    const given = Object.entries(sizes).map(([name, size]) => `${name}: ${size}`)
    const types = `"${op}", ${JSON.stringify(pattern)}, [${shape}], ${given.length > 0 ? `{ ${given} }` : "NoSizes"}`
    const how = op === "reduce" ? ["sum"] : []
    return claims(
      `EinopsFault<${types}>`,
      `Einops<${types}>`,
      outcome(() => any[op](zeros(shape), pattern, ...how, sizes)),
    )
  }).flat()
}

const compile = (lines: readonly string[]): readonly string[] => {
  const file = path.resolve(import.meta.dirname, "random-patterns.ts")
  const text = [
    'import type { Einops, NoSizes } from "../../types/einops.js"',
    'import type { EinopsFault } from "../../types/einops-fault.js"',
    'import type { Einsum } from "../../types/einsum.js"',
    'import type { EinsumFault } from "../../types/einsum-fault.js"',
    'import type { Tensor } from "../../types/tensor.js"',
    "type Same<A, B> = [A, B] extends [B, A] ? true : false",
    "declare const claim: <C extends boolean>(holds: C) => void",
    ...lines,
  ].join("\n")
  const options: ts.CompilerOptions = {
    strict: true,
    skipLibCheck: true,
    lib: ["lib.es2022.d.ts"],
    noEmit: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => name === file || fileExists(name)
  host.getSourceFile = (name, target, ...rest) =>
    name === file ? ts.createSourceFile(name, text, target) : getSourceFile(name, target, ...rest)
  const all = text.split("\n")
  return ts.getPreEmitDiagnostics(ts.createProgram([file], options, host)).map(({ start, messageText }) => {
    const line = all[text.slice(0, start).split("\n").length - 1]
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`
  })
}

describe("patterns", () => {
  it("mean the same to the compiler and at run time", () => {
    const lines = [...einsumClaims(), ...einopsClaims()]
    const [right, wrong] = [
      lines.filter((line) => line.includes(", unknown>")),
      lines.filter((line) => line.includes(": ")),
    ]
    expect(right.length).toBeGreaterThan(50)
    expect(wrong.length).toBeGreaterThan(50)
    expect(compile(lines)).toEqual([])
    expect(compile(['claim<Same<EinsumFault<"i->j", [Tensor<[2]>]>, unknown>>(true)'])).toHaveLength(1)
  })
})
