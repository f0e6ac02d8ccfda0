import { parseWebhook } from '../../../src/whatsapp/meta/parse-webhook.ts';

const change = (field: string, value: object): Buffer =>
  Buffer.from(
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: '1', time: 1_795_300_400, changes: [{ field, value }] }],
    }),
  );
const metadata = { display_phone_number: '902120000000', phone_number_id: '410000000000001' };
const message = {
  ...{ from: '905321112233', id: 'wamid.1', timestamp: '1795300400', type: 'text' },
  text: { body: 'mutabıkız' },
};

describe('a second responder on the number', () => {
  it.each([
    ['standby', { metadata, messages: [message] }],
    ['standby', { metadata, message_echoes: [{ ...message, to: '905321112233' }] }],
    ['messaging_handovers', { type: 'control_passed', sender: { phone_number: '905321112233' } }],
  ])('%s: kept as news for staff, never a message of a person that a bot may answer', (field, value) => {
    expect(parseWebhook(change(field, value)).map(({ unit }) => unit)).toEqual([
      { kind: 'account', field, at: new Date(1_795_300_400_000) },
    ]);
  });
});
