/**
 * @file `torch.optim`: the optimizers of tuplet/optim under PyTorch's names. They are functions, not classes that write
 * to parameters: `SGD({ lr })` has `init(params)` and `update(params, gradients, state)`.
 */
export { adagrad as Adagrad } from "../optim/adagrad.js"
export { adam as Adam, adamw as AdamW } from "../optim/adam.js"
export { rmsprop as RMSprop } from "../optim/rmsprop.js"
export { sgd as SGD } from "../optim/sgd.js"
