/** @file `torch.linalg`: the core's functions of matrices under PyTorch's names. */
export { eigh, qr, svd, svdvals } from "../api/factor.js"
export { matmul } from "../api/matmul.js"
export { matrixNorm as matrix_norm } from "../api/matrix-norm.js"
export { norm as vector_norm } from "../api/norm.js"
export { cholesky, det, inverse as inv, matrixPower as matrix_power, solve } from "../api/square.js"
export { diagonal } from "../api/triangle.js"
