/** @file Sorting, and what is found by it. */
import type { Table } from "./row.js"

export const sorting: Table = {}
