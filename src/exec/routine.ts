/** @file A routine of a plan: the reference interpreter reads buffers of a run, and writes others. */
import type { TypedArray } from "../../types/dtype.js"
import type { Step } from "../schedule/plan.js"
import { roundedValues } from "./values.js"

export type RoutineStep = Step & { readonly kind: "routine" }

/** `viewOf` gives a buffer's numbers in the current run. Throws IndexError where a check fails. */
export const bindRoutine = ({ roots, reads, writes }: RoutineStep, viewOf: (buffer: number) => TypedArray) => {
  const bindings = {
    constant: () => {
      throw new Error("a plan holds no numbers")
    },
    parameter: ({ op }: { readonly op: { readonly name: string } }) => viewOf(reads[Number(op.name)] as number),
  }
  return (): void => {
    roundedValues(roots, bindings).forEach((numbers, i) => {
      viewOf(writes[i] as number).set(numbers)
    })
  }
}
