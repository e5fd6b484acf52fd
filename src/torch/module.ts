/** @file What every torch-style layer is: an object with `forward` and, somewhere in its fields, parameters. */
import type { AnyTensor } from "../../types/tensor.js"
import { isTensor, nodeOf, tensorOf } from "../api/handle.js"
import { reshape } from "../graph/infer.js"
import { ShapeError } from "../shape/error.js"
import { describe, isRecord } from "../shape/operand.js"
import { show } from "../shape/sentence.js"
import type { Train, TrainOptions } from "./train.js"
import { inTraining } from "./training.js"

/** Tensors by their paths: `{ "fc.weight": … }`. */
export type NamedParameters = Readonly<Record<string, AnyTensor>>

/**
 * The base of layers and models. Subclass it, keep layers in fields, or in lists there, and write `forward`.
 *
 * PyTorch: `torch.nn.Module`. Parameters are values, never changed in place: `withParameters` gives a module with
 * others.
 */
export abstract class Module {
  abstract forward(...inputs: never[]): unknown

  /**
   * The tensors in this object's fields and its modules', by the path of field names: `fc.weight`. One that is in
   * several fields is tied: it has the name of the first.
   */
  namedParameters(): NamedParameters {
    return named(this, false)
  }

  /** The same without their names. */
  parameters(): readonly AnyTensor[] {
    return Object.values(this.namedParameters())
  }

  /** What changes in training, but has no gradients: `bn.runningMean`. */
  namedBuffers(): NamedParameters {
    return named(this, true)
  }

  /** Parameters and buffers: what is worth saving. `withParameters` takes them back. PyTorch: `state_dict`. */
  stateDict(): NamedParameters {
    return { ...this.namedParameters(), ...this.namedBuffers() }
  }

  /**
   * The same module with other parameters, all of them by name: those that an optimizer gives, or a file holds.
   * Buffers may be among them. `grad` goes through it, so training is a function of the record that `namedParameters`
   * gives. What is tied may have the name of any place where it is; of several the first place's counts. Names may be
   * PyTorch's: `in_proj_weight`, `num_batches_tracked`, which is passed over.
   * Errors: ShapeError for a parameter that is missing, of another shape, or not the module's; TypeError for what is
   * no tensor.
   * PyTorch: `torch.func.functional_call`, and `load_state_dict`.
   * @example
   * ```ts
   * import { mseLoss, valueAndGrad } from "tuplet"
   * import * as torch from "tuplet/torch"
   * const net = new torch.nn.Linear(2, 1)
   * const x = torch.tensor([[1, 2], [3, 4]])
   * const y = torch.zeros([2, 1])
   * const lossOf = (params: torch.NamedParameters) => mseLoss(net.withParameters(params).forward(x), y)
   * const [, gradients] = valueAndGrad(lossOf)(net.namedParameters())
   * Object.keys(gradients) // ["weight", "bias"]
   * ```
   */
  withParameters(parameters: NamedParameters): this {
    const given = byPlaces(this, parameters)
    const taken = new Set<AnyTensor>()
    return replaced(this, "", ({ path, tensor, isBuffer }) => {
      const other = given.get(path) ?? (isBuffer ? tensor : undefined)
      if (other === undefined) throw new ShapeError(`withParameters: ${path} is missing`)
      if (isBuffer || !taken.has(other)) {
        taken.add(other)
        return other
      }
      return untied(other)
    })
  }

  /**
   * What `forward` gives in training, and the same module with the buffers after it: dropout draws from `{ key }`,
   * the last argument, and batch norm takes the statistics of the batch. So it is for this object's layers, whatever
   * `forward` does with them, but for no others. `forward` alone is evaluation.
   * Errors: TypeError where something is random and there is no key. PyTorch: `module.train()`, then `module(x)`.
   * @example
   * ```ts
   * import { key, toArray } from "tuplet"
   * import * as torch from "tuplet/torch"
   * const net = new torch.nn.Sequential(new torch.nn.BatchNorm1d(1), new torch.nn.Dropout(0.5))
   * const [output, next] = net.train(torch.tensor([[1], [3]]), { key: key(0) })
   * toArray(next.namedBuffers()["0.runningMean"] as torch.Tensor<[1]>) // [0.2]
   * output.shape // [2, 1]
   * ```
   */
  get train(): Train<this> {
    return ((...given: unknown[]) => trained(this, given)) as Train<this>
  }

  /** The names of fields whose tensors are buffers; those of batch norm are `runningMean` and `runningVar`. */
  bufferNames(): readonly string[] {
    return []
  }
}

/** A module of the same values, whose parameters are others: an optimizer goes on with each of them by itself. */
export const copyOf = <M extends Module>(module: M): M => replaced(module, "", ({ tensor }) => untied(tensor))

// internal

/** A tensor, and where it is. */
interface Place {
  readonly path: string
  readonly tensor: AnyTensor
  readonly of: Module
  readonly name: string
  readonly isBuffer: boolean
}

const placesIn = (module: Module): readonly Place[] => {
  const places: Place[] = []
  replaced(module, "", (place) => {
    places.push(place)
    return place.tensor
  })
  return places
}

const named = (module: Module, buffers: boolean): NamedParameters =>
  Object.fromEntries(
    placesIn(module)
      .filter(({ isBuffer }) => isBuffer === buffers)
      .map(({ path, tensor }) => [path, tensor]),
  )

const trained = <M extends Module>(module: M, given: readonly unknown[]): readonly [unknown, M] => {
  const options = given.at(-1)
  const isGiven = isRecord(options) && Object.keys(options).every((name) => name === "key")
  const key = isGiven ? (options as TrainOptions).key : undefined
  const inputs = isGiven ? given.slice(0, -1) : given
  const { output, states } = inTraining(modulesIn(module), key, () => module.forward(...(inputs as never[])))
  if (states.size === 0) return [output, module]
  return [output, replaced(module, "", ({ of, name, tensor }) => states.get(of)?.[name] ?? tensor)]
}

const modulesIn = (value: unknown, found = new Set<Module>()): ReadonlySet<Module> => {
  if (Array.isArray(value)) for (const entry of value) modulesIn(entry, found)
  else if (value instanceof Module && !found.has(value)) {
    found.add(value)
    for (const field of Object.values(value)) modulesIn(field, found)
  }
  return found
}

/**
 * A copy with other tensors. A module that is in several fields is one in the copy too, named by the first of them,
 * and so is a parameter; buffers are a module's own.
 */
const replaced = <M extends Module>(
  module: M,
  path: string,
  at: (place: Place) => AnyTensor,
  copies = new Map<Module | AnyTensor, Module | AnyTensor>(),
): M => {
  const known = copies.get(module)
  if (known !== undefined) return known as M
  const copy = Object.create(Object.getPrototypeOf(module), Object.getOwnPropertyDescriptors(module)) as M
  copies.set(module, copy)
  const other = (value: unknown, path: string, name: string): unknown => {
    if (isTensor(value)) {
      const isBuffer = module.bufferNames().includes(name)
      const next = (isBuffer ? undefined : copies.get(value)) ?? at({ path, tensor: value, of: module, name, isBuffer })
      if (!isBuffer) copies.set(value, next as AnyTensor)
      return next
    }
    if (value instanceof Module) return replaced(value, `${path}.`, at, copies)
    return Array.isArray(value) ? value.map((entry, i) => other(entry, `${path}.${i}`, name)) : value
  }
  for (const [name, value] of Object.entries(module)) {
    const next = other(value, path + name, name)
    Object.defineProperty(copy, name, { value: next, enumerable: true, writable: true, configurable: true })
  }
  return copy
}

/** The same values as another tensor, so that parameters that start alike don't become one. */
const untied = (tensor: AnyTensor): AnyTensor => tensorOf(reshape(nodeOf(tensor), nodeOf(tensor).shape))

/** The tensors of a record by the first places of those they stand for, whichever of its names the record has. */
const byPlaces = (module: Module, parameters: NamedParameters): ReadonlyMap<string, AnyTensor> => {
  const places = placesIn(module)
  const named = new Map(places.map((place) => [place.path, place]))
  const given = new Map<string, AnyTensor>()
  for (const path of Object.keys(parameters)) {
    const place = named.get(path) ?? placeAt(module, path, places)
    if (place === undefined) {
      if (/(?:^|\.)num_batches_tracked$/.test(path)) continue
      throw new ShapeError(`withParameters: ${path} is not a parameter of this module`)
    }
    const other = parameterAt(path, place.tensor, parameters)
    if ([path, fieldOf(path)].includes(place.path) || !given.has(place.path)) given.set(place.path, other)
  }
  return given
}

/**
 * The first place of the tensor that a path leads to, through modules and lists as they are: these may hold
 * themselves.
 */
const placeAt = (module: Module, path: string, places: readonly Place[]): Place | undefined => {
  let [value, of, name]: [unknown, Module, string] = [module, module, ""]
  for (const segment of path.split(".")) {
    const isModule = value instanceof Module
    if (!isModule && !Array.isArray(value)) return undefined
    const entries = value as unknown as Readonly<Record<string, unknown>>
    const field = Object.hasOwn(entries, segment) ? segment : fieldOf(segment)
    if (isModule) [of, name] = [value as Module, field]
    value = Object.hasOwn(entries, field) ? entries[field] : undefined
  }
  return places.find((place) => place.tensor === value && (!place.isBuffer || (place.of === of && place.name === name)))
}

/** PyTorch's `running_mean` is the field `runningMean`. */
const fieldOf = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

const parameterAt = (path: string, { shape }: AnyTensor, parameters: NamedParameters): AnyTensor => {
  const other = parameters[path]
  if (!isTensor(other)) throw new TypeError(`withParameters: ${path} is not a tensor: got ${describe(other)}`)
  if (show(other.shape) !== show(shape)) {
    throw new ShapeError(`withParameters: ${path} is ${show(other.shape)}, not ${show(shape)}`)
  }
  return other
}
