/** @file The pattern of rearrange, reduce and repeat, read from its string: `"b (h w) c -> b h w c"`. */
import type {
  ArrowMessage,
  BracketsMessage,
  GroupedDotsMessage,
  NamelessMessage,
  NewNameMessage,
  NoNameMessage,
  SideMessage,
  TwiceMessage,
} from "./einops-messages.js"

export type EinopsName = "rearrange" | "reduce" | "repeat"

/** A name, a size, `...`, or the words of a pair of brackets. */
export type Token = string | readonly string[]

/** `Names` are those of both sides, `Numbers` the sizes on the left. */
export interface Pattern<Left extends readonly Token[], Right extends readonly Token[], Names, Numbers> {
  readonly left: Left
  readonly right: Right
  readonly names: Names
  readonly numbers: Numbers
}

/** Both sides of a pattern, or the sentence that says what is wrong with it. `Given` are the names that have a size. */
export type ReadPattern<Op extends EinopsName, P extends string, Given> = P extends `${infer Left}->${infer Right}`
  ? Right extends `${string}->${string}`
    ? ArrowMessage<Op, P>
    : Sides<Op, P, Tokens<Left>, Tokens<Right>, Given>
  : ArrowMessage<Op, P>

/** The text between spaces at both ends. */
export type Trim<Text extends string> = Text extends ` ${infer Rest}`
  ? Trim<Rest>
  : Text extends `${infer Rest} `
    ? Trim<Rest>
    : Text

// internal

type Words<Text extends string, Done extends readonly string[] = []> = Text extends `${infer Word} ${infer Rest}`
  ? Words<Rest, Word extends "" ? Done : [...Done, Word]>
  : Text extends ""
    ? Done
    : [...Done, Text]

type Tokens<
  Text extends string,
  Done extends readonly Token[] = [],
> = Text extends `${infer Before}(${infer Group})${infer Rest}`
  ? Tokens<Rest, [...Done, ...Words<Before>, Words<Group>]>
  : [...Done, ...Words<Text>]

/**
 * What stands on a side: names, `...` among them, and sizes. A name that stands twice counts as `:name`, which is none.
 */
interface Side<Names, Sizes> {
  readonly names: Names
  readonly sizes: Sizes
}

type SideOf<List extends readonly Token[], Names = never, Sizes = never> = List extends readonly [
  infer Head,
  ...infer Tail extends readonly Token[],
]
  ? Head extends readonly string[]
    ? SideOf<readonly [...Head, ...Tail], Names, Sizes>
    : Head extends `${number}`
      ? SideOf<Tail, Names, Sizes | Head>
      : SideOf<Tail, Names | (Head extends Names ? `:${Head & string}` : Head), Sizes>
  : Side<Names, Sizes>

type Mark =
  | "("
  | ")"
  | "["
  | "]"
  | "{"
  | "}"
  | "<"
  | ">"
  | "."
  | ","
  | ";"
  | ":"
  | "-"
  | "+"
  | "*"
  | "/"
  | "\\"
  | "|"
  | "="
  | "!"
  | "?"
  | "@"
  | "#"
  | "%"
  | "^"
  | "&"
  | "~"
  | "'"
  | '"'
  | "`"
  | "\t"
  | "\n"

type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"

/** Words with marks in them, and words that begin like a number but are none. */
type StrayName<Word> = Word extends `${string}${Mark}${string}` | `${Digit}${string}`
  ? Word extends "..."
    ? never
    : Word
  : never

/** Numbers that are no sizes: `1.5`, `-2`, `02`, `1e3`. */
type StraySize<Word> = Word extends `${infer N extends number}`
  ? number extends N
    ? Word
    : Word extends `${string}${"." | "-"}${string}`
      ? Word
      : never
  : never

type Sides<
  Op extends EinopsName,
  P extends string,
  Left extends readonly Token[],
  Right extends readonly Token[],
  Given,
> = [SideOf<Left>, SideOf<Right>] extends [Side<infer L, infer LeftSizes>, Side<infer R, infer RightSizes>]
  ? [StrayName<L | R> | StraySize<LeftSizes | RightSizes>] extends [never]
    ? Paired<L, R, Given, LeftSizes, RightSizes>[Op] extends true
      ? "..." extends L
        ? GroupedDots<Left> extends true
          ? GroupedDotsMessage<Op, P>
          : Pattern<Left, Right, L | R, LeftSizes>
        : Pattern<Left, Right, L | R, LeftSizes>
      : SidesFault<Op, P, Left, Right, L & string, R & string, Unnamed<LeftSizes, RightSizes>[Op], Given>
    : WordsFault<Op, P, Left, Right, L, R, StrayName<L | R> | StraySize<LeftSizes | RightSizes>>
  : never

/**
 * Whether each name is on the sides it has to be on. Sizes other than 1 stand only where they are reduced or repeated.
 */
interface Paired<L, R, Given, LeftSizes, RightSizes> {
  readonly rearrange: [L, R, LeftSizes | RightSizes] extends [R, L, "1"] ? true : false
  readonly reduce: [R, RightSizes] extends [L, "1"] ? true : false
  readonly repeat: [L, R, LeftSizes] extends [R, L | Given, "1"] ? true : false
}

/** The sizes that need a name. */
interface Unnamed<L, R> {
  readonly rearrange: Exclude<L | R, "1">
  readonly reduce: Exclude<R, "1">
  readonly repeat: Exclude<L, "1">
}

type GroupedDots<List extends readonly Token[]> = List extends readonly [
  infer Head,
  ...infer Tail extends readonly Token[],
]
  ? Head extends readonly string[]
    ? "..." extends Head[number]
      ? true
      : GroupedDots<Tail>
    : GroupedDots<Tail>
  : false

type SidesFault<
  Op extends EinopsName,
  P extends string,
  Left extends readonly Token[],
  Right extends readonly Token[],
  L extends string,
  R extends string,
  Nameless,
  Given,
> =
  GroupedDots<Left> extends true
    ? GroupedDotsMessage<Op, P>
    : [Nameless] extends [never]
      ? UnmatchedFault<Op, P, Left, Right, L, R, Given>
      : NamelessMessage<Op, P, First<NumberedOn<Op, Left, Right>, Nameless>>

/** The first word that is no name, or else the first name that stands twice on a side. */
type WordsFault<
  Op extends EinopsName,
  P extends string,
  Left extends readonly Token[],
  Right extends readonly Token[],
  L,
  R,
  Stray,
> =
  First<readonly [...Left, ...Right], Stray> extends infer Word extends string
    ? [Word] extends [never]
      ? [Twice<L>] extends [never]
        ? TwiceMessage<Op, P, First<Right, Twice<R>>, "right">
        : TwiceMessage<Op, P, First<Left, Twice<L>>, "left">
      : WordFault<Op, P, Word>
    : never

type Twice<Word> = Word extends `:${infer Name}` ? Name : never

type WordFault<Op extends string, P extends string, Word extends string> = Word extends `${string}${"(" | ")"}${string}`
  ? BracketsMessage<Op, P>
  : NoNameMessage<Op, P, Word>

/** The tokens among which a size without a name stands. */
type NumberedOn<
  Op extends EinopsName,
  Left extends readonly Token[],
  Right extends readonly Token[],
> = Op extends "repeat" ? Left : Op extends "reduce" ? Right : readonly [...Left, ...Right]

type UnmatchedFault<
  Op extends EinopsName,
  P extends string,
  Left extends readonly Token[],
  Right extends readonly Token[],
  L extends string,
  R extends string,
  Given,
> = Op extends "repeat"
  ? [Exclude<L, R>] extends [never]
    ? First<Right, Exclude<R, L | Given>> extends infer Name extends string
      ? Name extends "..."
        ? SideMessage<Op, P, Name, "left">
        : NewNameMessage<Op, P, Name>
      : never
    : SideMessage<Op, P, First<Left, Exclude<L, R>>, "right">
  : [Exclude<R, L>] extends [never]
    ? SideMessage<Op, P, First<Left, Exclude<L, R>>, "right">
    : SideMessage<Op, P, First<Right, Exclude<R, L>>, "left">

/** The first word that is one of `Wanted`. */
type First<List extends readonly Token[], Wanted> = List extends readonly [
  infer Head,
  ...infer Tail extends readonly Token[],
]
  ? Head extends readonly string[]
    ? First<readonly [...Head, ...Tail], Wanted>
    : Head extends Wanted
      ? Head & string
      : First<Tail, Wanted>
  : never
