/** @file What the compiler knows of one dim, and when two dims may be equal. */

export type IsAny<T> = 0 extends 1 & T ? true : false

/** Distribution is the point here: each member is compared with the whole union. */
export type IsUnion<T, U = T> = T extends U ? ([U] extends [T] ? false : true) : never

/** One literal or one name; `number`, `string`, `any` and unions are known only at run time. */
export type Known<D> = number extends D ? false : string extends D ? false : IsUnion<D> extends true ? false : true

/**
 * Identity, which TypeScript decides for type parameters too: a type parameter is the same as itself, `any` as nothing
 * else.
 */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Whether two dims may be equal. */
export type Unify<A, B> = [A] extends [B]
  ? true
  : [B] extends [A]
    ? true
    : Known<A> extends true
      ? Known<B> extends true
        ? false
        : true
      : true
