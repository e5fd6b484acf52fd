/** @file Resizing of images and signals. */
import type { Table } from "./row.js"

export const interpolation: Table = {}
