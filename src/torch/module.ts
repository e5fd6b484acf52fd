/** @file What every torch-style layer is: an object with `forward` and, somewhere in its fields, parameters. */
import type { AnyTensor } from "../../types/tensor.js"
import { isTensor } from "../api/handle.js"
import { ShapeError } from "../shape/error.js"
import { show } from "../shape/messages.js"
import { describe } from "../shape/operand.js"

/** Tensors by their paths: `{ "fc.weight": … }`. */
export type NamedParameters = Readonly<Record<string, AnyTensor>>

/**
 * The base of layers and models. Subclass it, keep layers in fields, and write `forward`.
 *
 * PyTorch: `torch.nn.Module`. Parameters are values, never changed in place: `withParameters` gives a module with others.
 */
export abstract class Module {
  abstract forward(...inputs: never[]): unknown

  /** The tensors in this object's fields and its modules', by the path of field names: `fc.weight`. */
  namedParameters(): NamedParameters {
    return Object.fromEntries(parametersIn(this, ""))
  }

  /** The same without their names. */
  parameters(): readonly AnyTensor[] {
    return parametersIn(this, "").map(([, parameter]) => parameter)
  }

  /**
   * The same module with other parameters, all of them by name: those that an optimizer gives, or a file holds.
   * `grad` goes through it, so training is a function of the record that `namedParameters` gives.
   * Errors: ShapeError for a parameter that is missing, of another shape, or not the module's; TypeError for what is no tensor.
   * PyTorch: `torch.func.functional_call`, and `load_state_dict`.
   * @example
   * ```ts
   * import { mseLoss, valueAndGrad } from "tuplet"
   * import * as torch from "tuplet/torch"
   * const net = new torch.nn.Linear(2, 1)
   * const x = torch.tensor([[1, 2], [3, 4]])
   * const lossOf = (params: torch.NamedParameters) => mseLoss(net.withParameters(params).forward(x), torch.zeros([2, 1]))
   * const [, gradients] = valueAndGrad(lossOf)(net.namedParameters())
   * Object.keys(gradients) // ["weight", "bias"]
   * ```
   */
  withParameters(parameters: NamedParameters): this {
    const own = new Set(parametersIn(this, "").map(([path]) => path))
    const stranger = Object.keys(parameters).find((path) => !own.has(path))
    if (stranger !== undefined) throw new ShapeError(`withParameters: ${stranger} is not a parameter of this module`)
    return replaced(this, "", parameters)
  }
}

// internal

const parametersIn = (module: Module, path: string): readonly (readonly [string, AnyTensor])[] =>
  Object.entries(module).flatMap(([name, value]) => {
    if (isTensor(value)) return [[`${path}${name}`, value] as const]
    return value instanceof Module ? parametersIn(value, `${path}${name}.`) : []
  })

/** A copy whose tensors are those of the record. */
const replaced = <M extends Module>(module: M, path: string, parameters: NamedParameters): M => {
  const copy = Object.create(Object.getPrototypeOf(module), Object.getOwnPropertyDescriptors(module)) as M
  for (const [name, value] of Object.entries(module)) {
    const at = `${path}${name}`
    const other = isTensor(value)
      ? parameterAt(at, value, parameters)
      : value instanceof Module
        ? replaced(value, `${at}.`, parameters)
        : value
    Object.defineProperty(copy, name, { value: other, enumerable: true, writable: true, configurable: true })
  }
  return copy
}

const parameterAt = (path: string, { shape }: AnyTensor, parameters: NamedParameters): AnyTensor => {
  if (!Object.hasOwn(parameters, path)) throw new ShapeError(`withParameters: ${path} is missing`)
  const other = parameters[path]
  if (!isTensor(other)) throw new TypeError(`withParameters: ${path} is not a tensor: got ${describe(other)}`)
  if (show(other.shape) !== show(shape)) {
    throw new ShapeError(`withParameters: ${path} is ${show(other.shape)}, not ${show(shape)}`)
  }
  return other
}
