/**
 * @file Elements as files store them, brought to the dtypes of tensors: in place where they are the same, else
 * copied, at once or when they are asked for.
 */
import type { DType, TypedArray } from "../../types/dtype.js"
import type { AnyTensor } from "../../types/tensor.js"
import { constantOf } from "../api/constant.js"
import { tensorOf } from "../api/handle.js"
import { constant } from "../graph/infer.js"
import { refuse, shown } from "./error.js"

export type Stored =
  | "float64"
  | "float32"
  | "float16"
  | "bfloat16"
  | "int64"
  | "uint64"
  | "int32"
  | "uint32"
  | "int16"
  | "uint16"
  | "int8"
  | "uint8"
  | "bool"

export interface Reading {
  /** of one element */
  readonly bytes: number
  readonly dtype: DType
  /** Of bytes in the order of little-endian; `name` is the tensor's, for messages. */
  readonly read: (bytes: Uint8Array<ArrayBuffer>, name: string) => TypedArray
}

export const readings = {
  float64: { bytes: 8, dtype: "float64", read: (bytes) => view(Float64Array, bytes) },
  float32: { bytes: 4, dtype: "float32", read: (bytes) => view(Float32Array, bytes) },
  float16: { bytes: 2, dtype: "float32", read: (bytes) => fromHalves(view(Uint16Array, bytes)) },
  bfloat16: { bytes: 2, dtype: "float32", read: (bytes) => fromBrains(view(Uint16Array, bytes)) },
  int64: { bytes: 8, dtype: "int32", read: (bytes, name) => narrowed(view(Int32Array, bytes), 31, name) },
  uint64: { bytes: 8, dtype: "int32", read: (bytes, name) => narrowed(view(Int32Array, bytes), 32, name) },
  int32: { bytes: 4, dtype: "int32", read: (bytes) => view(Int32Array, bytes) },
  uint32: { bytes: 4, dtype: "int32", read: (bytes, name) => signed(view(Int32Array, bytes), name) },
  int16: { bytes: 2, dtype: "int32", read: (bytes) => Int32Array.from(view(Int16Array, bytes)) },
  uint16: { bytes: 2, dtype: "int32", read: (bytes) => Int32Array.from(view(Uint16Array, bytes)) },
  int8: { bytes: 1, dtype: "int32", read: (bytes) => Int32Array.from(view(Int8Array, bytes)) },
  uint8: { bytes: 1, dtype: "int32", read: (bytes) => Int32Array.from(bytes) },
  bool: { bytes: 1, dtype: "bool", read: (bytes) => truths(bytes) },
} as const satisfies { readonly [S in Stored]: Reading }

/**
 * A tensor of elements as they are stored. Those of less than four bytes, which take more as tensors, are converted
 * when they are first asked for: reading a file takes no more memory than there are bytes in it.
 */
export const tensorFrom = (
  reading: Reading,
  bytes: Uint8Array<ArrayBuffer>,
  shape: readonly number[],
  name: string,
): AnyTensor => {
  const { dtype } = reading
  if (reading.bytes >= 4 || dtype === "bool") return tensorOf(constantOf(reading.read(bytes, name), shape, dtype))
  let data: TypedArray | undefined
  const storage = {
    dtype,
    length: bytes.length / reading.bytes,
    address: undefined,
    get data() {
      data ??= reading.read(bytes, name)
      return data
    },
    set data(numbers) {
      data = numbers
    },
  }
  return tensorOf(constant(storage, shape))
}

// internal

type View<A> = new (buffer: ArrayBuffer, offset: number, length: number) => A

/** In place, unless the elements don't lie where the processor reads them. */
const view = <A>(array: View<A> & { readonly BYTES_PER_ELEMENT: number }, bytes: Uint8Array<ArrayBuffer>): A => {
  const size = array.BYTES_PER_ELEMENT
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % size === 0 ? bytes : bytes.slice()
  return new array(buffer, byteOffset, byteLength / size)
}

/** IEEE 754 binary16: five bits of exponent, ten of fraction. */
const fromHalves = (halves: Uint16Array): Float32Array => {
  const values = new Float32Array(halves.length)
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i] as number
    const [exponent, fraction] = [(half >> 10) & 31, half & 1023]
    const size =
      exponent === 0
        ? fraction * 2 ** -24
        : exponent === 31
          ? fraction === 0
            ? Number.POSITIVE_INFINITY
            : Number.NaN
          : (1024 + fraction) * 2 ** (exponent - 25)
    values[i] = half & 0x8000 ? -size : size
  }
  return values
}

/** The upper half of a float32. */
const fromBrains = (halves: Uint16Array): Float32Array => {
  const bits = new Uint32Array(halves.length)
  for (let i = 0; i < halves.length; i++) bits[i] = (halves[i] as number) << 16
  return new Float32Array(bits.buffer)
}

/** 64-bit integers as pairs of halves, the lower first: those whose upper half repeats the sign of the lower. */
const narrowed = (halves: Int32Array, signBit: 31 | 32, name: string): Int32Array => {
  const values = new Int32Array(halves.length / 2)
  for (let i = 0; i < values.length; i++) {
    const [low, high] = [halves[2 * i] as number, halves[2 * i + 1] as number]
    // without a sign the upper half is 0, and the lower one is not negative
    if (signBit === 31 ? high !== low >> 31 : high !== 0 || low < 0) {
      const bits = (BigInt(high) << 32n) | BigInt(low >>> 0)
      outOfRange(signBit === 31 ? bits : BigInt.asUintN(64, bits), i, name)
    }
    values[i] = low
  }
  return values
}

const signed = (values: Int32Array, name: string): Int32Array => {
  const at = values.findIndex((value) => value < 0)
  if (at >= 0) outOfRange(BigInt((values[at] as number) >>> 0), at, name)
  return values
}

const truths = (bytes: Uint8Array): Uint8Array =>
  bytes.some((byte) => byte > 1) ? Uint8Array.from(bytes, (byte) => Number(byte !== 0)) : bytes

const outOfRange = (value: bigint, at: number, name: string): never =>
  refuse("value", `${shown(name)}: element ${at} is ${value}, which int32 doesn't hold`)
