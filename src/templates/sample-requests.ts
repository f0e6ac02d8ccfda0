import type { RequestContent, RequestVariant } from '../requests/request-content.ts';
import type { Language, PromptToRender } from './rendered-prompt.ts';

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
  details: { period_end: '2026-10-31', reply_deadline: '2026-12-08', remaining_hours: 38 },
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
};

const names: { readonly [language in Language]: string } = {
  tr: 'Deniz Örnekoğlu',
  en: 'Noor Exampleton',
  ar: 'سمير المثالي',
};

const variantOf = (prompt: string): RequestVariant => {
  if (prompt.startsWith('approval.')) return 'transaction';
  return prompt.startsWith('invoice.') ? 'invoice' : 'letter';
};

/** A prompt with invented contents of the right kind. */
export const samplePrompt = (prompt: string, language: Language): PromptToRender => ({
  prompt,
  language,
  values: {},
  choices: [],
  request: samples[variantOf(prompt)],
  contactName: names[language],
  company: { name: 'Demo Kıymetli Maden A.Ş.', workingHours: '09:00–18:00' },
  timeZone: 'Europe/Istanbul',
  choiceId: ({ choice }) => choice,
});
