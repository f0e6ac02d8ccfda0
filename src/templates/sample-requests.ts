import { noticeVariants } from '../../machines/notice/notice.context.ts';
import type { JsonObject } from '../shared/json.ts';
import type { RequestContent, RequestVariant } from '../vocabulary/request-content.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';
import type { Language } from '../vocabulary/language.ts';

/** Invented contents (domain 8): what the platform's reviewers see as the samples of a template. */
const letter: RequestContent = {
  requestId: 'sample',
  kind: 'reconciliation',
  variant: 'letter',
  eventId: 'sample',
  reference: 'MUT-2026-10-C001',
  version: 1,
  customerRef: 'C001',
  accountNo: '120.01.0001',
  lines: [
    { unit: 'HAS', quantity: '1250.340', side: 'B' },
    { unit: 'TRY', quantity: '264750.00', side: 'A' },
  ],
  dueAt: '2026-12-08T20:59:59.000Z',
  expiresAt: '2026-12-08T20:59:59.000Z',
  reminders: [],
  details: {
    ...{ period_end: '2026-10-31', reply_deadline: '2026-12-08', remaining_hours: 38 },
    // What a letter of the other kind says; this one is of a current account.
    babs: { form: 'Bs', month: '2026-10', documents: 12 },
  },
  document: null,
};

const samples: { readonly [variant in RequestVariant]: RequestContent } = {
  letter,
  transaction: {
    ...letter,
    kind: 'approval',
    variant: 'transaction',
    reference: 'ONY-3107',
    lines: [{ unit: 'HAS', quantity: '500.000', side: 'B' }],
    details: { kind: 'delivery', subject: 'Külçe teslimi' },
  },
  invoice: {
    ...letter,
    kind: 'approval',
    variant: 'invoice',
    reference: 'ORN2026000000417',
    lines: [{ unit: 'TRY', quantity: '563023.00', side: 'B' }],
    details: {
      invoice_date: '2026-11-23',
      amount: { currency: 'TRY', total: '563023.00', vat: '2733.33' },
      gold: { gross_g: '85.250', milyem: '9160', has_g: '78.0890' },
      workmanship: { amount: '13666.67', currency: 'TRY' },
    },
  },
  document: {
    ...letter,
    kind: 'document',
    variant: 'document',
    reference: 'BLG-2044',
    accountNo: null,
    lines: [],
    dueAt: '2026-12-07T20:59:59.000Z',
    expiresAt: '2026-12-07T20:59:59.000Z',
    details: {
      request_id: 'BLG-2044',
      document_code: 'imza_sirkuleri',
      accepted_mime: ['application/pdf', 'image/jpeg', 'image/png'],
      max_bytes: 15_000_000,
      due_date: '2026-12-07',
    },
  },
  feedback: {
    ...letter,
    kind: 'feedback',
    variant: 'feedback',
    reference: 'STS-9921',
    accountNo: null,
    lines: [],
    details: {
      interaction_id: 'STS-9921',
      interaction_label: 'bilezik alışı',
      interaction_date: '2026-11-24',
    },
  },
  report: {
    ...letter,
    kind: 'notice',
    variant: 'report',
    reference: 'RPR-88121',
    lines: [],
    details: {
      report_id: 'RPR-88121',
      report_kind: 'statement',
      period_from: '2026-10-01',
      period_to: '2026-10-31',
      format: 'pdf',
      link_expires_at: '2026-11-26T11:15:00+03:00',
    },
  },
  movement: {
    ...letter,
    kind: 'notice',
    variant: 'movement',
    reference: 'MV-77120',
    lines: [{ unit: 'HAS', quantity: '42.870', side: 'A' }],
    details: {
      movement_id: 'MV-77120',
      movement_type: 'scrap_in',
      unit: 'HAS',
      quantity: '42.870',
      side: 'A',
      posted_at: '2026-11-24T12:04:41+03:00',
      document_no: 'GP-2026-0931',
      balance_after: [{ unit: 'HAS', quantity: '12.130', side: 'B' }],
    },
  },
  payment: {
    ...letter,
    kind: 'notice',
    variant: 'payment',
    reference: '120.01.0006:2026-12-03',
    lines: [{ unit: 'TRY', quantity: '1850.00', side: 'B' }],
    dueAt: '2026-12-03T20:59:59.000Z',
    details: { account_no: '120.01.0006', due_date: '2026-12-03' },
  },
  difference: {
    ...letter,
    kind: 'notice',
    variant: 'difference',
    reference: 'SPM-204',
    lines: [{ unit: 'HAS', quantity: '8420.115', side: 'A' }],
    details: {
      case_ref: 'SPM-204',
      period_end: '2026-10-31',
      unit: 'HAS',
      our: { quantity: '8420.115', side: 'A' },
      yours: { quantity: '8418.990', side: 'A' },
      difference: '-1.125',
    },
  },
  verification: {
    ...letter,
    kind: 'notice',
    variant: 'verification',
    reference: 'ISL-7718',
    lines: [{ unit: 'USD', quantity: '25000.00', side: 'B' }],
    details: {
      transaction_ref: 'ISL-7718',
      movement_type: 'payment_out',
      unit: 'USD',
      quantity: '25000.00',
      side: 'B',
      requested_at: '2026-11-26T08:57:00+03:00',
    },
  },
  deadline: {
    ...letter,
    kind: 'notice',
    variant: 'deadline',
    reference: 'MUT-2026-10-C008:3',
    lines: [],
    details: {
      item_type: 'reconciliation',
      item_id: 'MUT-2026-10-C008',
      subject: '31.10.2026 mutabakatı',
      ref_no: 'MUT-2026-10-C008',
      due_date: '2026-12-08',
      remaining_hours: 38,
      reminder_no: 3,
    },
  },
};

const names: { readonly [language in Language]: string } = {
  tr: 'Deniz Örnekoğlu',
  en: 'Noor Exampleton',
  ar: 'سمير المثالي',
};

const variantOf = (prompt: string): RequestVariant => {
  if (prompt.startsWith('approval.')) return 'transaction';
  if (prompt.startsWith('document.')) return 'document';
  if (prompt.startsWith('feedback.')) return 'feedback';
  const notice = prompt.startsWith('notice.') ? prompt.slice('notice.'.length) : '';
  const told = noticeVariants.find((variant) => notice.startsWith(variant));
  if (told) return told;
  return prompt.startsWith('invoice.') ? 'invoice' : 'letter';
};

/** A prompt with invented contents of the right kind. */
const withDetails = (request: RequestContent, details: JsonObject): RequestContent => ({
  ...request,
  details: { ...request.details, ...details },
});

/** `details`: of a wording that says something else of the same request. */
export const samplePrompt = (
  prompt: string,
  language: Language,
  details: JsonObject = {},
): PromptToRender => ({
  prompt,
  language,
  values: {},
  choices: [],
  request: withDetails(samples[variantOf(prompt)], details),
  contactName: names[language],
  company: {
    name: 'Demo Kıymetli Maden A.Ş.',
    workingHours: '09:00–18:00',
    privacyUrl: 'https://example.com/privacy',
  },
  timeZone: 'Europe/Istanbul',
  choiceId: ({ choice }) => choice,
});
