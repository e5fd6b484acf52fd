/**
 * @file Node module hooks: "tuplet" means this repository's sources, `./x.js` may be `./x.ts`, and types are removed.
 */
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { transformSync } from "esbuild"
import { entries } from "./build.mjs"

const root = new URL("..", import.meta.url)

export const resolve = (specifier, context, next) => {
  const entry = /^tuplet(?:\/(\w+))?$/.exec(specifier)
  if (entry !== null) return { url: new URL(entries[entry[1] ?? "index"], root).href, shortCircuit: true }
  if (specifier.startsWith(".") && specifier.endsWith(".js")) {
    const source = new URL(specifier.replace(/\.js$/, ".ts"), context.parentURL)
    if (existsSync(source)) return { url: source.href, shortCircuit: true }
  }
  return next(specifier, context)
}

export const load = (url, context, next) => {
  if (!url.startsWith("file:") || !url.endsWith(".ts")) return next(url, context)
  const { code } = transformSync(readFileSync(new URL(url), "utf8"), {
    loader: "ts",
    format: "esm",
    target: "es2022",
    sourcefile: fileURLToPath(url),
    sourcemap: "inline",
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  })
  return { format: "module", source: code, shortCircuit: true }
}
