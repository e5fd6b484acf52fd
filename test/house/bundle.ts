/** @file Programs of the pages as modules that run: bundled with the library's sources, which they share. */
import { join } from "node:path"
import { build } from "esbuild"

/** Writes `out/NAME.mjs` in the folder for each of its TypeScript files. */
export const bundle = (root: string, folder: string, files: readonly string[]): Promise<unknown> =>
  build({
    entryPoints: [...files],
    outdir: join(folder, "out"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    tsconfig: join(root, "tsconfig.json"),
    logLevel: "error",
  })
