/**
 * @file PyTorch's signatures, and the binding of a call's arguments to them as Python does it.
 * `input, dim=None, *, keepdim=False`: parameters in order, those after `*` by name only, `*sizes` for any number of
 * arguments (or one list of them). `unbiased: bool=True` tells the signatures of one function apart by type.
 */
import { isTensor } from "../../../src/api/handle.js"
import type { Arguments } from "./row.js"

export interface Parameter {
  readonly name: string
  readonly type: string | undefined
  /** undefined where the argument is required */
  readonly fallback: { readonly value: unknown } | undefined
  readonly kind: "positional" | "named" | "rest"
}

export const parametersOf = (signature: string): readonly Parameter[] => {
  const parameters: Parameter[] = []
  let kind: Parameter["kind"] = "positional"
  for (const part of signature.split(/,\s*(?![^([]*[)\]])/)) {
    const [, star, name, type, fallback] = /^(\*?)(\w*)(?:: ([\w|]+))?(?:=(.+))?$/.exec(part) ?? []
    if (star === undefined || name === undefined) throw new Error(`not a parameter: ${part}`)
    if (star !== "") kind = "named"
    if (name === "") continue
    parameters.push({
      name,
      type,
      fallback: fallback === undefined ? undefined : { value: literal(fallback) },
      kind: star === "" ? kind : "rest",
    })
  }
  return parameters
}

/** The arguments by name, or why the signature doesn't take them. */
export const bind = (
  signature: string,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
): { readonly bound: Arguments } | { readonly reason: string } => {
  const parameters = parametersOf(signature)
  const positional = parameters.filter(({ kind }) => kind === "positional")
  const rest = parameters.find(({ kind }) => kind === "rest")
  if (args.length > positional.length && rest === undefined) {
    return { reason: `takes ${positional.length} positional arguments, got ${args.length}` }
  }
  const values = new Map<string, unknown>(args.slice(0, positional.length).map((x, i) => [nameAt(positional, i), x]))
  if (rest !== undefined) values.set(rest.name, opened(args.slice(positional.length)))
  for (const [name, value] of Object.entries(kwargs)) {
    const known = parameters.find((parameter) => parameter.name === name)
    if (known === undefined) return { reason: `has no argument '${name}'` }
    if (known.kind !== "rest" && values.has(name)) return { reason: `got '${name}' twice` }
    values.set(name, value)
  }
  const bound: Record<string, unknown> = {}
  for (const { name, type, fallback } of parameters) {
    if (!values.has(name) && fallback === undefined) return { reason: `needs '${name}'` }
    // None
    const value = values.has(name) ? (values.get(name) ?? undefined) : fallback?.value
    if (value !== undefined && type !== undefined && !type.split("|").some((one) => types[one]?.(value))) {
      return { reason: `'${name}' is no ${type}` }
    }
    bound[name] = value
  }
  return { bound }
}

// internal

const nameAt = (parameters: readonly Parameter[], i: number): string => (parameters[i] as Parameter).name

/** `x.expand(2, 3)` and `x.expand([2, 3])` are the same call. */
const opened = (rest: readonly unknown[]): unknown => (rest.length === 1 && Array.isArray(rest[0]) ? rest[0] : rest)

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  Tensor: isTensor,
  bool: (value) => typeof value === "boolean",
  number: (value) => typeof value === "number",
  str: (value) => typeof value === "string",
  list: Array.isArray,
}

const constants: Readonly<Record<string, unknown>> = { None: undefined, True: true, False: false }

/** Python's literal, lists and tuples alike. */
const literal = (text: string): unknown =>
  text in constants ? constants[text] : JSON.parse(text.replaceAll("'", '"').replaceAll("(", "[").replaceAll(")", "]"))
