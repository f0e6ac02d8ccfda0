import { amountTexts, type TextLanguage } from './common-texts.ts';
import { formatQuantity, unitName } from './format-amount.ts';
import { formatLocalDate } from './format-time.ts';
import type { OwnUnits } from './own-units.ts';
import type { HeldConstant } from './unit-constants.ts';

/** `22 ayar altın (brüt gram): 916,6 milyem (01.01.2026 tarihinden beri)`; a rate says its side, source and day (domain 2.2). */
export const formatConstant = (constant: HeldConstant, language: TextLanguage, own: OwnUnits): string => {
  const { unit, kind, value, source, validFrom } = constant;
  const line = amountTexts.of(language, `common:constant.${kind}`, {
    unit: unitName(unit, language, own),
    value,
    rate: constant.in === null ? '' : formatQuantity(value, constant.in, language, own),
    source: source ?? '',
  });
  return amountTexts.of(language, 'common:constant.since', {
    line,
    date: formatLocalDate(validFrom, language),
  });
};
