/** @file What the compiler refuses, in the words that the program would stop with. */
import { compile, key, spec, zeros } from "tuplet"
import { linear, sequential } from "tuplet/nn"
import { binaryLinear } from "./binary-linear.js"
import { centred } from "./centred.js"

const params = binaryLinear(64, 32).init(key(0))
const layer = centred(64)
const apply = compile({ state: layer.state, x: spec(["n", 64]) }, ({ state, x }) => layer.apply({}, x, state))

export const refused = {
  "layer 1: binaryLinear(64, 32) needs [n, 64], got [..., 63]": () =>
    // @ts-expect-error layer 1: binaryLinear(64, 32) needs [n, 64], got [..., 63]
    sequential(linear(10, 63), binaryLinear(64, 32)),

  "binaryLinear(64, 32) needs [n, 64], got [5, 4, 64]": () =>
    // @ts-expect-error binaryLinear(64, 32) needs [n, 64], got [5, 4, 64]
    binaryLinear(64, 32).apply(params, zeros([5, 4, 64])),

  "state.mean: [32] is not [64]: dim 0 is 32, not 64": () =>
    // @ts-expect-error state.mean: [32] is not [64]: dim 0 is 32, not 64
    apply({ state: { mean: zeros([32]) }, x: zeros([5, 64]) }),
}
