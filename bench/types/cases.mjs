/**
 * @file The calls that are measured, each with dims of its own, so that no result can be found in the compiler's
 * caches. A case that names what the library doesn't have is left out, and said so.
 */

/**
 * @typedef {{ name: string, imports: string[], operands: (i: number) => string, call: (i: number) => string }} CallCase
 */

/** Sizes of three digits. */
const m = (i) => 101 + 2 * i
const n = (i) => 102 + 2 * i
const k = (i) => 302 + 2 * i

const matrix = (i) => `const x${i} = zeros([${m(i)}, ${n(i)}])`
const matrixAnd = (other) => (i) => `${matrix(i)}; const y${i} = zeros(${other(i)})`

const call = (name, expression, imports, operands = matrix) => ({ name, imports, operands, call: expression })

const nothing = () => ""
const row = matrixAnd((i) => `[${n(i)}]`)
const rankFour = (i) => `const x${i} = zeros([${m(i)}, ${n(i)}, ${k(i)}, 5])`
const right = matrixAnd((i) => `[${n(i)}, ${k(i)}]`)

const image = (i) => `const x${i} = zeros([8, 3, ${m(i)}, ${n(i)}])`

/** @type {CallCase[]} */
export const calls = [
  call("zeros", (i) => `zeros([${m(i)}, ${n(i)}])`, [], nothing),
  call("tensor of a 2 × 3 literal", (i) => `tensor([[${m(i)}, 1, 2], [4, 5, ${n(i)}]])`, ["tensor"], nothing),
  call("exp", (i) => `exp(x${i})`, ["exp"]),
  call("add", (i) => `add(x${i}, y${i})`, ["add"], row),
  call("add in pipe", (i) => `pipe(x${i}, add(y${i}))`, ["add", "pipe"], row),
  call("add, a number", (i) => `add(x${i}, ${i})`, ["add"]),
  call("greater", (i) => `greater(x${i}, y${i})`, ["greater"], row),
  call(
    "where",
    (i) => `where(y${i}, x${i}, 0)`,
    ["where"],
    matrixAnd((i) => `[${m(i)}, ${n(i)}], "bool"`),
  ),
  call("div", (i) => `div(x${i}, y${i})`, ["div"], row),
  call("div, rounded", (i) => `div(x${i}, y${i}, { rounding: "floor" })`, ["div"], row),
  call("div, rounded, in pipe", (i) => `pipe(x${i}, div(y${i}, { rounding: "floor" }))`, ["div", "pipe"], row),
  call("hypot", (i) => `hypot(x${i}, y${i})`, ["hypot"], row),
  call("gelu", (i) => `gelu(x${i})`, ["gelu"]),
  call("gelu with options", (i) => `gelu(x${i}, { approximate: "tanh" })`, ["gelu"]),
  call("elu in pipe", (i) => `pipe(x${i}, elu({ alpha: 2 }))`, ["elu", "pipe"]),
  call("clamp", (i) => `clamp(x${i}, { min: 0, max: 1 })`, ["clamp"]),
  call("clamp by tensors", (i) => `clamp(x${i}, { min: y${i}, max: 1 })`, ["clamp"], row),
  call("clamp in pipe", (i) => `pipe(x${i}, clamp({ min: y${i} }))`, ["clamp", "pipe"], row),
  call("glu", (i) => `glu(x${i})`, ["glu"]),
  call("glu in pipe", (i) => `pipe(x${i}, glu(-1))`, ["glu", "pipe"]),
  call("prelu", (i) => `prelu(x${i}, y${i})`, ["prelu"], row),
  call("matmul", (i) => `matmul(x${i}, y${i})`, ["matmul"], right),
  call("matmul in pipe", (i) => `pipe(x${i}, matmul(y${i}))`, ["matmul", "pipe"], right),
  call("logSoftmax", (i) => `logSoftmax(x${i}, -1)`, ["logSoftmax"]),
  call("logSoftmax in pipe", (i) => `pipe(x${i}, logSoftmax(-1))`, ["logSoftmax", "pipe"]),
  call("sum", (i) => `sum(x${i}, -1)`, ["sum"]),
  call("sum in pipe", (i) => `pipe(x${i}, sum(-1))`, ["sum", "pipe"]),
  call("sum, keepdim", (i) => `sum(x${i}, 0, { keepdim: true })`, ["sum"]),
  call("std with options", (i) => `std(x${i}, 0, { correction: 0 })`, ["std"]),
  call("norm in pipe", (i) => `pipe(x${i}, norm(2, -1))`, ["norm", "pipe"]),
  call("argmax", (i) => `argmax(x${i}, -1)`, ["argmax"]),
  call("cumsum", (i) => `cumsum(x${i}, 0)`, ["cumsum"]),
  call("sort", (i) => `sort(x${i}, 0, { descending: true })`, ["sort"]),
  call("topk", (i) => `topk(x${i}, ${i + 1})`, ["topk"]),
  call("topk in pipe", (i) => `pipe(x${i}, topk(${i + 1}, 0))`, ["topk", "pipe"]),
  call("narrow", (i) => `narrow(x${i}, 1, ${i}, ${i + 1})`, ["narrow"]),
  call("select", (i) => `select(x${i}, 0, ${i})`, ["select"]),
  call("swapaxes", (i) => `swapaxes(x${i}, 0, 1)`, ["swapaxes"]),
  call("squeeze", (i) => `squeeze(x${i})`, ["squeeze"]),
  call("diag", (i) => `diag(x${i}, ${i})`, ["diag"]),
  call(
    "scatter",
    (i) => `scatter(x${i}, 0, y${i}, 1)`,
    ["scatter"],
    matrixAnd((i) => `[${i + 1}, ${n(i)}], "int32"`),
  ),
  call(
    "takeAlongDim",
    (i) => `takeAlongDim(x${i}, y${i}, 0)`,
    ["takeAlongDim"],
    matrixAnd((i) => `[${i + 1}, ${n(i)}], "int32"`),
  ),
  call("argmax", (i) => `argmax(x${i}, 0)`, ["argmax"]),
  call(
    "crossEntropy",
    (i) => `crossEntropy(x${i}, y${i})`,
    ["crossEntropy"],
    matrixAnd((i) => `[${m(i)}], "int32"`),
  ),
  call(
    "ctcLoss",
    (i) => `ctcLoss(x${i}, y${i}, zeros([${m(i)}], "int32"), zeros([${m(i)}], "int32"))`,
    ["ctcLoss"],
    (i) => `const x${i} = zeros([50, ${m(i)}, 20])\nconst y${i} = zeros([${m(i)}, 9], "int32")`,
  ),
  call("transpose", (i) => `transpose(x${i})`, ["transpose"]),
  call("permute", (i) => `permute(x${i}, [1, 0])`, ["permute"]),
  call(
    "squeeze",
    (i) => `squeeze(y${i}, 0)`,
    ["squeeze"],
    matrixAnd((i) => `[1, ${n(i)}]`),
  ),
  call("unsqueeze", (i) => `unsqueeze(x${i}, 0)`, ["unsqueeze"]),
  call("broadcastTo", (i) => `broadcastTo(x${i}, [2, ${m(i)}, ${n(i)}])`, ["broadcastTo"]),
  call("reshape", (i) => `reshape(x${i}, [${m(i) * n(i)}])`, ["reshape"]),
  call("reshape, dims cancel", (i) => `reshape(x${i}, [${n(i)}, ${m(i)}])`, ["reshape"]),
  call(
    "reshape, -1 by division",
    (i) => `reshape(y${i}, [8, -1])`,
    ["reshape"],
    matrixAnd((i) => `[4, ${2 * n(i)}]`),
  ),
  call("at", (i) => `at(x${i}, "1:${i + 5}", null, -1)`, ["at"]),
  call("at in pipe", (i) => `pipe(x${i}, at("1:${i + 5}", null, -1))`, ["at", "pipe"]),
  call("at, a step", (i) => `at(x${i}, "...", "1:${i + 5}:3")`, ["at"]),
  call(
    "gather",
    (i) => `gather(x${i}, -1, y${i})`,
    ["gather"],
    matrixAnd((i) => `[${m(i)}, 5], "int32"`),
  ),
  call(
    "indexSelect in pipe",
    (i) => `pipe(x${i}, indexSelect(1, y${i}))`,
    ["indexSelect", "pipe"],
    matrixAnd((i) => `[${k(i)}], "int32"`),
  ),
  call(
    "concat",
    (i) => `concat([x${i}, y${i}], 0)`,
    ["concat"],
    matrixAnd((i) => `[${k(i)}, ${n(i)}]`),
  ),
  call("stack", (i) => `stack([x${i}, x${i}], 0)`, ["stack"]),
  call(
    "concat in pipe",
    (i) => `pipe([x${i}, y${i}] as const, concat(0))`,
    ["concat", "pipe"],
    matrixAnd((i) => `[${k(i)}, ${n(i)}]`),
  ),
  call(
    "concat of four",
    (i) => `concat([x${i}, y${i}, x${i}, y${i}], 0)`,
    ["concat"],
    matrixAnd((i) => `[${k(i)}, ${n(i)}]`),
  ),
  call("split by sizes", (i) => `split(x${i}, [${i + 1}, ${100 + i}])`, ["split"]),
  call("split by sizes in pipe", (i) => `pipe(x${i}, split([${i + 1}, ${100 + i}]))`, ["split", "pipe"]),
  call("split by a size", (i) => `split(x${i}, ${50 + i})`, ["split"]),
  call("chunk", (i) => `chunk(x${i}, 3)`, ["chunk"]),
  call(
    "unbind of 3",
    (i) => `unbind(y${i})`,
    ["unbind"],
    matrixAnd((i) => `[3, ${n(i)}]`),
  ),
  call("flatten", (i) => `flatten(x${i})`, ["flatten"]),
  call(
    "flatten in pipe",
    (i) => `pipe(y${i}, flatten(1))`,
    ["flatten", "pipe"],
    matrixAnd((i) => `[2, ${m(i)}, ${n(i)}]`),
  ),
  call(
    "unflatten",
    (i) => `unflatten(y${i}, 1, [2, ${n(i)}])`,
    ["unflatten"],
    matrixAnd((i) => `[${m(i)}, ${2 * n(i)}]`),
  ),
  call("movedim", (i) => `movedim(x${i}, 0, 1)`, ["movedim"]),
  call("flip", (i) => `flip(x${i}, 0)`, ["flip"]),
  call("expand", (i) => `expand(x${i}, [2, -1, -1])`, ["expand"]),
  call("pad", (i) => `pad(x${i}, [[1, 1], [0, 2]])`, ["pad"]),
  call("pad in pipe", (i) => `pipe(x${i}, pad([[1, 1], [0, 2]]))`, ["pad", "pipe"]),
  call("tile", (i) => `tile(x${i}, [2, 1])`, ["tile"]),
  call("tril", (i) => `tril(x${i}, 1)`, ["tril"]),
  call("diagonal", (i) => `diagonal(x${i})`, ["diagonal"]),
  call("broadcastTensors", (i) => `broadcastTensors([x${i}, y${i}])`, ["broadcastTensors"], row),
  call("tensordot", (i) => `tensordot(x${i}, y${i}, 1)`, ["tensordot"], right),
  call("tensordot in pipe", (i) => `pipe(x${i}, tensordot(y${i}, [[1], [0]]))`, ["tensordot", "pipe"], right),
  call("inner", (i) => `inner(x${i}, x${i})`, ["inner"]),
  call("kron", (i) => `kron(x${i}, y${i})`, ["kron"], right),
  call(
    "addmm",
    (i) => `addmm(x${i}, x${i}, y${i}, { beta: 0 })`,
    ["addmm"],
    matrixAnd((i) => `[${n(i)}, ${n(i)}]`),
  ),
  call("qr", (i) => `qr(x${i}).r`, ["qr"]),
  call("svd", (i) => `svd(x${i}).v`, ["svd"]),
  call("matrixNorm", (i) => `matrixNorm(x${i}, "nuc")`, ["matrixNorm"]),
  call("einsum", (i) => `einsum("ij,jk->ik", x${i}, y${i})`, ["einsum"], right),
  call(
    "rearrange",
    (i) => `rearrange(y${i}, "b (h w) c -> b c h w", { h: 4 })`,
    ["rearrange"],
    (i) => {
      return `const y${i} = zeros([${m(i)}, ${4 * n(i)}, 3])`
    },
  ),
  call("add in pipe, second", (i) => `pipe(x${i}, exp, add(y${i}))`, ["add", "exp", "pipe"], row),
  call(
    "add in pipe, columns",
    (i) => `pipe(x${i}, add(y${i}))`,
    ["add", "pipe"],
    matrixAnd((i) => `[${m(i)}, 1]`),
  ),
  call(
    "at, four indices in pipe",
    (i) => `pipe(x${i}, at("1:${i + 5}", "::2", "...", "2:"))`,
    ["at", "pipe"],
    rankFour,
  ),
  call(
    "at, integers in pipe",
    (i) => `pipe(x${i}, at("1:${i + 5}", -1, null, "2:${i + 50}"))`,
    ["at", "pipe"],
    rankFour,
  ),
  call(
    "einsum, dots",
    (i) => `einsum("...ij,...jk->...ik", x${i}, y${i})`,
    ["einsum"],
    (i) => {
      return `const x${i} = zeros([2, ${m(i)}, ${n(i)}]); const y${i} = zeros([2, ${n(i)}, ${k(i)}])`
    },
  ),
  call(
    "einsum, four operands",
    (i) => `einsum("ij,jk,kl,lm->im", x${i}, y${i}, zeros([${k(i)}, 7]), zeros([7, 9]))`,
    ["einsum"],
    right,
  ),
  call(
    "einsum, spaces",
    (i) => `einsum("b h q d, b h k d -> b h q k", x${i}, y${i})`,
    ["einsum"],
    (i) => {
      return `const x${i} = zeros([2, 8, ${m(i)}, 64]); const y${i} = zeros([2, 8, ${n(i)}, 64])`
    },
  ),
  call(
    "rearrange, three dims merged",
    (i) => `rearrange(x${i}, "b h w -> (b h w)")`,
    ["rearrange"],
    (i) => {
      return `const x${i} = zeros([${m(i)}, ${n(i)}, ${k(i)}])`
    },
  ),
  call(
    "rearrange, patches",
    (i) => `rearrange(x${i}, "b (h p) (w q) c -> b (h w) (p q c)", { p: 4, q: 4 })`,
    ["rearrange"],
    (i) => {
      return `const x${i} = zeros([8, ${4 * n(i)}, ${4 * m(i)}, 3])`
    },
  ),
  call(
    "rearrange in pipe",
    (i) => `pipe(x${i}, rearrange("b (h w) c -> b c h w", { h: 4 }))`,
    ["pipe", "rearrange"],
    (i) => {
      return `const x${i} = zeros([${m(i)}, ${4 * n(i)}, 3])`
    },
  ),
  call("flow of five", (i) => `flow(matmul(x${i}), add(zeros([${n(i)}])), relu, logSoftmax(-1), sum(0))`, [
    "add",
    "flow",
    "logSoftmax",
    "matmul",
    "relu",
    "sum",
  ]),
  call(
    "conv2d",
    (i) => `conv2d(x${i}, y${i})`,
    ["conv2d"],
    (i) => {
      return `const x${i} = zeros([8, 3, ${m(i)}, ${n(i)}]); const y${i} = zeros([16, 3, 3, 3])`
    },
  ),
  call("mseLoss", (i) => `mseLoss(x${i}, y${i})`, ["mseLoss"], row),
  call("mseLoss in pipe", (i) => `pipe(x${i}, mseLoss(y${i}, { reduction: "none" }))`, ["mseLoss", "pipe"], row),
  call("gaussianNllLoss", (i) => `gaussianNllLoss(x${i}, y${i}, x${i})`, ["gaussianNllLoss"], row),
  call("cosineSimilarity", (i) => `cosineSimilarity(x${i}, y${i}, { dim: -1 })`, ["cosineSimilarity"], row),
  call("layerNorm", (i) => `layerNorm(x${i}, [${n(i)}])`, ["layerNorm"]),
  call("layerNorm in pipe", (i) => `pipe(x${i}, layerNorm([${n(i)}]))`, ["layerNorm", "pipe"]),
  call("batchNorm", (i) => `batchNorm(x${i}, { training: true })`, ["batchNorm"]),
  call("interpolate by size", (i) => `interpolate(x${i}, { size: 7 })`, ["interpolate"], image),
  call("interpolate by a factor", (i) => `interpolate(x${i}, { scaleFactor: 1.5 })`, ["interpolate"], image),
  call("adaptiveAvgPool2d", (i) => `adaptiveAvgPool2d(x${i}, [5, 7])`, ["adaptiveAvgPool2d"], image),
  call("unfold", (i) => `unfold(x${i}, { kernel: 3 })`, ["unfold"], image),
  call(
    "scaledDotProductAttention",
    (i) => `scaledDotProductAttention(x${i}, y${i}, y${i})`,
    ["scaledDotProductAttention"],
    (i) => `const x${i} = zeros([8, 4, ${m(i)}, 64]); const y${i} = zeros([8, 4, ${n(i)}, 64])`,
  ),
  call("vmap", (i) => `vmap((v: Tensor<[${n(i)}]>) => exp(v))(x${i})`, ["vmap", "exp", "type Tensor"]),
  call(
    "vmap, axes named",
    (i) => `vmap((v: Tensor<[${n(i)}]>, w: Tensor<[${m(i)}]>) => sum(v), { in: [0, null], out: 0 })(x${i}, y${i})`,
    ["vmap", "sum", "type Tensor"],
    matrixAnd((i) => `[${m(i)}]`),
  ),
  call("vjp", (i) => `vjp((v: Tensor<[${m(i)}, ${n(i)}]>) => exp(v), x${i})`, ["vjp", "exp", "type Tensor"]),
  call("jvp", (i) => `jvp((v: Tensor<[${m(i)}, ${n(i)}]>) => exp(v), [x${i}], [x${i}])`, ["jvp", "exp", "type Tensor"]),
  call("jacobian", (i) => `jacobian((v: Tensor<[${m(i)}, ${n(i)}]>) => sum(v, 0))(x${i})`, [
    "jacobian",
    "sum",
    "type Tensor",
  ]),
  call("hessian", (i) => `hessian((v: Tensor<[${m(i)}, ${n(i)}]>) => sum(v))(x${i})`, [
    "hessian",
    "sum",
    "type Tensor",
  ]),
]

/** The source of `count` calls, or of their operands only. */
export const callProgram = ({ imports, operands, call }, count, withCalls) => {
  const names = [...new Set(["zeros", ...imports])].join(", ")
  const lines = Array.from({ length: count }, (_, i) => {
    return `${operands(i)}${withCalls ? `; export const r${i} = ${call(i)}` : ""}`
  })
  return [`import { ${names} } from "tuplet"`, ...lines, "export {}"].join("\n")
}
