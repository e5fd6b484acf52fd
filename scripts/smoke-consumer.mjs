/** @file Programs that a user of the published package might write: one right, one wrong. */

export const consumer = `import { compile, grad, key, logSoftmax, nllLoss, pipe, spec, tensor, toArray, type Tensor } from "tuplet"
import { linear, sequential } from "tuplet/nn"
import { sgd } from "tuplet/optim"
import { loadSafetensors } from "tuplet/io"
import * as torch from "tuplet/torch"

const x = tensor([[1, 2, 3], [4, 5, 6]])
export const logp: Tensor<[2, 3], "float32"> = pipe(x, logSoftmax(-1))
export const rows: number[][] = toArray(logp)
export const net = sequential(linear(3, 4), logSoftmax(-1))
export const params = net.init(key(0))
export const out: Tensor<[2, 4]> = net.apply(params, x)
export const model = new torch.nn.LogSoftmax(-1)
export { compile, grad, loadSafetensors, nllLoss, sgd, spec }
`

export const wrongConsumer = `import { logSoftmax, pipe, tensor } from "tuplet"
export const y = pipe(tensor([[1, 2, 3], [4, 5, 6]]), logSoftmax(2))
`

/** A file of [2, 3] and [2], loaded into a layer of that many outputs. */
export const typedFile = (outputs) => `import { intoTree, loadSafetensors } from "tuplet/io"
import { linear, sequential } from "tuplet/nn"
import type { MyModel } from "./my-model.safetensors.js"

const { tensors } = await loadSafetensors<MyModel>("my-model.safetensors")
export const params = intoTree(sequential(linear(3, ${outputs})).spec, tensors)
`
