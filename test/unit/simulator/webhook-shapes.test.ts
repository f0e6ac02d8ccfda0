import type { StoredMessage } from '../../../simulator/message-book.ts';
import type { Person } from '../../../simulator/people.ts';
import { inboundWebhook, statusWebhook } from '../../../simulator/webhook-shapes.ts';

const business = { wabaId: '3011', phoneNumberId: '4100', displayPhoneNumber: '+90 212 000 00 00' };
const person: Person = {
  name: 'Ada Hesapçı',
  phone: '+905000000102',
  language: 'tr',
  label: '',
  userId: 'TR.7001',
  lastWroteAt: null,
  blocked: false,
  readReceipts: true,
  hidesPhone: false,
};
const at = Date.parse('2026-11-23T09:00:00.900Z');
const message = (changes: Partial<NonNullable<StoredMessage['dispatch']>> = {}): StoredMessage => ({
  id: 'wamid.OUT',
  phone: person.phone,
  seq: 1,
  from: 'business',
  at,
  content: { type: 'text', text: 'a' },
  quote: null,
  status: 'sent',
  errorCode: null,
  reactions: { business: null, person: null },
  edited: false,
  dispatch: {
    addressedBy: 'phone',
    callbackData: 'v1.int_1.1',
    category: 'service',
    insideWindow: true,
    plan: [],
    pricedAfterSent: false,
    ...changes,
  },
});
const status = (name: string, errorCode: number | null = null, isPriced = true) => ({
  name,
  at,
  errorCode,
  isPriced,
});

/** `entry[0].changes[0].value`. */
const valueOf = (webhook: object): Record<string, unknown> => {
  // The shape under test, walked by hand.
  const { entry } = webhook as { entry: { changes: { value: Record<string, unknown> }[] }[] };
  return entry[0]?.changes[0]?.value ?? {};
};

describe('an inbound webhook', () => {
  it('of a reply: names the person twice, the number once, and what is quoted', () => {
    const webhook = inboundWebhook(business, person, {
      id: 'wamid.IN',
      at,
      context: { from: '902120000000', id: 'wamid.OUT' },
      content: { type: 'text', text: { body: 'tamam' } },
    });

    expect(webhook).toEqual({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '3011',
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '902120000000', phone_number_id: '4100' },
                contacts: [{ profile: { name: 'Ada Hesapçı' }, wa_id: '905000000102', user_id: 'TR.7001' }],
                messages: [
                  {
                    context: { from: '902120000000', id: 'wamid.OUT' },
                    from: '905000000102',
                    from_user_id: 'TR.7001',
                    id: 'wamid.IN',
                    timestamp: '1795424400',
                    type: 'text',
                    text: { body: 'tamam' },
                  },
                ],
              },
            },
          ],
        },
      ],
    });
  });

  it('of a person with a username: leaves every phone number out', () => {
    const webhook = inboundWebhook(
      business,
      { ...person, hidesPhone: true },
      { id: 'wamid.IN', at, content: { type: 'text', text: { body: 'a' } } },
    );

    expect(JSON.stringify(webhook)).not.toContain('905000000102');
    expect(valueOf(webhook)['contacts']).toEqual([
      { profile: { name: 'Ada Hesapçı', username: '@TR.7001' }, user_id: 'TR.7001' },
    ]);
  });
});

describe('a status webhook', () => {
  it('sent to a phone: carries contacts, both recipients, the callback data and the price since October 2026', () => {
    const value = valueOf(statusWebhook(business, person, message(), status('sent')));

    expect(value['contacts']).toHaveLength(1);
    expect(value['statuses']).toEqual([
      {
        id: 'wamid.OUT',
        status: 'sent',
        timestamp: '1795424400',
        recipient_id: '905000000102',
        recipient_user_id: 'TR.7001',
        biz_opaque_callback_data: 'v1.int_1.1',
        pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'service' },
      },
    ]);
  });

  it('failed: has an error, no contacts and no user id of someone addressed by phone', () => {
    const value = valueOf(statusWebhook(business, person, message(), status('failed', 131047, false)));

    expect(value).not.toHaveProperty('contacts');
    expect(value['statuses']).toEqual([
      expect.objectContaining({
        status: 'failed',
        recipient_id: '905000000102',
        errors: [expect.objectContaining({ code: 131047, title: 'Re-engagement message' })],
      }),
    ]);
    expect(JSON.stringify(value)).not.toContain('recipient_user_id');
    expect(JSON.stringify(value)).not.toContain('pricing');
  });

  it('sent to the user id of a person who hides the phone: names the user id only', () => {
    const webhook = statusWebhook(
      business,
      { ...person, hidesPhone: true },
      message({ addressedBy: 'userId' }),
      status('delivered'),
    );

    expect(JSON.stringify(webhook)).toContain('"recipient_user_id":"TR.7001"');
    expect(JSON.stringify(webhook)).not.toContain('905000000102');
  });

  it('of a message inside the window before October 2026: is free', () => {
    const webhook = statusWebhook(business, person, message(), {
      ...status('sent'),
      at: Date.parse('2026-09-30T00:00:00Z'),
    });

    expect(JSON.stringify(webhook)).toContain('"type":"free_customer_service"');
  });
});
