/** @file The torch-style layers of padding: a number for all borders, or `[left, right, top, bottom]`. */
import type { IsAny } from "../../types/dim.js"
import type { PadEndFn } from "../../types/pad-end.js"
import { untyped } from "../api/handle.js"
import { describe } from "../shape/operand.js"
import { OperationModule } from "./layer-module.js"
import { pad } from "./pad-function.js"

/** What they share; `W` is one number for all borders, or one for each. */
abstract class Bordered<Axes extends 1 | 2, W, Mode extends string> extends OperationModule<
  "pad",
  "any",
  PadEndFn<Borders<Axes, W>, { readonly mode: Mode }>
> {
  constructor(name: string, axes: Axes, padding: W, options: { readonly mode: Mode; readonly value?: number }) {
    const widths: unknown = typeof padding === "number" ? Array(2 * axes).fill(padding) : padding
    if (!Array.isArray(widths) || widths.length !== 2 * axes) {
      throw new TypeError(`${name}: padding is a number, or ${2 * axes} of them, got ${describe(padding)}`)
    }
    super((x) => untyped(pad)(x, widths, options))
  }
}

// biome-ignore-start lint/suspicious/noExplicitAny: a name alone is one of any widths, as the type of a field
/** 0 beyond the borders. PyTorch: `torch.nn.ZeroPad1d`. */
export class ZeroPad1d<const W extends One = any> extends Bordered<1, W, "constant"> {
  constructor(padding: W) {
    super("ZeroPad1d", 1, padding, { mode: "constant" })
  }
}

/**
 * 0 beyond the borders, of images: [..., H, W]. PyTorch: `torch.nn.ZeroPad2d`.
 * @example
 * ```ts
 * import * as torch from "tuplet/torch"
 * new torch.nn.ZeroPad2d([1, 0, 2, 0]).forward(torch.ones([1, 3, 4, 4])).shape // [1, 3, 6, 5]
 * ```
 */
export class ZeroPad2d<const W extends Two = any> extends Bordered<2, W, "constant"> {
  constructor(padding: W) {
    super("ZeroPad2d", 2, padding, { mode: "constant" })
  }
}

/** What there is beyond the borders is a number. PyTorch: `torch.nn.ConstantPad1d`. */
export class ConstantPad1d<const W extends One = any> extends Bordered<1, W, "constant"> {
  constructor(padding: W, value: number) {
    super("ConstantPad1d", 1, padding, { mode: "constant", value })
  }
}

/** What there is beyond the borders is a number. PyTorch: `torch.nn.ConstantPad2d`. */
export class ConstantPad2d<const W extends Two = any> extends Bordered<2, W, "constant"> {
  constructor(padding: W, value: number) {
    super("ConstantPad2d", 2, padding, { mode: "constant", value })
  }
}

/** What is inside, mirrored at the borders. PyTorch: `torch.nn.ReflectionPad1d`. */
export class ReflectionPad1d<const W extends One = any> extends Bordered<1, W, "reflect"> {
  constructor(padding: W) {
    super("ReflectionPad1d", 1, padding, { mode: "reflect" })
  }
}

/** What is inside, mirrored at the borders. PyTorch: `torch.nn.ReflectionPad2d`. */
export class ReflectionPad2d<const W extends Two = any> extends Bordered<2, W, "reflect"> {
  constructor(padding: W) {
    super("ReflectionPad2d", 2, padding, { mode: "reflect" })
  }
}

/** The outermost elements again. PyTorch: `torch.nn.ReplicationPad1d`. */
export class ReplicationPad1d<const W extends One = any> extends Bordered<1, W, "replicate"> {
  constructor(padding: W) {
    super("ReplicationPad1d", 1, padding, { mode: "replicate" })
  }
}

/** The outermost elements again. PyTorch: `torch.nn.ReplicationPad2d`. */
export class ReplicationPad2d<const W extends Two = any> extends Bordered<2, W, "replicate"> {
  constructor(padding: W) {
    super("ReplicationPad2d", 2, padding, { mode: "replicate" })
  }
}

/** What is at the other end. PyTorch: `torch.nn.CircularPad1d`. */
export class CircularPad1d<const W extends One = any> extends Bordered<1, W, "circular"> {
  constructor(padding: W) {
    super("CircularPad1d", 1, padding, { mode: "circular" })
  }
}

/** What is at the other end. PyTorch: `torch.nn.CircularPad2d`. */
export class CircularPad2d<const W extends Two = any> extends Bordered<2, W, "circular"> {
  constructor(padding: W) {
    super("CircularPad2d", 2, padding, { mode: "circular" })
  }
}

// biome-ignore-end lint/suspicious/noExplicitAny: see above

// internal

type One = number | readonly [left: number, right: number]

type Two = number | readonly [left: number, right: number, top: number, bottom: number]

type Borders<Axes extends 1 | 2, W> =
  IsAny<W> extends true
    ? number[]
    : W extends number
      ? Axes extends 1
        ? [W, W]
        : [W, W, W, W]
      : Extract<W, readonly number[]>
