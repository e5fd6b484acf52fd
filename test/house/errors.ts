/** @file The page of error messages, read: each with the sentence, a program that is wrong, and one that is right. */

/** Where the mistake is found; both unless the page says otherwise. */
export type Where = "both" | "compile" | "run"

export interface Entry {
  /** `docs/errors.md:12`, where the entry begins */
  readonly at: string
  /** The file of sentence types its section is about. */
  readonly file: string
  /** The sentence's type. */
  readonly type: string
  readonly sentence: string
  readonly where: Where
  readonly wrong: string
  readonly fixed: string
}

/** The entries of the page: a heading of the type's name, the sentence as a quotation, two blocks of code. */
export const entriesOf = (path: string, text: string): readonly Entry[] => {
  const sections = text.split(/^## /m).slice(1)
  let line = text.split(/^## /m)[0]?.split("\n").length ?? 1
  return sections.flatMap((section) => {
    const file = /`(types\/[\w-]+\.ts)`/.exec(section)?.[1] ?? ""
    const [head = "", ...parts] = section.split(/^### /m)
    line += head.split("\n").length - 1
    return parts.map((part) => {
      const at = `${path}:${line}`
      line += part.split("\n").length - 1
      return {
        at,
        file,
        type: /^\w+/.exec(part)?.[0] ?? "",
        sentence: /^> `(.*)`$/m.exec(part)?.[1] ?? "",
        where: /^At compile time only/m.test(part) ? "compile" : /^At run time only/m.test(part) ? "run" : "both",
        wrong: block(part, "wrong"),
        fixed: block(part, "fixed"),
      }
    })
  })
}

/** The sentence types that a file exports: those whose whole text is one string. */
export const sentencesOf = (text: string): readonly string[] =>
  [...text.matchAll(/^export type (\w+)(?:<[\s\S]*?>)? =\s*(?:`|")/gm)].map(([, name]) => name as string)

/**
 * A program with the imports that its names need: of two entries with one name the first is meant, or `nn.` stands
 * before it, or `torch.`.
 */
export const programOf = (code: string, entries: ReadonlyMap<string, ReadonlySet<string>>): string => {
  const words = new Set(code.match(/(?<!\b(?:nn|torch)\.)\b[A-Za-z_]\w*/g))
  const imports = [...entries].flatMap(([entry, names]) => {
    const used = [...words].filter((word) => names.has(word) && words.delete(word))
    return used.length === 0 ? [] : [`import { ${used.map(imported).join(", ")} } from "${entry}"`]
  })
  for (const [name, entry] of [
    ["nn", "tuplet/nn"],
    ["torch", "tuplet/torch"],
  ] as const) {
    if (new RegExp(`(?<!\\.)\\b${name}\\.`).test(code)) imports.push(`import * as ${name} from "${entry}"`)
  }
  return [...imports, code, "export {}"].join("\n")
}

// internal

const imported = (name: string): string => (/^[A-Z]/.test(name) ? `type ${name}` : name)

const block = (text: string, kind: string): string =>
  new RegExp(`^\`\`\`ts ${kind}\\n([\\s\\S]*?)\`\`\`$`, "m").exec(text)?.[1]?.trimEnd() ?? ""
