/** @file Assertions that do not hold: tsd must refuse both. */
import { expectError, expectType } from "tsd"

expectType<number | string>(1)
expectError(Math.abs(1))
