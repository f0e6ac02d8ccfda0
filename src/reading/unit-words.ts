/** Words people use for units, folded. Turkish ones take case endings (`altında`, `dolarda`, `TL'si`). */
const stems: { readonly [unit: string]: readonly string[] } = {
  HAS: ['has', 'altin', 'gram', 'gr', 'g', 'gold', 'grams', 'ذهب', 'غرام', 'جرام', 'غ', 'غراما', 'خالص'],
  XAU_G_22K: ['22ayar', '22k', 'bilezik'],
  XAG_G: ['gumus', 'silver', 'فضه'],
  TRY: ['tl', 'try', 'lira', '₺', 'liras', 'turk lirasi', 'ليره', 'ليرات'],
  USD: ['dolar', 'usd', '$', 'dollar', 'dollars', 'us$', 'دولار', 'دولارات'],
  EUR: ['euro', 'eur', 'avro', 'euros', '€', 'يورو'],
  PCS_CEYREK: ['ceyrek', 'ceyrekler', 'quarter', 'quarters', 'ربع'],
  PCS_YARIM: ['yarim', 'yarimlar', 'half', 'halves', 'نصف'],
  PCS_TAM: ['tam', 'birlik'],
  PCS_ATA: ['ata', 'cumhuriyet', 'اتا'],
  PCS_GREMSE: ['gremse', 'ikibucukluk', 'غرمسه'],
  PCS_RESAT: ['resat', 'رشاد'],
};

const turkishEnding =
  /^(da|de|ta|te|nin|nun|in|un|i|u|a|e|ya|ye|dan|den|tan|ten|si|su|lar|ler|larda|lerde|lardan|sinda|sinde|im|imiz|daki|deki|taki|teki|i?dir|u?dur|tir|tur)$/;

const exact = new Map<string, string>();
for (const [unit, words] of Object.entries(stems)) for (const word of words) exact.set(word, unit);

/** Stems long enough that an ending cannot make another word of them (`has` + `ta` would be `hasta`, ill). */
const inflectable = [...exact].filter(
  ([stem]) => stem.length >= 4 || ['tl', 'usd', 'eur', 'try'].includes(stem),
);
const hasForms: ReadonlySet<string> = new Set(['hasda', 'hasta', 'hasin', 'hastaki', 'hasdaki', 'hasi']);

const turkishUnit = (word: string): string | null => {
  for (const [stem, unit] of inflectable)
    if (word.startsWith(stem) && turkishEnding.test(word.slice(stem.length))) return unit;
  return hasForms.has(word) ? 'HAS' : null;
};

/** Arabic words carry `و` (and), `ب` (in) and the article in front. */
const arabicUnit = (word: string): string | null => {
  const bare = word.replace(/^و?(بال|لل|ال|ب|ل)?/, '');
  return exact.get(bare) ?? null;
};

/** The unit a single folded word names, or null. */
export const unitOfWord = (word: string): string | null => {
  const unit = exact.get(word);
  if (unit !== undefined) return unit;
  return /\p{Script=Arabic}/u.test(word) ? arabicUnit(word) : turkishUnit(word);
};

/** Names of several words, made one word before a text is cut into words: carat belongs to its number, pieces to their coin. */
export const joinUnitWords = (folded: string): string =>
  folded
    .replace(
      /(?<![\d.,])(22|24) ?(ayar\p{L}*|k(?!\p{L})|karat\p{L}*|carat|kt(?!\p{L}))/gu,
      (_all, carat: string) => (carat === '22' ? ' 22ayar ' : ' has '),
    )
    .replace(/عيار ?22(?!\d)/g, ' 22ayar ')
    .replace(/(ال)?ذهب +22ayar/g, '22ayar')
    .replace(/(?<!\p{L})(22ayar) +(altin|gram|gr|g|gold)(?!\p{L})/gu, '$1')
    .replace(/(?<!\p{L})(has|pure|fine) +(altin\p{L}*|gold)(?!\p{L})/gu, 'has')
    .replace(
      /(?<!\p{L})(gram|gr|g|grams of|غ|غرام) +(?=(has|altin|gumus|gold|silver|pure|22ayar|ذهب|فضه|الفضه))/gu,
      '',
    )
    .replace(
      /(?<!\p{L})(ceyrek|yarim|tam|ata|gremse|resat|quarter|half|full) +(altin|coins?|gold)(?!\p{L})/gu,
      (_all, coin: string) => (coin === 'full' ? 'tam' : coin),
    )
    .replace(/(?<!\p{L})(turk lirasi|turkish lira)/gu, 'lira')
    .replace(/(?<!\p{L})(us|abd|amerikan) +(dollars?|dolari?)/gu, 'dolar')
    .replace(/ربع +ليره( ذهب)?/g, 'ربع')
    .replace(/نصف +ليره( ذهب)?/g, 'نصف')
    .replace(/(ليره|ليرات) +(?=رشاد|اتا)/g, '')
    .replace(/ليره +تركيه/g, 'ليره')
    .replace(/ليره +ذهب/g, 'tam')
    .replace(/دولار +امريكي/g, 'دولار')
    .replace(/ذهب +خالص/g, 'ذهب')
    .replace(/(?<!\p{L})adet(?!\p{L})|(?<!\p{L})(pcs|pieces)(?!\p{L})|قطعه/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
