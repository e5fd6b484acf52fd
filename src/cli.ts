#!/usr/bin/env node
/** @file The command `tuplet`: `npx tuplet types model.safetensors` writes the types of a file's tensors beside it. */
import { run } from "./io/command.js"

const { argv } = process
process.exitCode = await run(argv.slice(2))
