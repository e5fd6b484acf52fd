/** @file Normalisation over axes, batches, channels and groups. */
import type { Table } from "./row.js"

export const normalisation: Table = {}
