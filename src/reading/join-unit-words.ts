import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import { ownWordsOf } from './own-words.ts';

const gold = 'altin\\p{L}*|gold';
const gram = 'gram|gr|g|grams';
/** Counted in gross grams; 24 carat is pure gold. */
const carats = '14|18|21|22';

/** Each rule turns a name of several words into one word of unit-words.ts. The order matters: carats before gold. */
const rules: readonly (readonly [pattern: RegExp, one: string])[] = [
  [
    new RegExp(`(?<![\\d.,])(${carats}) ?(?:ayar\\p{L}*|k(?!\\p{L})|karat\\p{L}*|carat|kt(?!\\p{L}))`, 'gu'),
    ' $1ayar ',
  ],
  [/(?<![\d.,])24 ?(?:ayar\p{L}*|k(?!\p{L})|karat\p{L}*|carat|kt(?!\p{L}))/gu, ' has '],
  [new RegExp(`عيار ?(${carats})(?!\\d)`, 'gu'), ' $1ayar '],
  [/عيار ?24(?!\d)/gu, ' has '],
  [/(?:ال)?ذهب +(\d\dayar)/gu, '$1'],
  [/(\d\dayar)(?: +غرام)?(?: +قايم)?/gu, '$1'],
  [
    new RegExp(
      `(?<![\\p{L}\\d])(\\d\\dayar)(?: +(?:${gold}))?(?: +(?:brut|gross))?(?: +(?:${gram}))?(?!\\p{L})`,
      'gu',
    ),
    '$1',
  ],
  [new RegExp(`(?<!\\p{L})(?:has|pure|fine) +(?:${gold})(?!\\p{L})`, 'gu'), 'has'],
  [
    /(?<!\p{L})(?:gram|gr|g|grams of|غ|غرام) +(?=(?:has|altin|gumus|gold|silver|pure|\d\dayar|ذهب|فضه|الفضه))/gu,
    '',
  ],
  [new RegExp(`(?<!\\p{L})(gumus\\p{L}*|silver) +(?:${gram})(?!\\p{L})`, 'gu'), '$1'],
  [/(?<!\p{L})iki bucukluk/gu, 'gremse'],
  [/(?<!\p{L})full +(?=(?:gold +)?coins?(?!\p{L})|gold(?!\p{L}))/gu, 'tam '],
  [
    new RegExp(
      `(?<!\\p{L})(ceyrek|yarim|tam|ata|cumhuriyet|gremse|resat|besli|beslik|quarter|half) +(?:(?:${gold})(?: +coins?)?|coins?)(?!\\p{L})`,
      'gu',
    ),
    '$1',
  ],
  [/(?<!\p{L})(?:turk lirasi|turkish lira)\p{L}*/gu, 'lira'],
  [/(?<!\p{L})(?:us|abd|amerikan) +(?:dollars?|dolar(?:i|lari)?)/gu, 'dolar'],
  [/(?<!\p{L})(?:ingiliz +)?sterlin(?:i|leri)?(?!\p{L})/gu, 'sterlin'],
  [/(?<!\p{L})(?:british +)?pounds? +sterling(?!\p{L})/gu, 'sterlin'],
  [/(?<!\p{L})(?:isvicre|swiss) +(?:frangi|franklari|frank|francs?)(?!\p{L})/gu, 'frank'],
  [/(?<!\p{L})(?:bae|uae|birlesik arap emirlikleri) +(?:dirhem(?:i|leri)?|dirhams?)(?!\p{L})/gu, 'dirhem'],
  [/(?<!\p{L})(?:suudi|saudi)(?: +arabistan)? +riyal(?:i|leri|s)?(?!\p{L})/gu, 'riyal'],
  // English verbs that are spelled like units.
  [/(?<!\p{L})has +(?=(?:an?|been|no|not|the|differences?|errors?)(?!\p{L}))/gu, ''],
  [/(?<=(?<!\p{L})(?:will|to|me|ill|can|could|please) )try(?!\p{L})/gu, ''],
  [/(?:ارباع|ربع) +(?:ال)?(?:ليره|ليرات)(?: +(?:ال)?ذهب(?:يه)?)?/gu, 'ربع'],
  [/(?:انصاف|نصف) +(?:ال)?(?:ليره|ليرات)(?: +(?:ال)?ذهب(?:يه)?)?/gu, 'نصف'],
  [/(?:ال)?(?:ليره|ليرات) +(?=رشاد|اتا|بشلي)/gu, ''],
  [/(رشاد|اتا|غرمسه|بشلي) +(?:ال)?ذهبيه/gu, '$1'],
  [/(?:ال)?(?:ليره|ليرات) +(?:ال)?تركيه/gu, 'ليره'],
  [/(?:ال)?(?:ليره|ليرات) +(?:ال)?ذهب(?:يه)?(?: +(?:ال)?كامله)?/gu, 'tam'],
  [/دولار +(?:ال)?امريكي/gu, 'دولار'],
  [/جنيه(?:ات)? +(?:ال)?استرليني/gu, 'استرليني'],
  [/(فرنك(?:ات)?) +(?:ال)?سويسري/gu, '$1'],
  [/(درهم|دراهم|درهما) +(?:ال)?اماراتي(?:ه)?/gu, '$1'],
  [/(ريال|ريالات|ريالا) +(?:ال)?سعودي(?:ه)?/gu, '$1'],
  [/ذهب +(?:ال)?خالص/gu, 'ذهب'],
  [/(فضه|ذهب) +بالغرام/gu, '$1'],
  [/(?<!\p{L})(?:adet|pcs?|pieces?)(?!\p{L})|(?<!\p{L})(?:بال)?قطع(?:ه|تان|تين|تا|تي)?(?!\p{L})/gu, ' '],
];

/** Names of several words, made one word before a text is cut into words: carat belongs to its number, pieces to their coin. */
export const joinUnitWords = (folded: string, own: OwnUnits = noOwnUnits): string => {
  const words = ownWordsOf(own);
  return rules
    .reduce((text, [pattern, one]) => text.replace(pattern, one), words.isEmpty ? folded : words.join(folded))
    .replace(/ +/g, ' ')
    .trim();
};
