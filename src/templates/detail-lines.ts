import { parseDecimal } from '../money/decimal.ts';
import { formatQuantity } from '../money/format-amount.ts';
import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import { formatInstant } from '../money/format-time.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';
import { formatValue, hasText, textOf } from './locale-texts.ts';
import { toldLines } from './notice-variables.ts';
import { clipText } from './parameter-value.ts';
import type { Language } from '../vocabulary/language.ts';
import { readDetails, type RequestDetails } from './request-details.ts';

/**
 * Free text of the business system in a line of its own. More than an event can bring: what binds is never cut; where all of it
 * does not fit a template, it is shown in the recap (render-prompt.ts).
 */
const textLimit = 1_000;

/** In which language, with which units of the tenant beside the shipped ones. */
interface Telling {
  language: Language;
  own: OwnUnits;
}

const joined = (language: Language, parts: readonly (string | null)[]): string =>
  formatValue(
    language,
    'parts',
    parts.filter((part) => part !== null),
  );

const detail = (language: Language, key: string, values: Readonly<Record<string, string>>): string =>
  textOf(language, `common:detail.${key}`, values);

/** Fineness as a whole of 1/10000 (`9160`) in the trade's parts per thousand (`916`), as a decimal string. */
const milyem = (value: string): string =>
  parseDecimal(value)?.div(10).toFixed() ?? clipText(value, textLimit);

/** Which rate it is; the business system may say it in Turkish. */
const rateKeys: { readonly [side: string]: string } = {
  buy: 'buy',
  alis: 'buy',
  sell: 'sell',
  satis: 'sell',
};

const rateOf = (rate: string, currency: string | undefined, { language, own }: Telling): string => {
  if (!parseDecimal(rate)) return clipText(rate, textLimit);
  // Rates are told in lira unless the event names another currency.
  return formatQuantity(rate, currency ?? 'TRY', language, own);
};

const rateLine = (price: NonNullable<RequestDetails['price']>, telling: Telling): string | null => {
  if (price.rate === undefined) return null;
  return detail(telling.language, rateKeys[price.side ?? ''] ?? 'rate', {
    rate: rateOf(price.rate, price.currency, telling),
  });
};

/** `Fiyat sabitleme · satış 7.000,00 · 24.11.2026 14:35 saatine kadar geçerli`; side, source and time are always said (domain 2.2). */
export const detailLine = (
  request: RequestContent,
  language: Language,
  timeZone: string,
  own: OwnUnits,
): string => {
  const { kind, detail: said, price } = readDetails(request.details);
  const kindKey = `common:transaction.${kind ?? ''}`;
  return joined(language, [
    kind !== undefined && hasText(language, kindKey) ? textOf(language, kindKey) : null,
    said === undefined ? null : clipText(said, textLimit),
    price ? rateLine(price, { language, own }) : null,
    price?.source === undefined
      ? null
      : detail(language, 'source', { source: clipText(price.source, textLimit) }),
    price?.valid_until === undefined
      ? null
      : detail(language, 'validUntil', { at: formatInstant(price.valid_until, language, timeZone) }),
  ]);
};

/** `563.023,00 TL (KDV 2.733,33 TL)` for an invoice, the lines of anything else. */
export const amountLine = (request: RequestContent, prompt: PromptToRender): string => {
  const { language, ownUnits: own = noOwnUnits } = prompt;
  const { amount } = readDetails(request.details);
  if (request.variant !== 'invoice' || !amount)
    // What falls due is owed; anything else is yet to be entered.
    return toldLines(request.lines, request.variant === 'payment' ? 'balance' : 'booking', prompt);
  const total = formatQuantity(amount.total, amount.currency, language, own);
  if (amount.vat === undefined) return total;
  const vat = formatQuantity(amount.vat, amount.currency, language, own);
  return detail(language, 'vat', { total, amount: vat });
};

/** What an invoice is for: gross weight, fineness, pure gold and workmanship, each by itself (domain 3.4). */
export const itemSummary = (request: RequestContent, language: Language, own: OwnUnits): string => {
  const { gold, workmanship } = readDetails(request.details);
  return joined(language, [
    gold?.gross_g === undefined ? null : detail(language, 'gross', { quantity: gold.gross_g }),
    gold?.milyem === undefined ? null : detail(language, 'fineness', { milyem: milyem(gold.milyem) }),
    gold?.has_g === undefined ? null : formatQuantity(gold.has_g, 'HAS', language, own),
    workmanshipLine(workmanship, { language, own }),
  ]);
};

const workmanshipLine = (
  workmanship: RequestDetails['workmanship'],
  { language, own }: Telling,
): string | null => {
  if (workmanship?.amount !== undefined)
    return detail(language, 'workmanship', {
      amount: formatQuantity(workmanship.amount, workmanship.currency ?? 'TRY', language, own),
    });
  if (workmanship?.milyem === undefined) return null;
  return detail(language, 'workmanshipFineness', { milyem: milyem(workmanship.milyem) });
};

/** What a request is about in a few words. */
export const subjectOf = (request: RequestContent, language: Language): string => {
  const { subject, period_end: periodEnd } = readDetails(request.details);
  if (request.variant === 'letter') return detail(language, 'subjectLetter', { date: periodEnd ?? '-' });
  if (request.variant === 'invoice') return detail(language, 'subjectInvoice', { number: request.reference });
  return clipText(subject ?? '-', textLimit);
};
