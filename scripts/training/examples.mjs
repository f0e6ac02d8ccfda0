// Examples to learn from: the corpus, the listed phrases, and both once more as somebody types them in a hurry.
import { built } from './built.mjs';
import { randomOf } from './model.mjs';

const { phrases } = await built('phrases');
const { featuresOf } = await built('text-features');

/** What a label of the corpus is to the classifier: answers are one meaning each, figures are read by rules of their own. */
const meaningOfIntent = (intent) =>
  ({ approve: 'approve.clear', reject: 'reject.clear', figure: 'unknown' })[intent] ?? intent;

const fillers = {
  tr: [
    'abi',
    'hocam',
    'lütfen',
    'merhaba',
    'selam',
    'iyi günler',
    'usta',
    'ya',
    'teşekkürler',
    'kolay gelsin',
  ],
  en: ['please', 'hi', 'hello', 'sir', 'thanks', 'thank you', 'good morning', 'bro', 'dear', 'ok'],
  ar: [
    'لو سمحت',
    'مرحبا',
    'السلام عليكم',
    'شكرا',
    'يا اخي',
    'استاذ',
    'من فضلكم',
    'والله',
    'حبيبي',
    'صباح الخير',
  ],
};

const pick = (list, random) => list[Math.floor(random() * list.length)];

/** One letter left out, doubled or exchanged with its neighbour. */
const mistyped = (text, random) => {
  const letters = [...text];
  if (letters.length < 6) return text;
  const at = 1 + Math.floor(random() * (letters.length - 2));
  if (letters[at] === ' ' || letters[at + 1] === ' ') return text;
  const turn = random();
  if (turn < 0.4) letters.splice(at, 1);
  else if (turn < 0.7) letters.splice(at, 0, letters[at]);
  else [letters[at], letters[at + 1]] = [letters[at + 1], letters[at]];
  return letters.join('');
};

const hurried = ({ text, language }, random) => {
  const typed = mistyped(text, random);
  const filler = pick(fillers[language], random);
  const turn = random();
  return turn < 0.35 ? `${filler} ${typed}` : turn < 0.7 ? `${typed} ${filler}` : typed;
};

/** Scripts tell Arabic; the list does not say which of its Latin phrases are Turkish. */
const languageOf = (phrase) =>
  /\p{Script=Arabic}/u.test(phrase) ? 'ar' : /[çğıöşüÇĞİÖŞÜ]/u.test(phrase) ? 'tr' : 'en';

const listed = () =>
  Object.entries(phrases).flatMap(([meaning, texts]) =>
    texts.map((text) => ({
      text,
      language: languageOf(text),
      meaning: meaning.startsWith('approve')
        ? 'approve.clear'
        : meaning === 'reject'
          ? 'reject.clear'
          : meaning,
    })),
  );

const rows = ['qwertyuıop', 'asdfghjklşi', 'zxcvbnmöç', 'ضصثقفغعهخحج', 'شسيبلاتنمك'];
const letters = ['abcdefghijklmnoprstuvyz', 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'];
const noiseLines = 3000;

/** Keys pressed at random, and words nobody knows: they mean nothing, whatever they look like. */
const noise = (random) =>
  Array.from({ length: noiseLines }, () => {
    const source = random() < 0.5 ? pick(rows, random) : pick(letters, random);
    const word = () =>
      Array.from({ length: 3 + Math.floor(random() * 7) }, () => pick([...source], random)).join('');
    return Array.from({ length: 1 + Math.floor(random() * 3) }, word).join(' ');
  });

/** `lines` of the corpus as examples; `meanings` is what their labels count. */
export const examplesOf = (lines, { buckets, seed = 11 }) => {
  const random = randomOf(seed);
  const plain = [...lines.map((line) => ({ ...line, meaning: meaningOfIntent(line.intent) })), ...listed()];
  const meanings = [...new Set(plain.map(({ meaning }) => meaning))].sort();
  const example = (text, meaning, weight) => ({
    features: featuresOf(text, buckets),
    label: meanings.indexOf(meaning),
    weight,
  });
  const examples = plain.flatMap((line) => [
    example(line.text, line.meaning, 1),
    example(hurried(line, random), line.meaning, 0.5),
  ]);
  const strange = noise(random).map((text) => example(text, 'unknown', 1));
  return { examples: [...examples, ...strange], meanings };
};
