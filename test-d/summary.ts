/** @file Summaries of models. */
import { relu, spec } from "tuplet"
import { branches, linear, sequential, summary } from "tuplet/nn"

const net = sequential(linear(64, 128), relu, linear(128, 10))

const a1 = summary(net)
//? string
const a2 = summary(net, spec([32, 64]))
//? string
const a3 = summary(relu, spec([32, 64]))
//? string
const a4 = summary(branches({ a: net, b: relu }))
//? string

//> summary: layer given is not a layer: got 3
//! 3 : is not assignable to
summary(3)
//> summary: the input is a spec of sizes that are numbers, got an object
//! x : 'x' does not exist in type
summary(net, { x: spec([32, 64]) })
