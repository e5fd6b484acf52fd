/** @file PyTorch's sample cases through the pipeline: simplified, fused, and run as kernels. */
import { goldenSuite } from "./suite.js"

goldenSuite("kernels")
