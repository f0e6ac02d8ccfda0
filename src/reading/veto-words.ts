/** Words that cancel an approval anywhere in a message (domain 9.1 rule 4), folded. Arabic prefixes are tried without theirs. */
const conjunctions = ['ama', 'fakat', 'ancak', 'lakin', 'yalniz', 'but', 'however', 'except', 'بس', 'لكن'];
const conditions = ['if', 'unless', 'eger', 'sayet', 'sartiyla', 'kosuluyla', 'اذا', 'بشرط'];
const delays = ['sonra', 'yarin', 'bakarim', 'later', 'tomorrow', 'بكره'];
const negations = [
  'degil',
  'yok',
  'hayir',
  'not',
  'no',
  'dont',
  'never',
  'لا',
  'غير',
  'لست',
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

/** `değil` takes endings (`değiliz`), and so does the question particle (`misiniz`, `mısın`, `miyim`). */
const inflected = /^(degil\p{L}*|mi(yim|yiz|sin|siniz)|mu(yum|yuz|sun|sunuz))$/u;

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
  negatedVerb.test(word) ||
  (word.startsWith('و') && vetoWords.has(word.slice(1)));

export const hasVeto = (folded: string): boolean => wordsOf(folded).some(isVeto);

/** Is it asked rather than said? */
export const isQuestion = (folded: string): boolean =>
  wordsOf(folded).some((word) => questionWords.has(word) || /^(mi|mu)(y|s)\p{L}+$/u.test(word));

/** `ama`, `if`, `بشرط` …: a yes with one of these is no yes. Turkish conditions can also be an ending (`düzeltilirse`). */
export const hasCondition = (folded: string): boolean =>
  wordsOf(folded).some((word) => conditionWords.has(word) || /\p{L}{3}[iu]rs[ae](n\p{L}*)?$/u.test(word));
