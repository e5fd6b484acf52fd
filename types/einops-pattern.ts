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
} from "./messages-einops.js"

export type EinopsName = "rearrange" | "reduce" | "repeat"

/** A name, a size, `...`, or the words of a pair of brackets. */
export type Token = string | readonly string[]

export interface Pattern<Left extends readonly Token[], Right extends readonly Token[]> {
  readonly left: Left
  readonly right: Right
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

/** What stands on a side: names (`...` among them), sizes, what stands twice, and words that are neither. */
interface Side<Names, Sizes, Twice, Bad> {
  readonly names: Names
  readonly sizes: Sizes
  readonly twice: Twice
  readonly bad: Bad
}

type AnySide = Side<string, string, string, string>

type SideOf<
  List extends readonly Token[],
  Names = never,
  Sizes = never,
  Twice = never,
  Bad = never,
> = List extends readonly [infer Head, ...infer Tail extends readonly Token[]]
  ? Head extends readonly string[]
    ? SideOf<readonly [...Head, ...Tail], Names, Sizes, Twice, Bad>
    : Head extends `${infer N extends number}`
      ? SideOf<Tail, Names, Sizes | Head, Twice, number extends N ? Bad | Head : Bad>
      : SideOf<Tail, Names | Head, Sizes, Head extends Names ? Twice | Head : Twice, Bad>
  : Side<Names, Sizes, Twice, Bad | Stray<Exclude<Names | Sizes, "...">>>

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
type Stray<Word> = Word extends `${string}${Mark}${string}`
  ? Word
  : Word extends `${Digit}${string}`
    ? Word extends `${number}`
      ? never
      : Word
    : never

type Sides<
  Op extends EinopsName,
  P extends string,
  Left extends readonly Token[],
  Right extends readonly Token[],
  Given,
> = [SideOf<Left>, SideOf<Right>] extends [infer L extends AnySide, infer R extends AnySide]
  ? [L["bad"] | R["bad"] | L["twice"] | R["twice"] | Unmatched<Op, L, R, Given> | Nameless<Op, L, R>] extends [never]
    ? P extends `${string}...${string}->${string}`
      ? GroupedDots<Left> extends true
        ? GroupedDotsMessage<Op, P>
        : Pattern<Left, Right>
      : Pattern<Left, Right>
    : SidesFault<Op, P, Left, Right, L, R, Given>
  : never

/** Names on one side that have to be on both. */
interface Unpaired<L, R, Given> {
  readonly rearrange: Exclude<R, L> | Exclude<L, R>
  readonly reduce: Exclude<R, L>
  readonly repeat: Exclude<L, R> | Exclude<R, L | Given>
}

type Unmatched<Op extends EinopsName, L extends AnySide, R extends AnySide, Given> = Unpaired<
  L["names"],
  R["names"],
  Given
>[Op]

/** Sizes other than 1 stand only where they are reduced or repeated. */
interface Unnamed<L, R> {
  readonly rearrange: Exclude<L | R, "1">
  readonly reduce: Exclude<R, "1">
  readonly repeat: Exclude<L, "1">
}

type Nameless<Op extends EinopsName, L extends AnySide, R extends AnySide> = Unnamed<L["sizes"], R["sizes"]>[Op]

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
  L extends AnySide,
  R extends AnySide,
  Given,
> = [L["bad"] | R["bad"]] extends [never]
  ? [L["twice"]] extends [never]
    ? [R["twice"]] extends [never]
      ? GroupedDots<Left> extends true
        ? GroupedDotsMessage<Op, P>
        : [Nameless<Op, L, R>] extends [never]
          ? UnmatchedFault<Op, P, Left, Right, L["names"], R["names"], Given>
          : NamelessMessage<Op, P, First<readonly [...NumberedOn<Op, Left, Right>], Nameless<Op, L, R>>>
      : TwiceMessage<Op, P, First<Right, R["twice"]>, "right">
    : TwiceMessage<Op, P, First<Left, L["twice"]>, "left">
  : WordFault<Op, P, First<readonly [...Left, ...Right], L["bad"] | R["bad"]>>

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
