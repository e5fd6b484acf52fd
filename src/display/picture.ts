/** @file A picture: the text of an SVG, which notebooks show as what it is. */

/** What a notebook gets, by media type. */
export type MediaBundle = Readonly<Record<string, string>>

/** Deno's notebooks ask objects under this name how they are shown. */
export const display: unique symbol = Symbol.for("Jupyter.display")

/** An SVG. `toString` gives its text: `writeFile("graph.svg", String(picture))`. */
export interface Picture {
  readonly svg: string
  readonly width: number
  readonly height: number
  readonly toString: () => string
  readonly [display]: () => MediaBundle
}

/** `text` is for hosts that show no pictures. */
export const picture = (svg: string, width: number, height: number, text: string): Picture => ({
  svg,
  width,
  height,
  toString: () => svg,
  [display]: () => ({ "image/svg+xml": svg, "text/plain": text }),
})
