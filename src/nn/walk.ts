/** @file The widths of layers one after another, before there is an input. */
import { inPart } from "./place.js"
import { type Width, type Widths, type WidthTaken, widthAfter, widthTaken } from "./width.js"

/** What is known of the first input: nothing, but that it is one of indices. */
export const start = ([first]: readonly Widths[]): Width | "indices" =>
  first !== undefined && first[widthTaken]() === "indices" ? "indices" : undefined

/** The width that layers one after another leave. */
export const through =
  (layers: readonly Widths[]) =>
  (before: Width | "indices"): Width =>
    layers.reduce<Width | "indices">(
      (width, part, i) => inPart(part, i, () => part[widthAfter](width)),
      before,
    ) as Width

/** What the first layer that asks for something asks for. */
export const takenBy = (layers: readonly Widths[]): WidthTaken => {
  for (const layer of layers) {
    const taken = layer[widthTaken]()
    if (taken !== "any") return taken
  }
  return "any"
}
