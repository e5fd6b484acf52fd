/** @file `torch.nn`: the namespace of layers and losses. */
export { Linear, type LinearOptions } from "./linear.js"
export { CrossEntropyLoss, type CrossEntropyLossOptions, NLLLoss, type NLLLossOptions } from "./loss.js"
export { Module } from "./module.js"
export { LogSoftmax, type LogSoftmaxOptions, Softmax, type SoftmaxOptions } from "./softmax.js"
