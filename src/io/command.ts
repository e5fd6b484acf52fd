/** @file What the command `tuplet` does: arguments in, a file and an exit code out. */
import { declarationsOf, typeNameOf } from "./declarations.js"
import { FormatError } from "./error.js"
import { writeFile } from "./file.js"
import { loadNpz } from "./npz.js"
import { loadSafetensors } from "./safetensors-file.js"

/** 0; 1 for a file that can't be read or written, 2 for arguments that nobody understands. */
export const run = async (args: readonly string[], print: Printing = console): Promise<0 | 1 | 2> => {
  const wanted = wantedOf(args)
  if (wanted === undefined) {
    print.error(usage)
    return 2
  }
  const { file, name, out } = wanted
  try {
    const tensors = /\.npz$/i.test(file) ? await loadNpz(file) : (await loadSafetensors(file)).tensors
    await writeFile(out, new TextEncoder().encode(declarationsOf(name, tensors)))
    print.log(`${out}: ${name}, ${Object.keys(tensors).length} tensors`)
    return 0
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    print.error(
      error.message.startsWith(file) || error.message.startsWith(out) ? error.message : `${file}: ${error.message}`,
    )
    return 1
  }
}

// internal

interface Printing {
  readonly log: (text: string) => void
  readonly error: (text: string) => void
}

const usage = `usage: tuplet types FILE [--name NAME] [--out FILE.d.ts]
Writes the names, shapes and dtypes of the tensors of a .safetensors or .npz file as a TypeScript interface.`

interface Wanted {
  readonly file: string
  readonly name: string
  readonly out: string
}

const wantedOf = ([command, file, ...rest]: readonly string[]): Wanted | undefined => {
  if (command !== "types" || file === undefined || file.startsWith("-")) return undefined
  const options = new Map([
    ["--name", typeNameOf(file)],
    ["--out", `${file}.d.ts`],
  ])
  for (let i = 0; i < rest.length; i += 2) {
    const [option, value] = [rest[i] as string, rest[i + 1]]
    if (!options.has(option) || value === undefined) return undefined
    options.set(option, value)
  }
  const name = options.get("--name") as string
  return /^[A-Za-z_$][\w$]*$/.test(name) ? { file, name, out: options.get("--out") as string } : undefined
}
