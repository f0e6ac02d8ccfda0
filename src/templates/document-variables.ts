import { fileRulesFor } from '../documents/document-codes.ts';
import type { FileRules } from '../files/file-rules.ts';
import { formatDeadline } from '../money/format-time.ts';
import { formatValue, hasText, textOf } from './locale-texts.ts';
import { clipText } from './parameter-value.ts';
import type { Variable } from './prompt-variable.ts';
import { textValue } from './prompt-values.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';
import type { Language } from '../vocabulary/language.ts';
import { readDetails, type RequestDetails } from './request-details.ts';

const details = ({ request }: Pick<PromptToRender, 'request'>): RequestDetails =>
  request ? readDetails(request.details) : {};

/** A text by its code; the one for everything else where the code is newer than our texts, so that no code is ever shown. */
const byCode = (
  group: 'name' | 'refusal' | 'rejection' | 'format',
  code: string | null | undefined,
  language: Language,
  values: Readonly<Record<string, string>> = {},
): string => {
  const key = `document:${group}.${code ?? ''}`;
  const isKnown = /^[a-z_]+$/.test(code ?? '') && hasText(language, key);
  return textOf(language, isKnown ? key : `document:${group}.other`, values);
};

/** `imza sirküleri`: a document by its name (domain 8.4); for a code that is not known, something general. */
export const documentNameOf = (code: string | null, language: Language): string =>
  byCode('name', code, language);

const formatCodes: { readonly [mime: string]: string } = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/csv': 'csv',
};

/** What the upload page takes for this request; the chat takes less, never more. */
const rulesOf = (prompt: PromptToRender): FileRules => {
  const { document_code: code, accepted_mime: mime, max_bytes: bytes } = details(prompt);
  return fileRulesFor({
    documentCode: code ?? null,
    source: 'link',
    acceptedMime: mime ?? null,
    maxBytes: bytes ?? null,
  });
};

const formats = ({ acceptedMime }: FileRules, language: Language): string =>
  formatValue(language, 'list', [
    ...new Set(acceptedMime.map((mime) => byCode('format', formatCodes[mime], language))),
  ]);

const megabytes = (bytes: number, language: Language): string =>
  textOf(language, 'document:measure.megabytes', { size: Math.floor(bytes / 100_000) / 10 });

/** Reasons shown at once; files sent together seldom fail for more. */
const reasonsShown = 3;

/** Why files were not taken, in plain sentences: what is wrong and what to do. */
const refusals: Variable = (prompt) => {
  const { values, language } = prompt;
  const given = values['refusals'];
  const codes = Array.isArray(given) ? given.filter((code) => typeof code === 'string') : [];
  const rules = rulesOf(prompt);
  const said = {
    accepted_formats: formats(rules, language),
    max_size: megabytes(rules.maxBytes, language),
    max_image_size: megabytes(Math.min(rules.maxImageBytes, rules.maxBytes), language),
    max_pages: String(rules.maxPages),
  };
  const isPhotoTaken = rules.acceptedMime.includes('image/jpeg');
  return (codes.length > 0 ? codes : ['other'])
    .slice(0, reasonsShown)
    .flatMap((code) => [
      byCode('refusal', code, language, said),
      ...(code === 'type_not_allowed' && isPhotoTaken ? [byCode('refusal', 'heic', language)] : []),
    ])
    .join(' ');
};

const dueDate: Variable = (prompt) => {
  const { values, request, language, timeZone } = prompt;
  const dueAt = textValue(values, 'dueAt') ?? request?.dueAt;
  const { reply_deadline: deadline, due_date: date } = details(prompt);
  return dueAt === undefined ? null : formatDeadline(dueAt, language, timeZone, deadline ?? date);
};

/** Placeholders of document requests; `due_date` is also the date of a notice that time runs out. */
export const documentVariables: { readonly [name: string]: Variable } = {
  document_name: (prompt) => documentNameOf(details(prompt).document_code ?? null, prompt.language),
  accepted_formats: (prompt) => formats(rulesOf(prompt), prompt.language),
  due_date: dueDate,
  request_ref: ({ request }) => clipText(request?.reference ?? '', 80),
  file_count: ({ values }) => textValue(values, 'count'),
  refusal_reasons: refusals,
  rejection_reason: ({ values, language }) => byCode('rejection', textValue(values, 'reason'), language),
};
