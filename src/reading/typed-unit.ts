import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import { foldText } from './fold-text.ts';
import { joinUnitWords } from './join-unit-words.ts';
import { unitOfWord } from './unit-words.ts';
import { isVeto } from './veto-words.ts';

const all: ReadonlySet<string> = new Set([
  'hepsi',
  'hepsinde',
  'tumu',
  'tumunde',
  'butun',
  'tamami',
  'tum',
  'her',
  'all',
  'every',
  'everything',
  'جميع',
  'كل',
  'الكل',
  'كلها',
  'جميعها',
]);

const fillers: ReadonlySet<string> = new Set(
  (
    'bakiye bakiyesi bakiyede bakiyesinde hesabi hesabinda satiri satirinda farkli yanlis hatali tutmuyor fark var eksik fazla ' +
    'the line balance account in is wrong on only sadece birimler birim units of them difference differs missing efendim ' +
    'lutfen please في رصيد فقط غلط خطا فرق ناقص حساب'
  ).split(' '),
);

/**
 * The unit a customer names when asked which one differs: `USD` for «dolar» or «dolarda fark var», `ALL` for «hepsi»,
 * null for anything else and for more than one.
 */
export const readTypedUnit = (text: string, own: OwnUnits = noOwnUnits): string | null => {
  if (text.length > 80) return null;
  const named = new Set<string>();
  for (const word of joinUnitWords(foldText(text), own).split(' ').filter(Boolean)) {
    if (fillers.has(word)) continue;
    const unit = all.has(word) ? 'ALL' : unitOfWord(word, own);
    if (unit === null || isVeto(word)) return null;
    named.add(unit);
  }
  const [unit] = named;
  return named.size === 1 ? (unit ?? null) : null;
};
