/** @file What every torch-style layer is: an object with `forward` and, somewhere in its fields, parameters. */
import type { AnyTensor } from "../../types/tensor.js"
import { isTensor } from "../api/handle.js"

/**
 * The base of layers and models. Subclass it, keep layers in fields, and write `forward`.
 *
 * PyTorch: `torch.nn.Module`. Parameters are values, never changed in place: training is `tuplet/nn` with `tuplet/optim`.
 */
export abstract class Module {
  abstract forward(...inputs: never[]): unknown

  /** The tensors in this object's fields and its modules', by the path of field names: `fc.weight`. */
  namedParameters(): Readonly<Record<string, AnyTensor>> {
    return Object.fromEntries(parametersIn(this, ""))
  }

  /** The same without their names. */
  parameters(): readonly AnyTensor[] {
    return parametersIn(this, "").map(([, parameter]) => parameter)
  }
}

// internal

const parametersIn = (module: Module, path: string): readonly (readonly [string, AnyTensor])[] =>
  Object.entries(module).flatMap(([name, value]) => {
    if (isTensor(value)) return [[`${path}${name}`, value] as const]
    return value instanceof Module ? parametersIn(value, `${path}${name}.`) : []
  })
