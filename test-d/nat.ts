/** @file Literal arithmetic: exact, or `number`. */
import type { DivMod, Mul, Product } from "../types/nat.js"

export declare const a1: Mul<1797, 64>
//? 115008
export declare const a2: Mul<999999, 999999>
//? 999998000001
export declare const a3: Mul<0, 7>
//? 0
export declare const a4: Mul<number, 7>
//? number
export declare const a5: Mul<94906267, 94906267>
//? number
export declare const a6: Mul<1.5, 2>
//? number
export declare const a7: Mul<2 | 3, 10>
//? 20 | 30
export declare const a8: Product<[2, 3, 4, 5, 6, 7, 8, 9, 10]>
//? 3628800
export declare const a9: Product<[]>
//? 1
export declare const a10: Product<[2, number]>
//? number
export declare const a11: DivMod<115008, 64>
//? [1797, 0]
export declare const a12: DivMod<1000003, 999>
//? [1001, 4]
export declare const a13: DivMod<0, 5>
//? [0, 0]
export declare const a14: DivMod<number, 5>
//? [number, number]
