/** @file PyTorch's sample cases through the reference interpreter. */
import { interpret } from "../../src/exec/interpret.js"
import { bindings } from "../api/read.js"
import { goldenSuite } from "./suite.js"

goldenSuite((roots) => interpret(roots, bindings))
