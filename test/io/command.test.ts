import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type AnyTensor, key, ones, tensor, zeros } from "tuplet"
import { declarationsOf, saveNpz, saveSafetensors } from "tuplet/io"
import { linear, sequential } from "tuplet/nn"
import ts from "typescript"
import { afterAll, describe, expect, it } from "vitest"
import { run } from "../../src/io/command.js"
import { typeNameOf } from "../../src/io/declarations.js"
import { root } from "../house/sources.js"

const folder = mkdtempSync(join(tmpdir(), "tuplet-types-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const command = async (...args: readonly string[]) => {
  const printed: string[] = []
  const print = { log: (text: string) => printed.push(text), error: (text: string) => printed.push(`error: ${text}`) }
  return { code: await run(args, print), printed: printed.join("\n") }
}

/** What the compiler says of each program beside the written types. */
const faultsOf = (programs: readonly string[]): readonly (readonly string[])[] => {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }')
  const files = programs.map((text, i) => {
    const file = join(folder, `program${i}.ts`)
    writeFileSync(file, text)
    return file
  })
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const program = ts.createProgram(files, { ...options, typeRoots: [join(root, "node_modules/@types")] })
  return files.map((file) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
  )
}

describe("tuplet types", () => {
  const file = join(folder, "my-model.safetensors")

  it("writes the types of a file, by which a wrong use does not compile", { timeout: 60_000 }, async () => {
    await saveSafetensors(file, sequential(linear(3, 2), linear(2, 1)).init(key(0)))
    expect(await command("types", file)).toEqual({ code: 0, printed: `${file}.d.ts: MyModel, 4 tensors` })
    expect(readFileSync(`${file}.d.ts`, "utf8").split("\n").slice(1)).toEqual([
      'import type { Tensor } from "tuplet"',
      "",
      "export interface MyModel {",
      '  readonly "0.bias": Tensor<[2], "float32">',
      '  readonly "0.weight": Tensor<[2, 3], "float32">',
      '  readonly "1.bias": Tensor<[1], "float32">',
      '  readonly "1.weight": Tensor<[1, 2], "float32">',
      "}",
      "",
    ])
    const program = (layers: string) => `import { intoTree, loadSafetensors } from "tuplet/io"
import { linear, sequential } from "tuplet/nn"
import type { MyModel } from "./my-model.safetensors.js"
const { tensors } = await loadSafetensors<MyModel>("my-model.safetensors")
export const params = intoTree(sequential(${layers}).spec, tensors)`
    const [right, wide, short] = faultsOf(
      ["linear(3, 2), linear(2, 1)", "linear(3, 2), linear(2, 5)", "linear(3, 2)"].map(program),
    )
    expect(right).toEqual([])
    expect(wide).toHaveLength(1)
    expect(wide?.[0]).toContain("1.bias: [1] is not [5]: dim 0 is 1, not 5")
    expect(short?.[0]).toMatch(/1\.(?:bias|weight) is in the file, but not in the tree/)
  })

  it("takes names and places, and .npz files", async () => {
    const npz = join(folder, "x.npz")
    await saveNpz(npz, { a: tensor([1, 2], "int32"), s: tensor(true), e: zeros([0, 3], "float64") })
    const out = join(folder, "types.d.ts")
    expect((await command("types", npz, "--name", "Data", "--out", out)).printed).toBe(`${out}: Data, 3 tensors`)
    const text = readFileSync(out, "utf8")
    expect(text).toContain('readonly "a": Tensor<[2], "int32">')
    expect(text).toContain('readonly "s": Tensor<[], "bool">')
    expect(text).toContain('readonly "e": Tensor<[0, 3], "float64">')
    expect(text).toContain("export interface Data {")
  })

  it("says what is wrong, and how it is used", async () => {
    const bad = join(folder, "bad.safetensors")
    writeFileSync(bad, "bad")
    expect(await command("types", bad)).toEqual({
      code: 1,
      printed: `error: ${bad}: a safetensors file has at least 8 bytes, this one 3`,
    })
    const none = join(folder, "none.safetensors")
    expect((await command("types", none)).printed).toMatch(/^error: .*none\.safetensors: can't read it: ENOENT/)
    for (const args of [
      [],
      ["types"],
      ["train", file],
      ["types", file, "--name"],
      ["types", file, "--nme", "A"],
      ["types", file, "--name", "1 A"],
    ]) {
      const { code, printed } = await command(...args)
      expect(code).toBe(2)
      expect(printed).toMatch(/^error: usage: tuplet types FILE/)
    }
  })
})

describe("declarations", () => {
  it("of hostile names are still declarations", { timeout: 60_000 }, () => {
    const names = [
      '"]: any } export const x = 1 //',
      "a\nb",
      "*/",
      "`",
      "\u2028",
      "__proto__",
      "constructor",
      "é\ud800",
      "\\",
    ]
    const tensors = Object.fromEntries(names.map((name) => [name, ones([1])])) as Readonly<Record<string, AnyTensor>>
    const source = ts.createSourceFile("x.d.ts", declarationsOf("Model", tensors), ts.ScriptTarget.Latest, true)
    expect((source as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([])
    expect(source.statements).toHaveLength(2)
    const model = source.statements[1] as ts.InterfaceDeclaration
    expect(model.members.map((member) => (member.name as ts.StringLiteral).text).sort()).toEqual([...names].sort())
    expect(() => declarationsOf("A { } export const x", {})).toThrow(TypeError)
  })

  it.each([
    ["model.safetensors", "Model"],
    ["a/b/fine-tuned.model.safetensors", "FineTunedModel"],
    ["C:\\models\\bert_base.npz", "BertBase"],
    ["7b.safetensors", "Tensors7b"],
    ["….safetensors", "Tensors"],
  ])("of %s are called %s", (path, name) => expect(typeNameOf(path)).toBe(name))
})
