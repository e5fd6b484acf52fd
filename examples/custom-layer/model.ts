/** @file The user's own layers among the library's: each is written once, and nothing else is told of it. */
import { logSoftmax, relu } from "tuplet"
import { linear, sequential } from "tuplet/nn"
import { binaryLinear } from "./binary-linear.js"
import { centred } from "./centred.js"

export const net = sequential(centred(64), binaryLinear(64, 256), centred(256), relu, linear(256, 10), logSoftmax(-1))
