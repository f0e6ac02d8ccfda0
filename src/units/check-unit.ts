import { commonTexts, type TextLanguage } from '../money/common-texts.ts';
import { ownUnitsOf, type OwnUnit, type OwnUnits } from '../money/own-units.ts';
import { isUnitCode, unitCodes } from '../money/units.ts';
import { foldText } from '../reading/fold-text.ts';
import { shownOf } from '../reading/own-words.ts';
import { wordClash, type WordClash } from '../reading/word-clash.ts';
import { languages } from '../vocabulary/language.ts';

/** What a tenant may have in use at a time, and have had. */
export const mostInUse = 40;
const mostEver = 200;

/** Something against a unit, and the field it is about. */
export interface UnitProblem {
  field: string;
  message: string;
}

export const shippedProblem: UnitProblem = {
  field: 'path.code',
  message: 'shipped: a unit that comes with the product stays as it is',
};

const sayClash = (clash: WordClash): string => {
  switch (clash.is) {
    case 'unit':
      return `word_taken: is read as ${clash.code} already`;
    case 'answer':
      return 'word_taken: is read as an answer, or a wish, or a part of one';
    case 'number':
      return 'word_taken: is read as a number';
    case 'side':
      return 'word_taken: is read as debit or credit';
    case 'common':
      return 'word_taken: stands in replies of every kind';
  }
};

const shippedCarats: ReadonlySet<number> = new Set([14, 18, 21, 22, 24]);

const caratProblems = (unit: OwnUnit, others: OwnUnits): UnitProblem[] => {
  const { carat, kind } = unit;
  if (carat === null) return [];
  if (kind !== 'weight') return [{ field: 'carat', message: 'goes with the kind weight' }];
  if (shippedCarats.has(carat)) return [{ field: 'carat', message: 'word_taken: is that of a shipped unit' }];
  const other = others.all.find((one) => !one.isRetired && one.carat === carat);
  return other === undefined
    ? []
    : [{ field: 'carat', message: `word_taken: is that of ${other.code} already` }];
};

const wordProblems = ({ words }: OwnUnit, others: OwnUnits): UnitProblem[] =>
  languages.flatMap((language) =>
    words[language].flatMap((word, at) => {
      const clash = wordClash(word, others);
      return clash === null ? [] : [{ field: `words.${language}[${at}]`, message: sayClash(clash) }];
    }),
  );

/** What is shown behind a figure or on a button is what people write back: it must be read as this unit and as nothing else. */
const shownProblems = (unit: OwnUnit, others: OwnUnits): UnitProblem[] => {
  const fields = [
    ['path.code', unit.code],
    ...languages.flatMap((language) =>
      nameParts.map((part) => [`names.${language}.${part}`, unit.names[language][part]] as const),
    ),
  ] as const;
  const shown = shownOf(unit);
  return fields.flatMap(([field, text]) => {
    const clash = shown.includes(text) ? wordClash(text, others) : null;
    return clash === null ? [] : [{ field, message: sayClash(clash) }];
  });
};

const nameParts = ['name', 'short', 'suffix'] as const;

/** A name that two units have would let nobody tell their buttons and lines apart. */
const nameProblems = ({ names }: OwnUnit, others: OwnUnits): UnitProblem[] =>
  languages.flatMap((language) =>
    nameParts.flatMap((part) => {
      const folded = foldText(names[language][part]);
      const shipped = unitCodes.find((code) => foldText(shippedName(language, code, part)) === folded);
      const other = others.all.find(
        (one) => !one.isRetired && foldText(one.names[language][part]) === folded,
      );
      const taken = shipped ?? other?.code;
      return taken === undefined
        ? []
        : [{ field: `names.${language}.${part}`, message: `name_taken: is that of ${taken} already` }];
    }),
  );

const shippedName = (
  language: TextLanguage,
  code: (typeof unitCodes)[number],
  part: (typeof nameParts)[number],
): string => commonTexts[language].unit[code][part];

const same = (one: OwnUnit, other: OwnUnit): UnitProblem[] =>
  (['kind', 'decimalsStored', 'decimalsShown', 'carat'] as const).flatMap((field) =>
    one[field] === other[field]
      ? []
      : [
          {
            field: field === 'decimalsStored' ? 'decimals' : field,
            message: `fixed: stays ${other[field] ?? 'null'}, since amounts may be stored, answered and signed in it; make another unit and retire this one`,
          },
        ],
  );

/**
 * Everything that keeps a unit from being written; empty: it can be. `before`: the unit as it is now, null: it is new. `all`: the units
 * of the tenant.
 */
export const checkUnit = (unit: OwnUnit, before: OwnUnit | null, all: readonly OwnUnit[]): UnitProblem[] => {
  const { code } = unit;
  if (isUnitCode(code)) return [shippedProblem];
  const others = all.filter((one) => one.code !== code);
  const active = ownUnitsOf(others.filter(({ isRetired }) => !isRetired));
  const isNew = before === null;
  const comes = !unit.isRetired && (before === null || before.isRetired);
  return [
    ...(isNew && others.length >= mostEver
      ? [{ field: 'path.code', message: `too_many: a business makes at most ${mostEver} units` }]
      : []),
    ...(comes && active.all.length >= mostInUse
      ? [{ field: 'path.code', message: `too_many: at most ${mostInUse} are in use at a time; retire one` }]
      : []),
    ...(before === null ? [] : same(unit, before)),
    ...(unit.isRetired ? [] : caratProblems(unit, active)),
    ...(unit.isRetired ? [] : wordProblems(unit, active)),
    ...(unit.isRetired ? [] : shownProblems(unit, active)),
    ...(unit.isRetired ? [] : nameProblems(unit, active)),
  ];
};
