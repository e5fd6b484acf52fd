/** @file Carried values in the loops of a kernel: each pass sets up what it carries where it starts. */
import type { CarriedValue } from "../schedule/nest.js"
import { type Carrier, carry } from "./carry.js"
import type { Dependence } from "./dependence.js"
import { type CarriedCode, keyOf, vectorOf } from "./values.js"

export const carried: CarriedCode = (kernel, index, copy) =>
  carry(carrierOf(kernel, index, copy), kernel.nest.values[index] as CarriedValue)

// internal

const carrierOf = (...[kernel, index, copy]: Parameters<CarriedCode>): Carrier => {
  const { v, nest, carried } = kernel
  const isAlong = nest.variables[nest.lanes]?.role === "axis"
  const owner = keyOf(index, !isAlong && (kernel.known[index] as Dependence).lanes, copy)
  return {
    v,
    isAlong,
    operand: (x) => vectorOf(kernel, x, copy),
    state: (name, initial) => {
      const key = `${owner} ${name}`
      const known = carried.locals.get(key)
      if (known !== undefined) return known
      const local = v.local("v128")
      carried.locals.set(key, local)
      v.at(carried.start, () => v.set(local, initial))
      return local
    },
  }
}
