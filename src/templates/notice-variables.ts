import type { Line } from '../../machines/shared/request.ts';
import { formatLines, formatMeantLines, formatQuantity, type SideSense } from '../money/format-amount.ts';
import { formatInstant } from '../money/format-time.ts';
import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import { hasText, textOf } from './locale-texts.ts';
import { clipText } from './parameter-value.ts';
import type { Variable } from './prompt-variable.ts';
import { textValue } from './prompt-values.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';
import type { Language } from '../vocabulary/language.ts';
import { readDetails, type RequestDetails } from './request-details.ts';

const textLimit = 80;

const details = ({ request }: PromptToRender): RequestDetails =>
  request ? readDetails(request.details) : {};

const unitsOf = ({ ownUnits = noOwnUnits }: PromptToRender): OwnUnits => ownUnits;

/** A word by its code; the one for everything else where the code is newer than our texts. */
const byCode = (
  group: 'movementType' | 'reportKind',
  code: string | undefined,
  language: Language,
): string => {
  const key = `notice:${group}.${code ?? ''}`;
  return textOf(
    language,
    /^[a-z_]+$/.test(code ?? '') && hasText(language, key) ? key : `notice:${group}.other`,
  );
};

/** `Hurda girişi`: a kind of movement (domain 7.5) as the customer reads it. */
export const movementTypeName = (code: string | undefined, language: Language): string =>
  byCode('movementType', code, language);

/** The balances a text shows: those after the movement where it tells of one, else those the request is about. */
export const balancesOf = (request: RequestContent): readonly Line[] =>
  request.variant === 'movement' ? (readDetails(request.details).balance_after ?? []) : request.lines;

const instant =
  (name: 'posted_at' | 'requested_at' | 'posted_from' | 'posted_to'): Variable =>
  (prompt) => {
    const at = details(prompt)[name];
    return at === undefined ? null : formatInstant(at, prompt.language, prompt.timeZone);
  };

/** Lines with what their sides mean, unless a sentence of the text says it (domain R9). */
export const toldLines = (lines: readonly Line[], sense: SideSense, prompt: PromptToRender): string => {
  const { language, sidesExplained } = prompt;
  return sidesExplained === true
    ? formatLines(lines, language, unitsOf(prompt))
    : formatMeantLines(lines, sense, language, unitsOf(prompt));
};

/** `42,870 g has (A), alacağınıza kayıt`; a transaction that is only asked about may have no side. */
const quantityLine: Variable = (prompt) => {
  const { unit, quantity, side } = details(prompt);
  if (unit === undefined || quantity === undefined) return null;
  return side === undefined
    ? formatQuantity(quantity, unit, prompt.language, unitsOf(prompt))
    : toldLines([{ unit, quantity, side }], 'booking', prompt);
};

const figure =
  (name: 'our' | 'yours'): Variable =>
  (prompt) => {
    const { unit, [name]: own } = details(prompt);
    return unit === undefined || own === undefined ? null : toldLines([{ unit, ...own }], 'balance', prompt);
  };

/** How far apart the figures are; which side is more is seen from them. */
const differenceLine: Variable = (prompt) => {
  const { unit, difference } = details(prompt);
  return unit === undefined || difference === undefined
    ? null
    : formatQuantity(difference, unit, prompt.language, unitsOf(prompt));
};

const periodLabel: Variable = (prompt) => {
  const { period_from: from, period_to: to } = details(prompt);
  if (from === undefined || to === undefined) return null;
  return textOf(prompt.language, 'notice:period.range', { from, to });
};

const linkExpiresAt: Variable = (prompt) => {
  const at = details(prompt).link_expires_at ?? prompt.request?.dueAt;
  return at === undefined ? null : formatInstant(at, prompt.language, prompt.timeZone);
};

const reference = ({ request }: PromptToRender): string => clipText(request?.reference ?? '', textLimit);

/** Placeholders of notices (domain 7.2, 7.5, 7.9, 7.10, 7.11). */
export const noticeVariables: { readonly [name: string]: Variable } = {
  report_title: (prompt) => byCode('reportKind', details(prompt).report_kind, prompt.language),
  period_label: periodLabel,
  report_ref: reference,
  link_expires_at: linkExpiresAt,
  movement_type: (prompt) => movementTypeName(details(prompt).movement_type, prompt.language),
  quantity_line: quantityLine,
  posted_at: instant('posted_at'),
  movement_count: (prompt) => String(details(prompt).movements?.length ?? 1),
  movement_totals: (prompt) => prompt.request && toldLines(prompt.request.lines, 'booking', prompt),
  posted_from: instant('posted_from'),
  posted_to: instant('posted_to'),
  requested_at: instant('requested_at'),
  document_no: (prompt) => clipText(details(prompt).document_no ?? '', textLimit),
  our_balance_line: figure('our'),
  your_balance_line: figure('yours'),
  difference_line: differenceLine,
  case_ref: reference,
  /** A deadline notice is known to the customer by the reference of what runs out. */
  notice_ref: (prompt) => clipText(details(prompt).ref_no ?? reference(prompt), textLimit),
  code_tries: ({ values }) => textValue(values, 'triesLeft'),
};
