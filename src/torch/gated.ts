/** @file The torch-style activations with a gate, or with slopes of their own. */
import type { GluFn, PreluFn } from "../../types/call/glu.js"
import type { Tensor } from "../../types/tensor.js"
import { full } from "../api/create.js"
import { glu, prelu } from "../api/glu.js"
import { assertWidth } from "../nn/parameter.js"
import { partFrom, titleOf } from "../nn/part.js"
import { widthAfter, widthTaken } from "../nn/width.js"
import { DrawnModule, OperationModule } from "./layer-module.js"

/** The first half of a dim (-1) times the sigmoid of the second. PyTorch: `torch.nn.GLU`. */
export class GLU<const A extends number = -1> extends OperationModule<"glu", "float", GluFn<A>> {
  constructor(dim?: A) {
    super((x) => glu(x, (dim ?? -1) as never))
  }
}

/**
 * x where it is above 0, its weight times x where it isn't: one weight for all (1), or one for each channel.
 * Errors: ShapeError where the channels are others.
 * PyTorch: `torch.nn.PReLU`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * toArray(new torch.nn.PReLU().forward(torch.tensor([-1, 2]))) // [-0.25, 2]
 * ```
 */
export class PReLU<const N extends number = 1> extends DrawnModule<PreluFn<[N]>> {
  declare readonly weight: Tensor<[N]>

  constructor(numParameters?: N, init = 0.25) {
    const count = assertWidth("PReLU", "numParameters", numParameters ?? 1)
    super(
      partFrom({
        [titleOf]: `PReLU(${count})`,
        init: () => ({ weight: full([count], init) }),
        apply: (params, x) => prelu(x as Tensor, (params as { weight: Tensor<[number]> }).weight),
        [widthAfter]: (before) => (before === "indices" ? undefined : before),
        [widthTaken]: () => "any",
      }),
    )
  }
}
