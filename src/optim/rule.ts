/**
 * @file Optimizers leaf by leaf: a rule says what becomes of one parameter, and of what is remembered beside it. The
 * state counts the updates in a float32 scalar, as PyTorch's does, so that a compiled step serves every step.
 */
import type { Counted, Rate } from "../../types/optim.js"
import type { Tensor } from "../../types/tensor.js"
import { add, mul } from "../api/binary.js"
import { cast } from "../api/cast.js"
import { full } from "../api/create.js"
import { div } from "../api/division.js"
import { tanh } from "../api/unary.js"
import { filledLike } from "./initial.js"
import { alignedLeaves, assertState, type Leaf, withLeaves } from "./leaves.js"
import { rateAt } from "./rate.js"

export interface Moving<N extends string> {
  readonly param: Leaf
  readonly gradient: Leaf
  readonly kept: { readonly [K in N]: Leaf }
  /** In the dtype of the parameter, this update counted. */
  readonly step: Tensor<[]>
  readonly lr: number | Tensor<[]>
}

export type Moved<N extends string> = { readonly param: Leaf } & { readonly [K in N]: Leaf }

/** `kept` names what the state holds for each parameter, and the number that it starts from. */
export const optimizerOf = <N extends string>(
  op: string,
  lr: Rate,
  kept: { readonly [K in N]: number },
  move: (leaf: Moving<N>) => Moved<N>,
) => {
  const names = Object.keys(kept) as N[]
  const each = <T>(of: (name: N) => T) => Object.fromEntries(names.map((name) => [name, of(name)]))
  return {
    init: (params: unknown) => ({ step: full([], 0), ...each((name) => filledLike(params, kept[name])) }),
    update: (params: unknown, gradients: unknown, state: Counted & { readonly [K in N]: unknown }) => {
      assertState(state, ["step", ...names])
      const leaves = alignedLeaves([
        ["params", params],
        ["gradients", gradients],
        ...names.map((name) => [`state.${name}`, state[name]] as const),
      ]) as readonly (readonly [Leaf, Leaf, ...Leaf[]])[]
      const step = add(state.step, 1)
      const rate = rateAt(op, lr, state.step)
      const moved = leaves.map(([param, gradient, ...values]) =>
        move({
          param,
          gradient,
          kept: Object.fromEntries(names.map((name, i) => [name, values[i]])) as { readonly [K in N]: Leaf },
          step: cast(step, param.dtype),
          lr: typeof rate === "number" ? rate : cast(rate, param.dtype),
        }),
      )
      return {
        params: withLeaves(
          params,
          moved.map(({ param }) => param),
        ),
        state: {
          step,
          ...each((name) =>
            withLeaves(
              params,
              moved.map((leaf) => leaf[name] as Leaf),
            ),
          ),
        },
      }
    },
  }
}

/** The gradient with the decay of weights added: an L2 penalty. */
export const decayed = ({ param, gradient }: Pick<Moving<never>, "param" | "gradient">, weightDecay: number): Leaf =>
  weightDecay === 0 ? gradient : add(gradient, mul(param, weightDecay))

/** decay · average + (1 - decay) · x */
export const averaged = (average: Leaf, x: Leaf, decay: number): Leaf => add(mul(average, decay), mul(x, 1 - decay))

/**
 * 1 - beta^t, as 2h / (1 + h) with h = tanh(-t ln(beta) / 2): in float32 the difference itself would lose
 * four digits where beta^t is near 1, in the first steps, which the correction is there for.
 */
export const complement = (beta: number, t: Tensor<[]>): Tensor<[]> => {
  if (beta === 0) return full([], 1, t.dtype)
  const h = tanh(mul(t, -Math.log(beta) / 2))
  return div(mul(h, 2), add(h, 1))
}
