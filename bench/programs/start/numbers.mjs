/** @file The input of the first result: [32, 10]. */
export const numbers = Float32Array.from({ length: 320 }, (_, i) => ((i * 37) % 101) / 25 - 2)

/** Prints the first row of the result, which is compared with float64. */
export const printRow = (result) => console.log(JSON.stringify([...result].slice(0, 10)))
