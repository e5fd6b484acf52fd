/** @file The whole models that are measured. */

/** @typedef {{ name: string, imports: string[], nn?: string[], code: string }} ModelCase */

const width = (i) => 128 + 2 * i
const linearRelu = Array.from({ length: 50 }, (_, i) => `linear(${width(i)}, ${width(i + 1)}), relu`).join(", ")
const hundredLinear = Array.from({ length: 100 }, (_, i) => `linear(${width(i)}, ${width(i + 1)})`).join(", ")
const applied = (layers) => `const net = sequential(${layers})
export const y = net.apply(net.init(key(0)), zeros([32, 128]))`

const blockOps = ["add", "matmul", "mul", "permute", "pipe", "relu", "reshape", "softmax", "transpose"]

/** A residual block of attention and of two dense layers, of width `c` over `t` places. */
const block = (c, t, x) => {
  const head = c / 8
  const heads = `pipe(matmul(${x}, zeros([${c}, ${c}])), reshape(["batch", ${t}, 8, ${head}]), permute([0, 2, 1, 3]))`
  return `
  const q = ${heads}
  const k = ${heads}
  const v = ${heads}
  const scores = pipe(matmul(q, transpose(k)), mul(${1 / c}), softmax(-1))
  const attended = pipe(matmul(scores, v), permute([0, 2, 1, 3]), reshape(["batch", ${t}, ${c}]))
  const a = add(${x}, matmul(attended, zeros([${c}, ${c}])))
  const hidden = pipe(a, matmul(zeros([${c}, ${4 * c}])), add(zeros([${4 * c}])), relu)
  return add(a, pipe(hidden, matmul(zeros([${4 * c}, ${c}])), add(zeros([${c}]))))`
}

const equalBlocks = `const block = (x: Tensor<["batch", 128, 256]>) => {${block(256, 128, "x")}
}
export const model = (x: Tensor<["batch", 128, 256]>) => ${"block(".repeat(12)}x${")".repeat(12)}`

/** Twelve blocks written out, each of another width, so that nothing of one helps with the next. */
const distinctBlocks = Array.from({ length: 12 }, (_, i) => {
  const c = 8 * (20 + i)
  return `export const block${i} = (x: Tensor<["batch", 128, ${c}]>) => {${block(c, 128, "x")}\n}`
}).join("\n")

/** @type {ModelCase[]} */
export const models = [
  {
    name: "sequential of 100 layers",
    imports: ["key", "relu", "zeros"],
    nn: ["linear", "sequential"],
    code: applied(linearRelu),
  },
  {
    name: "sequential of 100 linear",
    imports: ["key", "zeros"],
    nn: ["linear", "sequential"],
    code: applied(hundredLinear),
  },
  {
    name: "12 transformer blocks",
    imports: ["key", "zeros"],
    nn: ["embedding", "linear", "repeat", "sequential", "transformerBlock"],
    code: `const net = sequential(embedding(999, 256), repeat(12, transformerBlock({ width: 256, heads: 8 })), linear(256, 999))
export const y = net.apply(net.init(key(0)), zeros([8, 64], "int32"))`,
  },
  {
    name: "a net of images, trained",
    imports: ["flatten", "key", "maxPool2d", "relu", "zeros"],
    nn: ["batchNorm", "conv2d", "dropout", "linear", "sequential"],
    code: `const net = sequential(
  conv2d(1, 32, 3, { padding: 1 }), batchNorm(32), relu, maxPool2d({ kernel: 2 }),
  conv2d(32, 64, 3, { padding: 1 }), batchNorm(64), relu, maxPool2d({ kernel: 2 }),
  flatten(1), dropout(0.2), linear(3136, 128), relu, linear(128, 10),
)
export const y = net.train(net.init(key(0)), zeros([32, 1, 28, 28]), { key: key(1), state: net.initState() })`,
  },
  { name: "12 blocks, one width", imports: [...blockOps, "type Tensor", "zeros"], code: equalBlocks },
  { name: "12 blocks, twelve widths", imports: [...blockOps, "type Tensor", "zeros"], code: distinctBlocks },
]

/** The source of a model, or of its imports only. */
export const modelProgram = ({ imports, nn, code }, withCode) =>
  [
    `import { ${imports.join(", ")} } from "tuplet"`,
    ...(nn ? [`import { ${nn.join(", ")} } from "tuplet/nn"`] : []),
    withCode ? code : "",
    "export {}",
  ].join("\n")
