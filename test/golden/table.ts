/** @file Each PyTorch function of the sample cases, said in tuplet's operations: the families in one table. */
import { type Case, nameOf } from "./cases.js"
import { activation } from "./table/activation.js"
import { attention } from "./table/attention.js"
import { convolution } from "./table/convolution.js"
import { elementwise } from "./table/elementwise.js"
import { indexing } from "./table/indexing.js"
import { interpolation } from "./table/interpolation.js"
import { linearAlgebra } from "./table/linear-algebra.js"
import { loss } from "./table/loss.js"
import { matmul } from "./table/matmul.js"
import { movement } from "./table/movement.js"
import { normalisation } from "./table/normalisation.js"
import { reduction } from "./table/reduction.js"
import type { Row, Table } from "./table/row.js"
import { sorting } from "./table/sorting.js"

export const families: Readonly<Record<string, Table>> = {
  elementwise,
  activation,
  reduction,
  matmul,
  movement,
  indexing,
  sorting,
  normalisation,
  convolution,
  interpolation,
  loss,
  attention,
  linearAlgebra,
}

/** The rows of an operation, its variant's before those of the plain name. */
export const rowsFor = (sample: Pick<Case, "op" | "variant">): readonly Row[] | undefined => {
  const found = table[nameOf(sample as Case)] ?? table[sample.op]
  return found === undefined || Array.isArray(found) ? found : [found as Row]
}

// internal

const table: Table = Object.assign({}, ...Object.values(families))
