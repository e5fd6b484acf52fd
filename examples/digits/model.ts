/** @file The classifier: from 64 pixels to the log-probabilities of ten digits. */
import { logSoftmax, relu } from "tuplet"
import { linear, sequential } from "tuplet/nn"

export const net = sequential(linear(64, 128), relu, linear(128, 10), logSoftmax(-1))
