/** @file PyTorch's sample cases through the pipeline: simplified, fused, and run as kernels. */
import { readStorage } from "../../src/exec/read.js"
import { evaluateNodes } from "../../src/pipeline.js"
import { goldenSuite } from "./suite.js"

goldenSuite((roots) => evaluateNodes(roots, "golden").map(readStorage))
