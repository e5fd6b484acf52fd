import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const source = (file: string): string => fileURLToPath(new URL(`./src/${file}`, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: /^tuplet$/, replacement: source("index.ts") },
      { find: /^tuplet\/(nn|optim|io|display|train|torch)$/, replacement: source("$1/index.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    watch: false,
    maxWorkers: 2,
    testTimeout: 30_000,
  },
})
