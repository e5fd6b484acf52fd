/**
 * @file SVG as text: elements, escaping, and the one style sheet of all pictures.
 * A picture brings its own ground and follows the light or dark scheme of its reader, so it can stand on any page.
 */
import { type Picture, picture } from "./picture.js"

export type Attribute = string | number | undefined

/** One element; children are SVG already, text goes through `escaped`. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, Attribute>>,
  ...children: readonly string[]
): string => {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined)
  const list = given.map(([key, value]) => ` ${key}="${attributeText(value as string | number)}"`).join("")
  return children.length === 0 ? `<${name}${list}/>` : `<${name}${list}>${children.join("")}</${name}>`
}

export const text = (x: number, y: number, content: string, attributes: Readonly<Record<string, Attribute>> = {}) =>
  element("text", { x, y, ...attributes }, escaped(content))

/** XML 1.0 has no way to write most control characters: they are shown as U+FFFD. */
const escaped = (content: string): string =>
  content.replace(/[&<>"]|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (c) => entities[c] ?? "\ufffd")

/** Characters of the style sheet's font are this wide; it is a fixed one, so that texts can be measured. */
const characterWidth = 7.3

export const widthOf = (content: string): number => [...content].length * characterWidth

export const drawing = (width: number, height: number, title: string, children: readonly string[]): Picture => {
  const [w, h] = [Math.ceil(width), Math.ceil(height)]
  const svg = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "tuplet",
      width: w,
      height: h,
      viewBox: `0 0 ${w} ${h}`,
      role: "img",
    },
    element("title", {}, escaped(title)),
    element("style", {}, sheet),
    element("rect", { class: "ground", width: w, height: h, rx: 8 }),
    ...children,
  )
  return picture(svg, w, h, title)
}

/** How many classes `line0`, `line1`, … there are. */
export const lineColours = 6

// internal

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }

/** Tenths of a pixel are enough. */
const attributeText = (value: string | number): string =>
  typeof value === "number" ? `${Math.round(value * 10) / 10}` : escaped(value)

const scheme = (colours: Readonly<Record<string, string>>): string =>
  `.tuplet{${Object.entries(colours)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";")}}`

/** Okabe and Ito (2008), but for black and yellow: told apart by colour-blind readers too. */
const lines = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"]

const sheet = [
  scheme({
    ground: "#ffffff",
    ink: "#1f2328",
    quiet: "#59636e",
    rule: "#d1d9e0",
    frame: "#f3f6f9",
    box: "#ffffff",
    leaf: "#e3f0fb",
  }),
  `@media (prefers-color-scheme:dark){${scheme({ ground: "#0d1117", ink: "#e6edf3", quiet: "#9198a1", rule: "#3d444d", frame: "#151b23", box: "#212830", leaf: "#14304d" })}}`,
  ".tuplet .ground{fill:var(--ground)}",
  ".tuplet text{fill:var(--ink);font:12px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}",
  ".tuplet .quiet{fill:var(--quiet)}",
  ".tuplet .title{paint-order:stroke;stroke:var(--frame);stroke-width:5px;stroke-linejoin:round}",
  ".tuplet .rule{stroke:var(--rule);fill:none}",
  ".tuplet .frame{fill:var(--frame);stroke:var(--rule)}",
  ".tuplet .box{fill:var(--box);stroke:var(--quiet)}",
  ".tuplet .leaf{fill:var(--leaf);stroke:var(--quiet)}",
  ".tuplet .edge{stroke:var(--quiet);fill:none}",
  ".tuplet .tip{fill:var(--quiet)}",
  ...lines.map(
    (colour, i) => `.tuplet .line${i}{stroke:${colour};fill:none;stroke-width:1.8}.tuplet .fill${i}{fill:${colour}}`,
  ),
].join("")
