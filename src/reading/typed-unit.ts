import { foldText } from './fold-text.ts';
import { joinUnitWords, unitOfWord } from './unit-words.ts';
import { isVeto } from './veto-words.ts';

const all: ReadonlySet<string> = new Set([
  'hepsi',
  'hepsinde',
  'tumu',
  'tumunde',
  'butun',
  'tamami',
  'all',
  'everything',
  'الكل',
  'كلها',
  'جميعها',
]);

const fillers: ReadonlySet<string> = new Set(
  'bakiye bakiyesi bakiyede bakiyesinde hesabi hesabinda satiri satirinda farkli yanlis hatali tutmuyor fark var the line balance in is wrong on only sadece birimler units of them رصيد في'.split(
    ' ',
  ),
);

/**
 * The unit a customer names when asked which one differs: `USD` for «dolar» or «dolarda fark var», `ALL` for «hepsi»,
 * null for anything else and for more than one.
 */
export const readTypedUnit = (text: string): string | null => {
  if (text.length > 80) return null;
  const named = new Set<string>();
  for (const word of joinUnitWords(foldText(text)).split(' ').filter(Boolean)) {
    if (fillers.has(word)) continue;
    const unit = all.has(word) ? 'ALL' : unitOfWord(word);
    if (unit === null || isVeto(word)) return null;
    named.add(unit);
  }
  const [unit] = named;
  return named.size === 1 ? (unit ?? null) : null;
};
