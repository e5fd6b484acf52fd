/**
 * @file The gradient of one example, and by `vmap` those of many, each by itself: what sums over a batch never show.
 */
import { compile, grad, spec, type Tensor, vmap } from "tuplet"
import { globalNorm } from "tuplet/optim"
import { lossOf, net, type Params } from "./model.js"

export const gradientOfOne = compile({ params: net.spec, x: spec([64]), y: spec([], "int32") }, ({ params, x, y }) =>
  grad(lossOf)(params, x, y),
)

const examples = { params: net.spec, x: spec(["batch", 64]), y: spec(["batch"], "int32") }

/** A tree like the parameters, each leaf with one more axis in front: one gradient an example. */
export const gradientsOfEach = compile(examples, ({ params, x, y }) =>
  vmap(grad(lossOf), { in: [null, 0, 0] })(params, x, y),
)

/** How hard each example pulls at the parameters. */
export const normsOfEach = compile(examples, ({ params, x, y }) => vmap(normOfOne, { in: [null, 0, 0] })(params, x, y))

// internal

const normOfOne = (params: Params, x: Tensor<[64]>, y: Tensor<[], "int32">) => globalNorm(grad(lossOf)(params, x, y))
