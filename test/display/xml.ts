/** @file The elements of an XML text, read strictly: what is not well-formed is an error. */

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** Enough of XML for SVG: elements, attributes in double quotes, text, the five entities. */
export const parseXml = (xml: string): Element => {
  const top: Element = { name: "", attributes: {}, children: [], text: "" }
  const open = [top]
  let end = 0
  for (const token of xml.matchAll(/<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|[^<]+/g)) {
    if (token.index !== end) throw new Error(`no token at ${xml.slice(end, end + 40)}`)
    end += token[0].length
    const [, closing, name, attributes = "", closed] = token
    const current = open.at(-1) as Element
    if (name === undefined) current.text += decoded(token[0])
    else if (closing === "/") {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes ${current.name}`)
    } else {
      const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, decoded(`${value}`)])
      if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`an attribute twice in ${token[0]}`)
      const element: Element = { name, attributes: Object.fromEntries(pairs), children: [], text: "" }
      current.children.push(element)
      if (closed !== "/") open.push(element)
    }
  }
  if (end !== xml.length || open.length !== 1 || top.children.length !== 1) throw new Error("not one closed element")
  return top.children[0] as Element
}

/** All elements of a name, at any depth. */
export const allOf = (element: Element, name: string): readonly Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => allOf(child, name)),
]

export const textsIn = (element: Element): readonly string[] => allOf(element, "text").map(({ text }) => text)

// internal

const decoded = (text: string): string =>
  text.replaceAll(/&(\w+);|&/g, (whole, name) => {
    const found = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }[name as string]
    if (found === undefined) throw new Error(`no entity: ${whole}`)
    return found
  })
