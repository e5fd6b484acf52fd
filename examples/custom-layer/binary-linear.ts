/** @file A layer with parameters: linear, with weights of one bit each. */
import { matmul, mul, ones, spec, transpose } from "tuplet"
import { layer, xavierUniform } from "tuplet/nn"
import { straightSign } from "./sign.js"

/** From [n, inputs] to [n, outputs]: sums and differences of the inputs, each scaled by a number of its own. */
export const binaryLinear = <const I extends number, const O extends number>(inputs: I, outputs: O) =>
  layer({
    name: `binaryLinear(${inputs}, ${outputs})`,
    takes: ["n", inputs],
    gives: ["n", outputs],
    // real numbers while it is trained, of which only the signs are used
    spec: { weight: spec([outputs, inputs]), scale: spec([outputs]) },
    init: (key) => ({ weight: xavierUniform(key, [outputs, inputs]), scale: mul(ones([outputs]), inputs ** -0.5) }),
    apply: ({ weight, scale }, x) => mul(matmul(x, transpose(straightSign(weight))), scale),
  })
