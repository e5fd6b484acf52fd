/** @file The first log-softmax of a process in tuplet. */
import { data, fromArray, logSoftmax } from "../../dist/index.js"
import { numbers, printRow } from "./numbers.mjs"

printRow(data(logSoftmax(fromArray(numbers, [32, 10]), 1)))
