/**
 * @file Builds the body of one function: locals, loops, conditionals, and slots that take code later.
 * Code is emitted in order at the current place; `at` emits into a slot that was left earlier.
 */
import { type Bytes, type Expr, unsigned, type ValueType, type WasmFunction } from "./encode.js"
import { i32 } from "./instructions.js"

export interface Local<T extends ValueType = ValueType> {
  readonly type: T
  readonly index: number
  /** Reads it. */
  readonly get: Expr<T>
}

/** A place in the code that can still be filled. */
export interface Slot {
  readonly code: Bytes[]
}

export interface FunctionBuilder {
  readonly local: <T extends ValueType>(type: T) => Local<T>
  readonly set: <T extends ValueType>(local: Local<T>, value: Expr<T>) => void
  /** Computes a value once, into a fresh local, and gives the code that reads it. */
  readonly let: <T extends ValueType>(value: Expr<T>) => Expr<T>
  /** A store or a call without result. */
  readonly do: (code: Bytes) => void
  readonly call: (functionIndex: number, operands: readonly Expr[]) => void
  /** Runs the body, again while the condition it returns holds. */
  readonly doWhile: (body: () => Expr<"i32">) => void
  /** Runs the body `count` times; `count` must not change meanwhile, 0 is allowed. */
  readonly repeat: (count: Local<"i32">, body: () => void) => void
  readonly if: (condition: Expr<"i32">, then: () => void, otherwise?: () => void) => void
  readonly slot: () => Slot
  readonly at: <R>(slot: Slot, body: () => R) => R
}

/** A function without results, exported under `name`, or callable only from within if that is undefined. */
export const defineFunction = <const P extends readonly ValueType[]>(
  name: string | undefined,
  params: P,
  build: (params: { readonly [I in keyof P]: Local<P[I]> }, f: FunctionBuilder) => void,
): WasmFunction => {
  const locals: ValueType[] = []
  let here: Bytes[] = []
  const root = here

  const within = <R>(code: Bytes[], body: () => R): R => {
    const outside = here
    here = code
    const result = body()
    here = outside
    return result
  }
  const block = (body: () => void): Bytes[] => {
    const code: Bytes[] = []
    within(code, body)
    return code
  }
  const local = <T extends ValueType>(type: T): Local<T> => createLocal(type, params.length + locals.push(type) - 1)
  const set = <T extends ValueType>(target: Local<T>, value: Expr<T>): void => {
    here.push(value.code, 0x21, unsigned(target.index))
  }
  const doWhile = (body: () => Expr<"i32">): void => {
    const code: Bytes[] = []
    within(code, () => here.push(body().code))
    here.push(0x03, voidType, code, 0x0d, 0, 0x0b)
  }
  const when = (condition: Expr<"i32">, then: () => void, otherwise?: () => void): void => {
    const branches = otherwise === undefined ? block(then) : [block(then), 0x05, block(otherwise)]
    here.push(condition.code, 0x04, voidType, branches, 0x0b)
  }

  // TypeScript does not see that `map` keeps the places of a tuple
  build(params.map(createLocal) as unknown as { readonly [I in keyof P]: Local<P[I]> }, {
    local,
    set,
    let: (value) => {
      const target = local(value.type)
      set(target, value)
      return target.get
    },
    do: (code) => {
      here.push(code)
    },
    call: (functionIndex, operands) => {
      here.push(
        operands.map(({ code }) => code),
        0x10,
        unsigned(functionIndex),
      )
    },
    doWhile,
    repeat: (count, body) => {
      const i = local("i32")
      set(i, i32.const(0))
      when(count.get, () =>
        doWhile(() => {
          body()
          set(i, i32.add(i.get, i32.const(1)))
          return i32.ltU(i.get, count.get)
        }),
      )
    },
    if: when,
    slot: () => {
      const code: Bytes[] = []
      here.push(code)
      return { code }
    },
    at: (slot, body) => within(slot.code, body),
  })
  return { name, params, results: [], locals, body: root }
}

// internal

const voidType = 0x40

const createLocal = <T extends ValueType>(type: T, index: number): Local<T> => ({
  type,
  index,
  get: { type, code: [0x20, unsigned(index)] },
})
