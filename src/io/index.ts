/** @file The package entry `tuplet/io`: files in, typed trees out. */
export type {
  ClassColumn,
  Csv,
  CsvColumn,
  CsvOptions,
  CsvSchema,
  MatrixColumns,
  NumberColumn,
} from "../../types/csv.js"
export type { IntoTreeOptions, NamedTensors } from "../../types/into-tree.js"
export { loadCsv, parseCsv, readCsv } from "./csv.js"
export { declarationsOf } from "./declarations.js"
export { type FormatCode, FormatError } from "./error.js"
export { intoModel, intoModelEither, intoTree, intoTreeEither } from "./into-tree.js"
export { namedTensors } from "./names.js"
export { formatNpy, loadNpy, parseNpy, readNpy, saveNpy, type Unknown, writeNpy } from "./npy.js"
export {
  formatNpz,
  loadNpz,
  type NpzReading,
  type NpzWriting,
  parseNpz,
  readNpz,
  saveNpz,
  writeNpz,
} from "./npz.js"
export {
  formatSafetensors,
  parseSafetensors,
  type Safetensors,
  type SafetensorsOptions,
} from "./safetensors.js"
export { loadSafetensors, readSafetensors, saveSafetensors, writeSafetensors } from "./safetensors-file.js"
export type { Source } from "./source.js"
