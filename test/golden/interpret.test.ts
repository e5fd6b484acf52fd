/** @file PyTorch's sample cases through the reference interpreter. */
import { goldenSuite } from "./suite.js"

goldenSuite("interpreter")
