/** @file Attention. */
import type { Table } from "./row.js"

export const attention: Table = {}
