/** @file The package entry `tuplet/io`: files in, typed trees out. */
export { type FormatCode, FormatError } from "./error.js"
export {
  formatSafetensors,
  type NamedTensors,
  parseSafetensors,
  type Safetensors,
  type SafetensorsOptions,
} from "./safetensors.js"
export { loadSafetensors, readSafetensors, saveSafetensors, writeSafetensors } from "./safetensors-file.js"
export type { Source } from "./source.js"
