/**
 * @file The instructions kernels use, as functions from typed operands to typed code.
 * `f32x4`, `f64x2`, `i32x4` and `i64x2` read a v128 as lanes of that type; memory takes a byte offset as its last
 * argument. Opcodes: https://webassembly.github.io/spec/core/appendix/index-instructions.html
 */
import { type Bytes, type Expr, float32Bits, int32Bytes, signed, unsigned, type ValueType } from "./encode.js"

export const i32 = {
  const: (n: number): Expr<"i32"> => expr("i32", [0x41, signed(n)]),
  add: plain2(0x6a),
  sub: plain2(0x6b),
  mul: plain2(0x6c),
  divU: plain2(0x6e),
  remU: plain2(0x70),
  and: plain2(0x71),
  shl: plain2(0x74),
  shrU: plain2(0x76),
  eq: plain2(0x46),
  ltS: plain2(0x48),
  ltU: plain2(0x49),
  geU: plain2(0x4f),
  select: (a: Expr<"i32">, b: Expr<"i32">, condition: Expr<"i32">): Expr<"i32"> =>
    expr("i32", [a.code, b.code, condition.code, 0x1b]),
  load: (at: Expr<"i32">, offset = 0): Expr<"i32"> => expr("i32", [at.code, 0x28, 2, unsigned(offset)]),
  store: (at: Expr<"i32">, x: Expr<"i32">, offset = 0): Bytes => [at.code, x.code, 0x36, 2, unsigned(offset)],
} as const

export const f32x4 = {
  ...floats(0xe0, 0x41, 0x105),
  const: (x: number): Expr<"v128"> => repeated(int32Bytes(float32Bits(x))),
  ceil: vector1(0x67),
  floor: vector1(0x68),
  trunc: vector1(0x69),
  /** half to even */
  nearest: vector1(0x6a),
  convertS: vector1(0xfa),
  /** two float64 to the low lanes, rounded once; the high ones are 0 */
  demoteZero: vector1(0x5e),
} as const

/** Two lanes of float64. */
export const f64x2 = {
  ...floats(0xec, 0x47, 0x107),
  ceil: vector1(0x74),
  floor: vector1(0x75),
  trunc: vector1(0x7a),
  /** half to even */
  nearest: vector1(0x94),
  /** of the two low float32 lanes */
  promoteLow: vector1(0x5f),
  /** of the two low int32 lanes */
  convertLowS: vector1(0xfe),
  /** of the two low int32 lanes, as unsigned ones */
  convertLowU: vector1(0xff),
} as const

export const i64x2 = {
  shl: shift(0xcb),
  shrU: shift(0xcd),
  add: vector2(0xce),
  sub: vector2(0xd1),
} as const

export const i32x4 = {
  const: (n: number): Expr<"v128"> => repeated(int32Bytes(n)),
  lanes: (lanes: readonly [number, number, number, number]): Expr<"v128"> =>
    expr("v128", [opcode(0x0c), lanes.map(int32Bytes)]),
  splat: (x: Expr<"i32">): Expr<"v128"> => simd("v128", [x.code], 0x11),
  extractLane: (x: Expr<"v128">, lane: number): Expr<"i32"> => expr("i32", [x.code, opcode(0x1b), lane]),
  abs: vector1(0xa0),
  neg: vector1(0xa1),
  shl: shift(0xab),
  shrS: shift(0xac),
  shrU: shift(0xad),
  add: vector2(0xae),
  sub: vector2(0xb1),
  mul: vector2(0xb5),
  minS: vector2(0xb6),
  maxS: vector2(0xb8),
  eq: vector2(0x37),
  ne: vector2(0x38),
  ltS: vector2(0x39),
  ltU: vector2(0x3a),
  gtS: vector2(0x3b),
  gtU: vector2(0x3c),
  leS: vector2(0x3d),
  leU: vector2(0x3e),
  geS: vector2(0x3f),
  geU: vector2(0x40),
  /** saturates; NaN is 0 */
  truncSatS: vector1(0xf8),
  /** of two float64, to the low lanes */
  truncSatZero: vector1(0xfc),
  extendLowI16U: vector1(0xa9),
} as const

export const v128 = {
  load: (at: Expr<"i32">, offset = 0): Expr<"v128"> => expr("v128", [at.code, opcode(0x00), 2, unsigned(offset)]),
  /** the element of 32 bits in each lane */
  load32Splat: (at: Expr<"i32">, offset = 0): Expr<"v128"> =>
    expr("v128", [at.code, opcode(0x09), 2, unsigned(offset)]),
  load64Splat: (at: Expr<"i32">, offset = 0): Expr<"v128"> =>
    expr("v128", [at.code, opcode(0x0a), 2, unsigned(offset)]),
  load8Splat: (at: Expr<"i32">, offset = 0): Expr<"v128"> => expr("v128", [at.code, opcode(0x07), 0, unsigned(offset)]),
  /** the first bits from memory, zeros above them */
  load32Zero: (at: Expr<"i32">, offset = 0): Expr<"v128"> => expr("v128", [at.code, opcode(0x5c), 0, unsigned(offset)]),
  load64Zero: (at: Expr<"i32">, offset = 0): Expr<"v128"> => expr("v128", [at.code, opcode(0x5d), 2, unsigned(offset)]),
  /** x with one lane from memory; lanes count in the loaded size */
  load8Lane: loadLane(0x54, 0),
  load32Lane: loadLane(0x56, 2),
  load64Lane: loadLane(0x57, 2),
  store: (at: Expr<"i32">, x: Expr<"v128">, offset = 0): Bytes => [at.code, x.code, opcode(0x0b), 2, unsigned(offset)],
  store8Lane: storeLane(0x58, 0),
  store32Lane: storeLane(0x5a, 0),
  store64Lane: storeLane(0x5b, 0),
  not: vector1(0x4d),
  and: vector2(0x4e),
  /** a & ~b */
  andnot: vector2(0x4f),
  or: vector2(0x50),
  xor: vector2(0x51),
  /** mask ? a : b, bit by bit */
  bitselect: vector3(0x52),
  /** whether any bit is set */
  anyTrue: (x: Expr<"v128">): Expr<"i32"> => simd("i32", [x.code], 0x53),
  /** bytes of a (0 to 15) and b (16 to 31) */
  shuffle: (a: Expr<"v128">, b: Expr<"v128">, bytes: readonly number[]): Expr<"v128"> =>
    expr("v128", [a.code, b.code, opcode(0x0d), bytes]),
  /** the 8 low bytes as 16-bit lanes */
  extendLowI8U: vector1(0x89),
  i8x16Ne: vector2(0x24),
} as const

// internal

function expr<T extends ValueType>(type: T, code: Bytes): Expr<T> {
  return { type, code }
}

function opcode(n: number): Bytes {
  return [0xfd, unsigned(n)]
}

function simd<T extends ValueType>(type: T, operands: readonly Bytes[], n: number): Expr<T> {
  return expr(type, [operands, opcode(n)])
}

function repeated(lane: readonly number[]): Expr<"v128"> {
  return expr("v128", [opcode(0x0c), lane, lane, lane, lane])
}

function plain2(op: number) {
  return (a: Expr<"i32">, b: Expr<"i32">): Expr<"i32"> => expr("i32", [a.code, b.code, op])
}

function vector1(op: number) {
  const code = opcode(op)
  return (x: Expr<"v128">): Expr<"v128"> => expr("v128", [x.code, code])
}

function vector2(op: number) {
  const code = opcode(op)
  return (a: Expr<"v128">, b: Expr<"v128">): Expr<"v128"> => expr("v128", [a.code, b.code, code])
}

function vector3(op: number) {
  const code = opcode(op)
  return (a: Expr<"v128">, b: Expr<"v128">, c: Expr<"v128">): Expr<"v128"> =>
    expr("v128", [a.code, b.code, c.code, code])
}

/** From the opcodes of abs, of eq and of the relaxed multiply-add. */
function floats(abs: number, eq: number, madd: number) {
  return {
    abs: vector1(abs),
    neg: vector1(abs + 1),
    sqrt: vector1(abs + 3),
    add: vector2(abs + 4),
    sub: vector2(abs + 5),
    mul: vector2(abs + 6),
    div: vector2(abs + 7),
    /** NaN if either is */
    min: vector2(abs + 8),
    max: vector2(abs + 9),
    /** b < a ? b : a */
    pmin: vector2(abs + 10),
    /** a < b ? b : a */
    pmax: vector2(abs + 11),
    eq: vector2(eq),
    ne: vector2(eq + 1),
    lt: vector2(eq + 2),
    gt: vector2(eq + 3),
    le: vector2(eq + 4),
    ge: vector2(eq + 5),
    /** a · b + c, rounded once or twice as the machine likes */
    relaxedMadd: vector3(madd),
    /** c - a · b, rounded once or twice as the machine likes */
    relaxedNmadd: vector3(madd + 1),
  } as const
}

function shift(op: number) {
  return (x: Expr<"v128">, bits: number): Expr<"v128"> => simd("v128", [x.code, i32.const(bits).code], op)
}

function loadLane(op: number, align: number) {
  return (at: Expr<"i32">, x: Expr<"v128">, lane: number, offset = 0): Expr<"v128"> =>
    expr("v128", [at.code, x.code, opcode(op), align, unsigned(offset), lane])
}

function storeLane(op: number, align: number) {
  return (at: Expr<"i32">, x: Expr<"v128">, lane: number, offset = 0): Bytes => [
    at.code,
    x.code,
    opcode(op),
    align,
    unsigned(offset),
    lane,
  ]
}
