import type { Choice } from '../../../machines/shared/effects.ts';
import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
import type { PromptToRender } from '../../../src/vocabulary/rendered-prompt.ts';
import type { Language } from '../../../src/vocabulary/language.ts';

export const letterRequest: RequestContent = {
  requestId: 'req_letter',
  kind: 'reconciliation',
  variant: 'letter',
  eventId: 'evt_1001',
  reference: 'MUT-2026-10-C001',
  version: 1,
  customerRef: 'C001',
  accountNo: '120.01.0001',
  lines: [
    { unit: 'HAS', quantity: '1250.340', side: 'B' },
    { unit: 'TRY', quantity: '264750.00', side: 'A' },
    { unit: 'USD', quantity: '0.00', side: 'B' },
  ],
  dueAt: '2026-12-08T20:59:59.000Z',
  expiresAt: '2026-12-08T20:59:59.000Z',
  reminders: [],
  details: { letter_id: 'MUT-2026-10-C001', period_end: '2026-10-31', reply_deadline: '2026-12-08' },
  document: null,
};

export const deliveryRequest: RequestContent = {
  ...letterRequest,
  requestId: 'req_delivery',
  kind: 'approval',
  variant: 'transaction',
  reference: 'ONY-3107',
  accountNo: null,
  lines: [{ unit: 'HAS', quantity: '500.000', side: 'B' }],
  dueAt: '2026-11-25T11:00:00.000Z',
  details: {
    approval_id: 'ONY-3107',
    kind: 'delivery',
    subject: 'Külçe teslimi',
    limit_class: 'HAS_500',
    four_eyes: false,
    reply_deadline: '2026-11-25T14:00:00+03:00',
  },
};

export const invoiceRequest: RequestContent = {
  ...letterRequest,
  requestId: 'req_invoice',
  kind: 'approval',
  variant: 'invoice',
  reference: 'ORN2026000000417',
  accountNo: null,
  lines: [{ unit: 'TRY', quantity: '563023.00', side: 'B' }],
  dueAt: '2026-12-02T06:31:02.000Z',
  details: {
    invoice_no: 'ORN2026000000417',
    scenario: 'ticari',
    invoice_date: '2026-11-23',
    received_at: '2026-11-24T09:31:02+03:00',
    amount: { currency: 'TRY', total: '563023.00', vat: '2733.33' },
    gold: { gross_g: '85.250', milyem: '9160', has_g: '78.0890' },
    workmanship: { amount: '13666.67', currency: 'TRY' },
  },
};

/** A prompt of C001's letter to Ada Hesapçı, in the zone of the shop. */
export const promptOf = (
  prompt: string,
  language: Language,
  request: RequestContent | null = letterRequest,
  values: PromptToRender['values'] = {},
  choices: readonly Choice[] = [],
): PromptToRender => ({
  prompt,
  language,
  values,
  choices,
  request,
  contactName: 'Ada Hesapçı',
  company: {
    name: 'Demo Kıymetli Maden A.Ş.',
    workingHours: '09:00–18:00',
    privacyUrl: 'https://example.com/privacy',
  },
  timeZone: 'Europe/Istanbul',
  choiceId: ({ choice, arg }) => `t0ken.3.${choice}${arg === undefined ? '' : `:${arg}`}`,
});
