/** @file The torch-style activations that work element by element. Options have PyTorch's names in camelCase. */
import type {
  AlphaOptions,
  GeluOptions,
  HardtanhOptions,
  ShrinkOptions,
  SoftplusOptions,
} from "../../types/call/activation.js"
import type { IdentityFn } from "../../types/fn.js"
import type { Takes } from "../../types/takes.js"
import { gelu, logSigmoid, mish, silu, softplus, softsign } from "../api/activation.js"
import { hardsigmoid, hardswish, hardtanh, relu6 } from "../api/clamp.js"
import { celu, elu, leakyRelu, selu, threshold } from "../api/elu.js"
import { hardshrink, softshrink, tanhshrink } from "../api/shrink.js"
import { relu, sigmoid, tanh } from "../api/unary.js"
import { OperationModule } from "./layer-module.js"

/** What they share: every shape is kept. */
abstract class Elementwise<Op extends string, T extends Takes = "float"> extends OperationModule<Op, T, IdentityFn> {}

/**
 * max(x, 0), of any shape. PyTorch: `torch.nn.ReLU`.
 * @example
 * ```ts
 * import { toArray } from "tuplet"
 * import * as torch from "tuplet/torch"
 * toArray(new torch.nn.ReLU().forward(torch.tensor([-1, 2]))) // [0, 2]
 * ```
 */
export class ReLU extends Elementwise<"relu", "number"> {
  constructor() {
    super(relu)
  }
}

/** Between 0 and 6. PyTorch: `torch.nn.ReLU6`. */
export class ReLU6 extends Elementwise<"relu6", "number"> {
  constructor() {
    super(relu6)
  }
}

/** x where it is above 0, `negativeSlope` · x (0.01) where it isn't. PyTorch: `torch.nn.LeakyReLU`. */
export class LeakyReLU extends Elementwise<"leakyRelu"> {
  constructor(negativeSlope = 0.01) {
    super((x) => leakyRelu(x, negativeSlope as never))
  }
}

/** x · Φ(x). PyTorch: `torch.nn.GELU`. */
export class GELU extends Elementwise<"gelu"> {
  constructor(options?: GeluOptions) {
    super((x) => gelu(x, options as never))
  }
}

/** x · sigmoid(x). PyTorch: `torch.nn.SiLU`. */
export class SiLU extends Elementwise<"silu"> {
  constructor() {
    super(silu)
  }
}

/** x · tanh(softplus(x)). PyTorch: `torch.nn.Mish`. */
export class Mish extends Elementwise<"mish"> {
  constructor() {
    super(mish)
  }
}

/** PyTorch: `torch.nn.Tanh`. */
export class Tanh extends Elementwise<"tanh"> {
  constructor() {
    super(tanh)
  }
}

/** PyTorch: `torch.nn.Sigmoid`. */
export class Sigmoid extends Elementwise<"sigmoid"> {
  constructor() {
    super(sigmoid)
  }
}

/** The logarithm of sigmoid. PyTorch: `torch.nn.LogSigmoid`. */
export class LogSigmoid extends Elementwise<"logSigmoid"> {
  constructor() {
    super(logSigmoid)
  }
}

/** x where it is above 0, alpha · (eˣ - 1) where it isn't. PyTorch: `torch.nn.ELU`. */
export class ELU extends Elementwise<"elu"> {
  constructor(options?: AlphaOptions) {
    super((x) => elu(x, options as never))
  }
}

/** x where it is above 0, alpha · (e^(x / alpha) - 1) where it isn't. PyTorch: `torch.nn.CELU`. */
export class CELU extends Elementwise<"celu"> {
  constructor(options?: AlphaOptions) {
    super((x) => celu(x, options as never))
  }
}

/** ELU scaled so that activations normalise themselves. PyTorch: `torch.nn.SELU`. */
export class SELU extends Elementwise<"selu"> {
  constructor() {
    super(selu)
  }
}

/** log(1 + e^(beta · x)) / beta. PyTorch: `torch.nn.Softplus`. */
export class Softplus extends Elementwise<"softplus"> {
  constructor(options?: SoftplusOptions) {
    super((x) => softplus(x, options as never))
  }
}

/** x / (1 + |x|). PyTorch: `torch.nn.Softsign`. */
export class Softsign extends Elementwise<"softsign"> {
  constructor() {
    super(softsign)
  }
}

/** x between `minVal` (-1) and `maxVal` (1). PyTorch: `torch.nn.Hardtanh`. */
export class Hardtanh extends Elementwise<"hardtanh", "number"> {
  constructor(options?: HardtanhOptions) {
    super((x) => hardtanh(x, options as never))
  }
}

/** A line in the place of sigmoid. PyTorch: `torch.nn.Hardsigmoid`. */
export class Hardsigmoid extends Elementwise<"hardsigmoid"> {
  constructor() {
    super(hardsigmoid)
  }
}

/** x · hardsigmoid(x). PyTorch: `torch.nn.Hardswish`. */
export class Hardswish extends Elementwise<"hardswish"> {
  constructor() {
    super(hardswish)
  }
}

/** 0 where |x| is at most lambda (0.5). PyTorch: `torch.nn.Hardshrink`. */
export class Hardshrink extends Elementwise<"hardshrink"> {
  constructor(options?: ShrinkOptions) {
    super((x) => hardshrink(x, options as never))
  }
}

/** x brought nearer to 0 by lambda (0.5). PyTorch: `torch.nn.Softshrink`. */
export class Softshrink extends Elementwise<"softshrink"> {
  constructor(options?: ShrinkOptions) {
    super((x) => softshrink(x, options as never))
  }
}

/** x - tanh(x). PyTorch: `torch.nn.Tanhshrink`. */
export class Tanhshrink extends Elementwise<"tanhshrink"> {
  constructor() {
    super(tanhshrink)
  }
}

/** x where it is above `bound`, else `value`. PyTorch: `torch.nn.Threshold`. */
export class Threshold extends Elementwise<"threshold", "number"> {
  constructor(bound: number, value: number) {
    super(threshold(bound, value))
  }
}
