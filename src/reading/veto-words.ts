/** Words that cancel an approval anywhere in a message (domain 9.1 rule 4), folded. Arabic prefixes are tried without theirs. */
const conjunctions = [
  'ama',
  'fakat',
  'ancak',
  'lakin',
  'yalniz',
  'haric',
  'but',
  'however',
  'except',
  'without',
  'بس',
  'لكن',
  'باستثناء',
];
const conditions = ['if', 'unless', 'eger', 'sayet', 'sartiyla', 'kosuluyla', 'اذا', 'بشرط'];
const delays = ['sonra', 'yarin', 'bakarim', 'later', 'tomorrow', 'بكره'];
const negations = [
  'degil',
  'yok',
  'hayir',
  'not',
  'no',
  'dont',
  'doesnt',
  'didnt',
  'wont',
  'isnt',
  'cannot',
  'cant',
  'never',
  'asla',
  'hic',
  'لا',
  'غير',
  'لست',
  'لسنا',
  'ليس',
  'ليست',
  'مو',
  'مش',
  'ما',
  'لم',
  'لن',
];
const questions = ['mi', 'mu', '?', '؟', 'هل'];

const conditionWords: ReadonlySet<string> = new Set([...conjunctions, ...conditions]);
const questionWords: ReadonlySet<string> = new Set(questions);
const vetoWords: ReadonlySet<string> = new Set([
  ...conjunctions,
  ...conditions,
  ...delays,
  ...negations,
  ...questions,
]);

/**
 * The question particle with its endings: `misiniz`, `mısın`, `miyim`, `muydu`, `midir`. They are spelled out, since `müşteri`,
 * «missing» and «mistake» begin alike.
 */
const askingParticle =
  /^m[iu](y[iu][mz]|y[iu]d[iu]\p{L}*|ym[iu]s\p{L}*|yd[iu]\p{L}*|s[iu]n([iu]z)?)$|^midir$/u;

/** `değil` takes endings (`değiliz`). */
const inflected = /^degil\p{L}*$/u;

/** Negation inside a Turkish verb: `onaylamıyorum`, `etmeyiz`, `onaylamam`. `tamam` and the like do not end that way. */
const negatedVerb =
  /\p{L}(m[iu]yor\p{L}*|m[ae]y(iz|ac\p{L}+|ec\p{L}+)|m[ae]z(s[iu]n\p{L}*)?|m[ae]d[iu]\p{L}*|[lt]m[ae]m)$/u;

export const wordsOf = (folded: string): string[] =>
  folded
    .replace(/([?؟])/g, ' $1 ')
    .split(' ')
    .filter(Boolean);

export const isVeto = (word: string): boolean =>
  vetoWords.has(word) ||
  inflected.test(word) ||
  askingParticle.test(word) ||
  negatedVerb.test(word) ||
  (word.startsWith('و') && vetoWords.has(word.slice(1)));

export const hasVeto = (folded: string): boolean => wordsOf(folded).some(isVeto);

/** Is it asked rather than said? */
export const isQuestion = (folded: string): boolean =>
  wordsOf(folded).some((word) => questionWords.has(word) || askingParticle.test(word));

/** `ama`, `if`, `بشرط` …: a yes with one of these is no yes. Turkish conditions can also be an ending (`düzeltilirse`). */
export const hasCondition = (folded: string): boolean =>
  wordsOf(folded).some((word) => conditionWords.has(word) || /\p{L}{3}[iu]rs[ae](n\p{L}*)?$/u.test(word));
