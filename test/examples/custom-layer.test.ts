import { readFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { grad, key, logSoftmax, normal, ones, ShapeError, sum, type Tensor, tensor, toArray, zeros } from "tuplet"
import ts from "typescript"
import { describe, expect, it } from "vitest"
import { binaryLinear } from "../../examples/custom-layer/binary-linear.js"
import { centred } from "../../examples/custom-layer/centred.js"
import { focalLoss } from "../../examples/custom-layer/focal-loss.js"
import { refused } from "../../examples/custom-layer/refused.js"
import { straightSign } from "../../examples/custom-layer/sign.js"

describe("signs", () => {
  it("pass their gradient on, but not beyond -1 and 1", () => {
    const x = tensor([-2, -0.5, 0.25, 1, 3])
    expect(toArray(straightSign(x))).toEqual([-1, -1, 1, 1, 1])
    expect(toArray(grad((x: Tensor<[5]>) => sum(straightSign(x)))(x))).toEqual([0, 1, 1, 1, 0])
  })

  it("are the weights of a layer, which has gradients for them", () => {
    const layer = binaryLinear(3, 2)
    const params = {
      weight: tensor([
        [0.5, -0.5, 0.1],
        [-0.1, -0.2, -0.3],
      ]),
      scale: tensor([1, 10]),
    } as const
    const x = tensor([[1, 2, 3]])
    expect(toArray(layer.apply(params, x))).toEqual([[2, -60]])
    const slopes = grad((p: ReturnType<typeof layer.init>) => sum(layer.apply(p, x)))(params)
    expect(toArray(slopes.weight)).toEqual([
      [1, 2, 3],
      [10, 20, 30],
    ])
    expect(toArray(slopes.scale)).toEqual([2, -6])
  })
})

describe("centred features", () => {
  const layer = centred(2)
  it("have the mean of the batch taken away in training, and a running one otherwise", () => {
    const x = tensor([
      [1, 10],
      [3, 30],
    ])
    const { output, state } = layer.train({}, x, { state: layer.initState() })
    expect(toArray(output)).toEqual([
      [-1, -10],
      [1, 10],
    ])
    expect(toArray(state.mean)[0]).toBeCloseTo(0.2, 6)
    expect(toArray(state.mean)[1]).toBeCloseTo(2, 6)
    expect(toArray(layer.apply({}, zeros([1, 2]), { mean: ones([2]) }))).toEqual([[-1, -1]])
  })
})

describe("the focal loss", () => {
  it("is the cross-entropy, weighed by the share of what is wrong", () => {
    const logp = logSoftmax(normal(key(1), [4, 3]), -1)
    const target = tensor([0, 1, 2, 1], "int32")
    const byHand = (focus: number) => {
      const each = toArray(logp).map((row, i) => row[toArray(target)[i] as number] as number)
      return each.reduce((total, value) => total - (1 - Math.exp(value)) ** focus * value, 0) / each.length
    }
    for (const focus of [0, 1, 2]) expect(toArray(focalLoss(logp, target, focus))).toBeCloseTo(byHand(focus), 5)
  })
})

describe("what the compiler refuses", () => {
  const path = fileURLToPath(new URL("../../examples/custom-layer/refused.ts", import.meta.url))

  it.each(Object.entries(refused))("is refused by the program in the same words: %s", (sentence, run) => {
    expect(readFileSync(path, "utf8")).toContain(`// @ts-expect-error ${sentence}\n`)
    expect(run).toThrow(new ShapeError(sentence))
  })

  it("is refused by the compiler in these words", { timeout: 60_000 }, () => {
    const root = fileURLToPath(new URL("../../tsconfig.json", import.meta.url))
    const { config } = ts.readConfigFile(root, ts.sys.readFile)
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, dirname(root))
    const host = ts.createCompilerHost(options)
    const readFile = host.readFile
    host.readFile = (file) => {
      const text = readFile(file)
      return file === path ? text?.replace(/\/\/ @ts-expect-error .*/g, "") : text
    }
    const program = ts.createProgram([path], options, host)
    const says = program
      .getSemanticDiagnostics(program.getSourceFile(path))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))
    expect(says).toEqual(Object.keys(refused).map((sentence) => expect.stringContaining(sentence)))
  })
})
