/**
 * @file What a run needs: the peers' packages, two Node binaries that npm brings, and tuplet bundled from its sources.
 */
import { spawnSync } from "node:child_process"
import { existsSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import { bundle } from "../scripts/build.mjs"

const here = fileURLToPath(new URL(".", import.meta.url))

/** The Node binaries that peers run on: a recent one, which has fused multiply-add, and Node 20, which hasn't. */
export const nodes = {
  recent: `${here}node_modules/node/bin/node`,
  twenty: `${here}node_modules/node-20/bin/node`,
}

export const install = async () => {
  if (Object.values(nodes).some((file) => !existsSync(file)) || !existsSync(`${here}node_modules/onnxruntime-node`)) {
    console.log("installing the peers, about 1.1 GB")
    const { status } = spawnSync("npm", ["ci"], {
      cwd: here,
      stdio: "inherit",
      // its CPU library is part of the package; the script would fetch one for graphics cards
      env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: "skip" },
    })
    if (status !== 0) throw new Error("npm ci failed in bench/")
  }
  rmSync(`${here}dist`, { recursive: true, force: true })
  await bundle("bench/dist")
  // as the package says of itself; bundlers ask the nearest one
  writeFileSync(`${here}dist/package.json`, '{ "type": "module", "sideEffects": false }')
  // the machine's limit is measured by loops that tuplet's own encoder writes
  const parts = ["encode", "function", "instructions"].map((part) => `export * from "./src/codegen/${part}.js"`)
  await build({
    stdin: { contents: parts.join("\n"), resolveDir: fileURLToPath(new URL("..", import.meta.url)) },
    outfile: `${here}dist/encoder.js`,
    bundle: true,
    format: "esm",
  })
}
