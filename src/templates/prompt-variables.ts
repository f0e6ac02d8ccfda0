import { formatConstant } from '../money/format-constant.ts';
import { formatLine, formatQuantity, unitName } from '../money/format-amount.ts';
import { formatDeadline, formatInstant, formatLocalDate } from '../money/format-time.ts';
import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import { unitOf } from '../money/units.ts';
import { amountLine, detailLine, itemSummary, subjectOf } from './detail-lines.ts';
import { hasText, textOf } from './locale-texts.ts';
import { cleanValue, clipText, isolate } from './parameter-value.ts';
import { listedRequests, shownLine, shownLines, textValue, type ShownLine } from './prompt-values.ts';
import { babsVariables } from './babs-variables.ts';
import { conversationBlocks, conversationVariables } from './conversation-variables.ts';
import { documentVariables } from './document-variables.ts';
import { feedbackVariables } from './feedback-variables.ts';
import { balancesOf, noticeVariables, toldLines } from './notice-variables.ts';
import type { Variable } from './prompt-variable.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';
import type { Language } from '../vocabulary/language.ts';
import { readDetails, type RequestDetails } from './request-details.ts';
import { UnknownPrompt } from './template-errors.ts';

const nameLimit = 80;
/** As long as reasons are taken (read-words.ts): a recap shows the whole of what it records. */
const reasonLimit = 1_000;
const details = ({ request }: PromptToRender): RequestDetails =>
  request ? readDetails(request.details) : {};

const unitsOf = ({ ownUnits = noOwnUnits }: PromptToRender): OwnUnits => ownUnits;

const localDate = (date: string | undefined, language: Language): string | null =>
  date === undefined ? null : formatLocalDate(date, language);

const deadline: Variable = (prompt) => {
  if (!prompt.request) return null;
  return formatDeadline(
    prompt.request.dueAt,
    prompt.language,
    prompt.timeZone,
    details(prompt).reply_deadline,
  );
};

const reference: Variable = ({ values, request }) =>
  clipText(textValue(values, 'reference') ?? request?.reference ?? '', nameLimit);

const reason: Variable = ({ values, language }) => {
  const given = textValue(values, 'reason');
  if (given === null) return textOf(language, 'common:reason.none');
  const key = `common:reason.${given}`;
  // A code the customer chose, or the customer's own words.
  return /^[a-z_]+$/.test(given) && hasText(language, key)
    ? textOf(language, key)
    : clipText(given, reasonLimit);
};

const outcome: Variable = ({ values, language }) => {
  const key = `common:outcome.${textValue(values, 'outcome') ?? 'closed'}`;
  return textOf(language, hasText(language, key) ? key : 'common:outcome.closed');
};

const remaining: Variable = (prompt) => {
  const hours = textValue(prompt.values, 'remainingHours') ?? details(prompt).remaining_hours;
  return hours === undefined
    ? null
    : textOf(prompt.language, 'common:detail.hours', { count: Number(hours) });
};

/** How the balance that is asked for may be written: `1.234,500 g has borç`, in its unit and to its side; pieces are whole. */
const figureExample: Variable = (prompt) => {
  const { values, language } = prompt;
  const unit = textValue(values, 'unit') ?? 'TRY';
  const own = unitsOf(prompt);
  const isWhole = unitOf(unit, own).decimalsShown === 0;
  const quantity = formatQuantity(isWhole ? '12' : '1234.5', unit, language, own);
  return textOf(language, 'common:amount.inWords', {
    amount: quantity,
    side: textOf(language, `common:side.${shownLine(prompt)?.side ?? 'B'}.word`),
  });
};

/** How one of several requests may be named: by the reference of the first. */
const referenceExample: Variable = (prompt) =>
  clipText(listedRequests(prompt)[0]?.reference ?? '', nameLimit);

/** The page opens in Turkish by itself; a page of somebody else's ignores the word. */
const inLanguage = (url: string, language: Language): string =>
  language === 'tr' ? url : `${url}${url.includes('?') ? '&' : '?'}lang=${language}`;

/** One value each, always a single line. */
const variables: { readonly [name: string]: Variable } = {
  contact_name: ({ contactName, language }) =>
    clipText(
      contactName?.trim() ? contactName : textOf(language, 'common:detail.contactFallback'),
      nameLimit,
    ),
  company_name: ({ company }) => clipText(company.name, nameLimit),
  hours: ({ company }) => clipText(company.workingHours, 120),
  account_no: (prompt) => clipText(prompt.request?.accountNo ?? details(prompt).account_no ?? '', nameLimit),
  period_end: (prompt) => localDate(details(prompt).period_end, prompt.language),
  balance_line: (prompt) => toldLines(prompt.request ? balancesOf(prompt.request) : [], 'balance', prompt),
  reply_deadline: deadline,
  due_date: deadline,
  ref: reference,
  ref_no: (prompt) => details(prompt).ref_no ?? reference(prompt),
  approval_ref: reference,
  invoice_no: reference,
  subject: ({ request, language }) => request && subjectOf(request, language),
  detail_line: (prompt) =>
    prompt.request && detailLine(prompt.request, prompt.language, prompt.timeZone, unitsOf(prompt)),
  amount_line: (prompt) => prompt.request && amountLine(prompt.request, prompt),
  item_summary: (prompt) => prompt.request && itemSummary(prompt.request, prompt.language, unitsOf(prompt)),
  requested_by: (prompt) => clipText(details(prompt).requested_by ?? prompt.company.name, 100),
  invoice_date: (prompt) => localDate(details(prompt).invoice_date, prompt.language),
  remaining_label: remaining,
  unit_name: (prompt) => unitName(textValue(prompt.values, 'unit') ?? '-', prompt.language, unitsOf(prompt)),
  line: (prompt) => {
    const line = shownLine(prompt);
    const { kind } = details(prompt);
    return line && toldLines([line], kind === 'babs' ? 'babs' : 'balance', prompt);
  },
  amount: (prompt) =>
    formatQuantity(
      textValue(prompt.values, 'quantity') ?? '0',
      textValue(prompt.values, 'unit') ?? '-',
      prompt.language,
      unitsOf(prompt),
    ),
  figure_example: figureExample,
  ref_example: referenceExample,
  reason,
  outcome,
  closed_at: ({ values, language, timeZone }) =>
    formatInstant(textValue(values, 'closedAt') ?? '-', language, timeZone),
  open_count: ({ values }) => textValue(values, 'openCount'),
  upload_url: ({ values }) => textValue(values, 'uploadUrl'),
  privacy_url: ({ company, language }) => inLanguage(company.privacyUrl, language),
  ...babsVariables,
  ...documentVariables,
  ...feedbackVariables,
  ...noticeVariables,
  ...conversationVariables,
};

const answerLine = (line: ShownLine, language: Language, units: OwnUnits): string => {
  const own = line.own;
  const values = {
    line: formatLine(line, language, units),
    own: own
      ? own.side === null
        ? formatQuantity(own.quantity, line.unit, language, units)
        : formatLine({ unit: line.unit, quantity: own.quantity, side: own.side }, language, units)
      : '',
  };
  if (line.answer === 'agreed') return textOf(language, 'common:line.agreed', values);
  if (line.answer !== 'disagreed') return textOf(language, 'common:line.unanswered', values);
  return textOf(language, own ? 'common:line.disagreedOwn' : 'common:line.disagreed', values);
};

/** Values of several lines, one per balance. They are for free text only: a template's values have no line breaks. */
const blocks: {
  readonly [name: string]: (line: ShownLine, language: Language, units: OwnUnits) => string;
} = {
  lines_block: formatLine,
  statement_block: formatLine,
  answers_block: answerLine,
};

/** Values of several rows that are no balances. */
const rowBlocks: { readonly [name: string]: (prompt: PromptToRender) => readonly string[] } = {
  ...conversationBlocks,
  constants_block: (prompt) =>
    (prompt.request?.constants ?? []).map((one) => formatConstant(one, prompt.language, unitsOf(prompt))),
};

export const isKnownVariable = (name: string): boolean => Object.hasOwn(variables, name) || isBlock(name);
export const isBlock = (name: string): boolean =>
  Object.hasOwn(blocks, name) || Object.hasOwn(rowBlocks, name);

/**
 * The value of a placeholder as the text shows it: clean, never empty, isolated in Arabic.
 * @throws UnknownPrompt when no variable has that name
 */
export const variableValue = (name: string, prompt: PromptToRender): string => {
  const { language } = prompt;
  const rows = Object.hasOwn(rowBlocks, name) ? rowBlocks[name] : undefined;
  if (rows)
    return rows(prompt)
      .map((row) => `• ${isolate(cleanValue(row), language)}`)
      .join('\n');
  const block = isBlock(name) ? blocks[name] : undefined;
  if (block)
    return shownLines(prompt)
      .map((line) => `• ${isolate(cleanValue(block(line, language, unitsOf(prompt))), language)}`)
      .join('\n');
  const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (!variable) throw new UnknownPrompt('variable', name);
  return isolate(cleanValue(variable(prompt) ?? ''), language);
};
