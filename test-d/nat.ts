/** @file Literal arithmetic: exact, or `number`. */
import type { Add, DivMod, Mul, Product, Sub, Sum } from "../types/nat.js"

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
export declare const a15: Add<999, 1>
//? 1000
export declare const a16: Add<7, 995>
//? 1002
export declare const a17: Add<123456789, 1>
//? 123456790
export declare const a18: Add<0, 5>
//? 5
export declare const a19: Add<9007199254740991, 1>
//? 9007199254740992
export declare const a20: Add<number, 5>
//? number
export declare const a21: Add<2 | 3, 10>
//? 12 | 13
export declare const a22: Add<1, 99999>
//? 100000
export declare const a23: Sub<1000, 1>
//? 999
export declare const a24: Sub<5, 5>
//? 0
export declare const a25: Sub<5, 7>
//? false
export declare const a26: Sub<115008, 99999>
//? 15009
export declare const a27: Sub<9, 0>
//? 9
export declare const a28: Sub<number, 3>
//? number
export declare const a29: Sub<0, 1>
//? false
export declare const a30: Sub<100, 100>
//? 0
export declare const a31: Sub<10, 100>
//? false
export declare const a32: Sum<[2, 3, 995]>
//? 1000
export declare const a33: DivMod<5, 0>
//? [number, number]
