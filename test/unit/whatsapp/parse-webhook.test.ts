import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { InboundContent, InboundUnit, ParsedUnit } from '../../../src/vocabulary/inbound-unit.ts';
import { parseWebhook } from '../../../src/whatsapp/meta/parse-webhook.ts';
import {
  aButtonTap,
  aListTap,
  aMessage,
  aStatus,
  aTemplateTap,
  aTextMessage,
  toWireBytes,
  webhookBody,
} from '../../support/meta-webhook.ts';
import { readFixture } from '../../support/whatsapp-fixtures.ts';

const number = '410000000000001';
const parse = (body: unknown): ParsedUnit[] => parseWebhook(toWireBytes(body));
const only = (body: unknown): InboundUnit => {
  const units = parse(body);
  expect(units).toHaveLength(1);
  return (units[0] as ParsedUnit).unit; // its presence was just asserted
};
const contentOf = (body: unknown): InboundContent => {
  const unit = only(body);
  if (unit.kind !== 'message') throw new Error(`a ${unit.kind}, not a message`);
  return unit.content;
};
const canonicalHash = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');

const elif = {
  userId: 'TR.7001234567890123456',
  parentUserId: null,
  phone: '+905321112233',
  username: 'elifk',
  profileName: 'Elif Kuyumcu',
};

describe('a message in a webhook', () => {
  it('of plain text: everything that is known of it and its sender', () => {
    const units = parse(readFixture('text'));

    expect(units).toEqual([
      {
        dedupeSource: `m:${number}:wamid.FIX001`,
        phoneNumberId: number,
        unit: {
          kind: 'message',
          messageId: 'wamid.FIX001',
          at: new Date(1795300001_000),
          sender: elif,
          groupId: null,
          replyTo: null,
          forwarded: false,
          content: { type: 'text', text: 'Ekstremi görebilir miyim? 💍' },
        },
        raw: expect.stringContaining('"wamid.FIX001"') as string,
      },
    ]);
  });

  it.each<[string, InboundContent]>([
    ['button-tap', { type: 'choice', id: 'req_7f3.1.agree', title: 'Mutabıkız', via: 'button' }],
    ['list-tap', { type: 'choice', id: 'menu.4.statement', title: 'Ekstre', via: 'list' }],
    [
      'template-tap-without-context',
      { type: 'choice', id: 'req_7f3.1.disagree', title: 'Mutabık değiliz', via: 'template' },
    ],
    [
      'location-as-text-without-type',
      {
        type: 'location',
        latitude: 41.0106,
        longitude: 28.9681,
        name: 'Kapalıçarşı',
        address: 'Fatih, İstanbul',
      },
    ],
    [
      'contacts-own-number',
      {
        type: 'contacts',
        names: ['Can Ay'],
        phones: ['+905334445566'],
        sharedOwnNumber: true,
        cards: [{ name: 'Can Ay', phones: ['+905334445566'] }],
      },
    ],
    ['form', { type: 'form', name: 'flow', answer: '{"tutar":"1250.340","birim":"HAS"}' }],
    ['reaction-removed', { type: 'reaction', emoji: null, targetMessageId: 'wamid.OUT9' }],
    [
      'contacts-two-cards',
      {
        type: 'contacts',
        names: ['Can Ay', 'Deniz Su'],
        phones: ['+905334445566', '+905359998877'],
        sharedOwnNumber: false,
        cards: [
          { name: 'Can Ay', phones: ['+905334445566', '0212 000'] },
          { name: 'Deniz Su', phones: ['+905359998877'] },
        ],
      },
    ],
    [
      'order',
      {
        type: 'order',
        text: 'Cuma alırım',
        itemCount: 2,
        catalogId: '5511',
        items: [
          { productId: 'BILEZIK-22', quantity: '2', price: '48250.5', currency: 'TRY' },
          { productId: 'KOLYE-14', quantity: '1', price: '9100', currency: 'TRY' },
        ],
      },
    ],
    [
      'call-permission',
      {
        type: 'unrecognised',
        wireType: 'interactive.call_permission_reply',
        body:
          '{"type":"call_permission_reply","call_permission_reply":{"response":"accept",' +
          '"expiration_timestamp":1795904044,"response_source":"user_action"}}',
      },
    ],
    ['edit', { type: 'edited', originalMessageId: 'wamid.FIX001', text: '1250,340 gram' }],
    ['revoke', { type: 'deleted', originalMessageId: 'wamid.FIX001' }],
    ['unsupported-poll', { type: 'unsupported', reason: 'poll_creation' }],
    ['security-code-changed', { type: 'identity-changed', newPhone: null, newUserId: null }],
    [
      'image',
      {
        type: 'image',
        mediaId: '880001',
        mimeType: 'image/jpeg',
        sha256: 'q8PZb0s4m3QWcXwLr1uYtA6dE9fGhJkLmNoPqRsTuVw=',
        filename: null,
        caption: 'fişin fotoğrafı',
      },
    ],
  ])('of the fixture %s: its content', (fixture, content) => {
    expect(contentOf(readFixture(fixture))).toEqual(content);
  });

  it('recorded in the app: a voice message, not just audio', () => {
    expect(contentOf(readFixture('voice'))).toMatchObject({ type: 'voice', mediaId: '880003' });
  });

  it('with a document whose id is a number: the id as text, with its file name', () => {
    expect(contentOf(readFixture('document'))).toMatchObject({
      type: 'document',
      mediaId: '880004',
      filename: 'vekaletname.pdf',
    });
  });

  it('as a reply: the quoted message', () => {
    expect(only(readFixture('text-reply'))).toMatchObject({ replyTo: 'wamid.OUT9', forwarded: false });
  });

  it('forwarded many times: forwarded, and no reply', () => {
    expect(only(readFixture('text-forwarded'))).toMatchObject({
      replyTo: null,
      forwarded: true,
      frequentlyForwarded: true,
    });
  });

  it('that an advertisement began: its headline, its source and the click', () => {
    expect(only(readFixture('referral-ad'))).toMatchObject({
      referral: {
        headline: '22 ayar bilezik',
        body: 'İşçilik bizden',
        sourceType: 'ad',
        sourceId: '120226305854',
        sourceUrl: 'https://fb.me/kampanya1',
        clickId: 'Afc-kampanya-1',
      },
    });
  });

  it('about a product of the catalogue: the product', () => {
    expect(only(readFixture('product-asked-about'))).toMatchObject({
      replyTo: 'wamid.OUT9',
      product: { catalogId: '5511', productId: 'KOLYE-14' },
    });
  });

  it('written in a group: the group is named', () => {
    expect(only(readFixture('text-group'))).toMatchObject({
      groupId: 'Y2FwaV9ncm91cDo5MDIxMjAwMDAwMDA6MTIw',
    });
  });

  it('of a person whose number is withheld: known by user id', () => {
    expect(only(readFixture('text-withheld-number'))).toMatchObject({
      sender: { userId: 'TR.7009999999999999999', phone: null, username: 'canay', profileName: 'Can' },
    });
  });

  it('without contacts and user id: known by number', () => {
    expect(only(readFixture('text-without-contacts'))).toMatchObject({
      sender: { userId: null, phone: '+905321112233', profileName: null },
    });
  });

  it('that names nobody, with several contacts around: unrecognised, not attributed to one of them', () => {
    const body = webhookBody({
      contacts: [{ wa_id: '905321112233' }, { wa_id: '905334445566' }],
      messages: [{ id: 'wamid.X', type: 'text', text: { body: 'evet' } }],
    });

    expect(parse(body)).toMatchObject([
      {
        dedupeSource: `m:${number}:wamid.X`,
        unit: { kind: 'unrecognised', reason: 'message names no sender' },
      },
    ]);
  });

  it('whose contact has the same number but another user id: that contact is not taken', () => {
    const body = webhookBody({
      contacts: [{ wa_id: '905321112233', user_id: 'TR.2', profile: { name: 'Other' } }],
      messages: [
        { from: '905321112233', from_user_id: 'TR.1', id: 'wamid.X', type: 'text', text: { body: 'a' } },
      ],
    });

    expect(only(body)).toMatchObject({ sender: { userId: 'TR.1', profileName: null } });
  });

  it('interactive without content: unsupported with the code beside it, which becomes news of its own', () => {
    const units = parse(readFixture('interactive-without-content'));

    expect(units.map(({ unit }) => unit)).toMatchObject([
      { kind: 'message', content: { type: 'unsupported', reason: 'interactive:131000' } },
      { kind: 'account', field: 'errors' },
    ]);
  });

  it.each<[string, object]>([
    ['an unknown type', { type: 'hologram', hologram: {} }],
    ['text without a body', { type: 'text', text: {} }],
    ['text whose body is no text', { type: 'text', text: { body: ['a'] } }],
    ['a location without coordinates', { type: 'location', location: { latitude: 'x', longitude: '1' } }],
    ['an image without id', { type: 'image', image: { mime_type: 'image/png' } }],
    ['a reaction without target', { type: 'reaction', reaction: { emoji: '👍' } }],
    ['a type named like a member of every object', { type: 'constructor' }],
    ['the retired welcome event', { type: 'request_welcome' }],
  ])('with %s: unrecognised content, still a message of that person', (_case, content) => {
    expect(only(aMessage(content, { userId: 'TR.1' }))).toMatchObject({
      kind: 'message',
      sender: { userId: 'TR.1' },
      content: { type: 'unrecognised' },
    });
  });

  it('as a tap on a template button without payload: the label stands in', () => {
    expect(contentOf(aMessage({ type: 'button', button: { text: 'Evet' } }))).toEqual({
      type: 'choice',
      id: 'Evet',
      title: 'Evet',
      via: 'template',
    });
  });

  it('with a card of somebody else: not the own number', () => {
    const card = { name: { first_name: 'Can', last_name: 'Ay' }, phones: [{ phone: '+1 (415) 555-0186' }] };

    expect(contentOf(aMessage({ type: 'contacts', contacts: [{ ...card, origin: 'other' }] }))).toEqual({
      type: 'contacts',
      names: ['Can Ay'],
      phones: ['+14155550186'],
      sharedOwnNumber: false,
      cards: [{ name: 'Can Ay', phones: ['+14155550186'] }],
    });
  });

  it('whose form answer is absent or an object: text all the same', () => {
    const form = (response: unknown): object =>
      aMessage({
        type: 'interactive',
        interactive: { type: 'nfm_reply', nfm_reply: { response_json: response } },
      });

    expect(contentOf(form(null))).toMatchObject({ type: 'form', answer: '' });
    expect(contentOf(form({ a: 1 }))).toMatchObject({ type: 'form', answer: '{"a":1}' });
    expect(contentOf(form('{no json'))).toMatchObject({ type: 'form', answer: '{no json' });
  });

  it.each<[string, unknown, Date | null]>([
    ['text', '1795300001', new Date(1795300001_000)],
    ['a number', 1795300001, new Date(1795300001_000)],
    ['milliseconds', '1795300001000', new Date(1795300001_000)],
    ['no time', 'soon', null],
    ['absent', undefined, null],
    ['beyond the calendar', '99999999999999999999', null],
  ])('whose timestamp is %s: read or left open', (_case, timestamp, at) => {
    const body = webhookBody({
      messages: [{ from: '905321112233', id: 'wamid.X', timestamp, type: 'text', text: { body: 'a' } }],
    });

    expect(only(body)).toMatchObject({ at });
  });
});

describe('news that a person has another number or user id', () => {
  it('as a system message: a change of identity first, then the message that told it', () => {
    const units = parse(readFixture('number-changed'));

    expect(units.map(({ unit }) => unit)).toMatchObject([
      {
        kind: 'identity-change',
        previous: { phone: '+905321112233', userId: 'TR.7001234567890123456' },
        current: { phone: '+905359998877', userId: 'TR.7010000000000000001' },
      },
      {
        kind: 'message',
        sender: { phone: '+905321112233' },
        content: {
          type: 'identity-changed',
          newPhone: '+905359998877',
          newUserId: 'TR.7010000000000000001',
        },
      },
    ]);
    expect(new Set(units.map(({ dedupeSource }) => dedupeSource)).size).toBe(2);
  });

  it('that names only the new user id: no change of identity, and the prose is not believed', () => {
    const body = webhookBody({
      messages: [
        {
          id: 'wamid.S',
          type: 'system',
          system: {
            type: 'user_changed_user_id',
            user_id: 'TR.2',
            body: 'User TR.VICTIM changed from TR.1 to TR.2',
          },
        },
      ],
    });

    expect(only(body)).toMatchObject({
      kind: 'message',
      sender: { userId: 'TR.2' },
      content: { type: 'identity-changed', newUserId: 'TR.2' },
    });
  });

  it('in its own field: previous and current id', () => {
    const [change, told] = parse(readFixture('user-id-update')).map(({ unit }) => unit);
    expect(told).toMatchObject({
      kind: 'message',
      sender: { userId: 'TR.7001234567890123456' },
      content: { type: 'identity-changed', newUserId: 'TR.7010000000000000001' },
    });
    expect(change).toMatchObject({
      kind: 'identity-change',
      at: new Date(1795300400_000),
      previous: { userId: 'TR.7001234567890123456', phone: null },
      current: { userId: 'TR.7010000000000000001', phone: '+905359998877' },
    });
  });

  it('in its own field without the previous id: unrecognised', () => {
    expect(only(webhookBody({ user_id_update: [{ user_id: 'TR.2' }] }, {}, 'user_id_update'))).toMatchObject({
      kind: 'unrecognised',
    });
  });
});

describe('a status in a webhook', () => {
  it('of a message read: id, recipient, time and our callback data', () => {
    expect(parse(readFixture('status-read'))).toMatchObject([
      {
        dedupeSource: 's:wamid.OUT9:read:',
        phoneNumberId: number,
        unit: {
          kind: 'status',
          messageId: 'wamid.OUT9',
          status: 'read',
          at: new Date(1795300200_000),
          recipient: { userId: 'TR.7001234567890123456', phone: '+905321112233' },
          callbackData: 'v1.int_55.1',
          errors: [],
        },
      },
    ]);
  });

  it('of a failure: the errors', () => {
    expect(only(readFixture('status-failed'))).toMatchObject({
      status: 'failed',
      recipient: { userId: null, phone: '+905321112233' },
      errors: [
        {
          code: 131047,
          title: 'Re-engagement message',
          details: 'More than 24 hours since the customer last replied.',
        },
      ],
    });
  });

  it('in a group: one per participant, in both spellings', () => {
    expect(parse(readFixture('status-group'))).toMatchObject([
      { dedupeSource: 's:wamid.OUT9:read:905321112233', unit: { recipient: { phone: '+905321112233' } } },
      { dedupeSource: 's:wamid.OUT9:read:905334445566', unit: { recipient: { phone: '+905334445566' } } },
    ]);
  });

  it('without id or name: unrecognised', () => {
    expect(parse(webhookBody({ statuses: [{ id: 'wamid.X' }, { status: 'read' }] }))).toMatchObject([
      { unit: { kind: 'unrecognised' } },
      { unit: { kind: 'unrecognised' } },
    ]);
  });

  it('with an error without code: never taken for a real code', () => {
    const body = webhookBody({ statuses: [{ id: 'wamid.X', status: 'failed', errors: [{ title: 'Odd' }] }] });

    expect(only(body)).toMatchObject({ errors: [{ code: -1, title: 'Odd', details: null }] });
  });
});

describe('other news in a webhook', () => {
  it.each([['template-paused', 'message_template_status_update']])(
    'of the fixture %s: kept for staff under its field',
    (fixture, field) => {
      const body = readFixture(fixture) as { entry: [{ time?: number; changes: [unknown] }] };

      const [first] = parse(body);

      const { time, changes } = body.entry[0];
      expect(first).toMatchObject({
        dedupeSource: `x:${field}:${time ?? ''}:${canonicalHash(changes[0])}`,
        unit: { kind: 'account', field, at: time === undefined ? null : new Date(time * 1000) },
      });
    },
  );

  it('of a choice about marketing: whose, which and when, under a name that its surroundings do not change', () => {
    const body = readFixture('marketing-stop') as { entry: [Record<string, unknown>] };
    const [first] = parse(body);
    body.entry[0].time = 1795300999;
    const [again] = parse(body);

    expect(first).toMatchObject({
      phoneNumberId: number,
      unit: {
        kind: 'preference',
        at: new Date(1795300450_000),
        person: { userId: 'TR.7001234567890123456', phone: '+905321112233' },
        purpose: 'marketing',
        choice: 'stop',
        text: 'User requested to stop marketing messages',
      },
    });
    expect(again?.dedupeSource).toBe(first?.dedupeSource);
  });

  it('of a message that staff wrote on the phone: an echo, not a message of a customer', () => {
    expect(parse(readFixture('staff-echo'))).toMatchObject([
      {
        dedupeSource: `m:${number}:wamid.ECHO1`,
        unit: {
          kind: 'echo',
          messageId: 'wamid.ECHO1',
          recipient: { phone: '+905321112233' },
          text: 'Bileziğiniz hazır',
          content: { type: 'text', text: 'Bileziğiniz hazır' },
        },
      },
    ]);
  });

  it('of the chat history: one unit per chunk and no message', () => {
    const units = parse(readFixture('history-chunks'));

    expect(units.map(({ unit }) => unit)).toMatchObject([
      { kind: 'account', field: 'history' },
      { kind: 'account', field: 'history' },
    ]);
    expect(new Set(units.map(({ dedupeSource }) => dedupeSource)).size).toBe(2);
    expect(units[1]?.raw).toContain('wamid.HIST2');
  });

  it('whose change has its members in another order: the same dedupe source', () => {
    const change = (value: object): object => ({
      entry: [{ time: 5, changes: [{ field: 'security', value }] }],
    });

    const [one] = parse(change({ event: 'PIN_CHANGED', requester: '1' }));
    const [other] = parse(change({ requester: '1', event: 'PIN_CHANGED' }));

    expect(one?.dedupeSource).toBe(other?.dedupeSource);
  });
});

describe('a webhook body', () => {
  it('with several entries, changes, messages and statuses: all of them, in order', () => {
    const units = parse(readFixture('batch'));

    expect(units.map(({ unit }) => unit.kind)).toEqual([
      'message',
      'message',
      'message',
      'status',
      'status',
      'status',
      'account',
      'unrecognised',
    ]);
    expect(units.map(({ phoneNumberId }) => phoneNumberId)).toEqual([
      ...Array<string>(5).fill(number),
      '410000000000002',
      null,
      null,
    ]);
    expect(
      units.map(({ unit }) => (unit.kind === 'message' ? unit.sender.profileName : null)).slice(0, 2),
    ).toEqual(['Elif Kuyumcu', 'Can']);
  });

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['no JSON', Buffer.from('<html>')],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
    ['a list', Buffer.from('[]')],
    ['null', Buffer.from('null')],
    ['another object', Buffer.from('{"object":"page","entry":[]}')],
    ['no entries', Buffer.from('{"object":"whatsapp_business_account"}')],
    ['a message without envelope', Buffer.from(JSON.stringify(readFixture('bare-body')))],
  ])('holding %s: one unrecognised unit named by its bytes', (_case, bytes) => {
    expect(parseWebhook(bytes)).toMatchObject([
      {
        dedupeSource: `x:body::${createHash('sha256').update(bytes).digest('hex')}`,
        phoneNumberId: null,
        unit: { kind: 'unrecognised', field: 'body' },
      },
    ]);
  });

  it('that is no text: kept byte for byte', () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00]);

    expect(parseWebhook(bytes)[0]?.raw).toBe(`base64:${bytes.toString('base64')}`);
  });

  it('with strange entries, changes and elements among good ones: only those are unrecognised', () => {
    const good = (aTextMessage({ messageId: 'wamid.GOOD' }) as { entry: object[] }).entry[0];
    const mixed = webhookBody({
      contacts: 'nobody',
      messages: [null, 7, { from: '905321112233' }, { from: '905321112233', id: 'wamid.OK', type: 'text' }],
      calls: [{ id: 'wacid.1' }],
    }) as { entry: object[] };

    const units = parse({ entry: [null, { changes: 'x' }, { changes: [5] }, good, ...mixed.entry] });

    expect(units.map(({ unit }) => unit.kind)).toEqual([
      'unrecognised',
      'unrecognised',
      'unrecognised',
      'message',
      'unrecognised',
      'unrecognised',
      'unrecognised',
      'message',
      'unrecognised',
    ]);
    expect(units.at(-1)?.raw).toContain('wacid.1');
  });

  it('whose field stands beside or inside the change, as in samples of the platform: found', () => {
    const value = { event: 'PARTNER_REMOVED' };

    expect(only({ entry: [{ field: 'account_update', changes: [{ value }] }] })).toMatchObject({
      kind: 'account',
    });
    expect(only({ entry: [{ changes: [{ value: { ...value, field: 'account_update' } }] }] })).toMatchObject({
      kind: 'account',
    });
  });

  it('without envelope, at an address that belongs to a number: units of that number', () => {
    const bytes = Buffer.from(JSON.stringify(readFixture('bare-body')));

    expect(parseWebhook(bytes, { phoneNumberId: '77' })).toMatchObject([
      {
        dedupeSource: 'm:77:gBGGFlB5YjhvAgnhuF1qIUvCo7A',
        phoneNumberId: '77',
        unit: { kind: 'message', content: { type: 'text' } },
      },
      { dedupeSource: 's:gBEGkYiEB1VXAglK1ZEqA1YKPrU:read:', phoneNumberId: '77', unit: { at: null } },
    ]);
  });

  it('nested beyond the stack: kept whole, neighbours untouched', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const good = JSON.stringify({ from: '905321112233', id: 'wamid.OK', type: 'text', text: { body: 'a' } });
    const bytes = Buffer.from(
      `{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"id":"wamid.DEEP","from":"905321112233","x":${deep}},${good},{"x":${deep}}]}}]}]}`,
    );

    const units = parseWebhook(bytes);

    expect(units.map(({ unit }) => unit.kind)).toEqual(['message', 'message', 'unrecognised']);
    expect(units[0]?.raw).toHaveLength(bytes.length);
    expect(units[1]?.raw).toBe(good);
  });

  it('with lone surrogates: the same dedupe source each time', () => {
    const bytes = Buffer.from('{"entry":[{"changes":[{"field":"odd","value":"\\ud800"}]}]}');

    expect(parseWebhook(bytes)[0]?.dedupeSource).toMatch(/^x:odd::[0-9a-f]{64}$/);
    expect(parseWebhook(bytes)).toEqual(parseWebhook(bytes));
  });

  it('made by the builders of the tests: read as what they say', () => {
    expect(contentOf(aButtonTap({ id: 'b1' }))).toMatchObject({ id: 'b1', via: 'button' });
    expect(contentOf(aListTap({ id: 'l1', description: 'd' }))).toMatchObject({ id: 'l1', via: 'list' });
    expect(contentOf(aTemplateTap({ id: 't1' }))).toMatchObject({ id: 't1', via: 'template' });
    expect(only(aStatus({ messageId: 'wamid.O', status: 'failed', errorCode: 131026 }))).toMatchObject({
      messageId: 'wamid.O',
      errors: [{ code: 131026 }],
    });
  });
});

describe('a body with more elements than the platform sends', () => {
  const value = (elements: readonly unknown[]) => ({
    metadata: { phone_number_id: number },
    statuses: elements,
  });
  const many = (count: number): unknown[] => Array.from({ length: count }, () => ({}));
  const aRead = { status: 'read', timestamp: '1764000000', recipient_id: '905321112233' };
  const around = (entry: unknown) => ({ object: 'whatsapp_business_account', entry });

  it.each([
    ['entries', around(many(100_000))],
    ['entries that are no objects', around(Array(100_000).fill(0))],
    ['changes', around([{ id: '1', changes: many(100_000) }])],
    ['elements', around([{ id: '1', changes: [{ field: 'messages', value: value(many(100_000)) }] }])],
    [
      'elements over several changes',
      around(
        Array.from({ length: 60 }, () => ({ changes: [{ field: 'messages', value: value(many(100)) }] })),
      ),
    ],
  ])('%s: kept whole, as one unit that nobody reads on', (_title, body) => {
    const bytes = toWireBytes(body);
    const [unit, ...more] = parseWebhook(bytes);

    expect(more).toEqual([]);
    expect(unit?.unit).toEqual({ kind: 'unrecognised', field: 'body', reason: 'too many elements' });
    expect(unit?.raw).toBe(bytes.toString('utf8'));
  });

  it('a batch as large as the platform makes it, one update in each entry: every update is read', () => {
    const batch = Array.from({ length: 1000 }, (_, index) => ({
      id: '1',
      changes: [{ field: 'messages', value: value([{ ...aRead, id: `wamid.${index}` }]) }],
    }));
    const units = parse(around(batch));

    expect(units).toHaveLength(1000);
    expect(new Set(units.map(({ unit }) => unit.kind))).toEqual(new Set(['status']));
  });
});
