import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { InboundUnit, ParsedUnit } from '../../src/vocabulary/inbound-unit.ts';
import { parseWebhook } from '../../src/whatsapp/meta/parse-webhook.ts';
import { toWireBytes } from '../support/meta-webhook.ts';
import { fixtureNames, readFixture } from '../support/whatsapp-fixtures.ts';

/**
 * Bodies from the wild, read in place: `MUTABIK_PAYLOADS`, or `../shared/payloads` beside the checkout, one folder per kind.
 * Without them our own fixtures go through the same checks.
 */
const folder = process.env.MUTABIK_PAYLOADS ?? path.resolve(import.meta.dirname, '../../../shared/payloads');

interface Payload {
  kind: string;
  name: string;
  body: unknown;
}

const readFolder = (): Payload[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: kind }) =>
      readdirSync(path.join(folder, kind))
        .filter((file) => file.endsWith('.json'))
        .map((file) => ({
          kind,
          name: `${kind}/${file}`,
          body: JSON.parse(readFileSync(path.join(folder, kind, file), 'utf8')) as unknown,
        })),
    );

/** Our fixtures whose kind has another name in the folder. */
const ownKinds: Readonly<Record<string, string>> = {
  'text-reply': 'reply',
  'text-forwarded': 'text',
  'text-withheld-number': 'bsuid-no-phone',
  'text-without-contacts': 'text',
  'text-group': 'group-message',
  'location-as-text-without-type': 'location',
  'contacts-own-number': 'contacts',
  'contacts-two-cards': 'contacts',
  'call-permission': 'interactive-call-permission',
  'referral-ad': 'referral',
  'product-asked-about': 'context-product',
  'button-tap': 'interactive-button-reply',
  'list-tap': 'interactive-list-reply',
  'template-tap-without-context': 'button',
  form: 'interactive-nfm-reply',
  'unsupported-poll': 'unsupported',
  'number-changed': 'system',
  'security-code-changed': 'system',
  'status-group': 'group-status',
  'marketing-stop': 'user-preferences',
  'template-paused': 'template-status',
  'staff-echo': 'smb-message-echoes',
  'history-chunks': 'history',
  'bare-body': 'bsp-360dialog',
};

const readOwn = (): Payload[] =>
  fixtureNames.map((name) => ({ kind: ownKinds[name] ?? name, name, body: readFixture(name) }));

/** Every unit of such a body matches one of these. */
const text = { kind: 'message', content: { type: 'text' } };
const message = { kind: 'message' };
const account = { kind: 'account' };
const status = { kind: 'status' };
const expectations: Readonly<Record<string, readonly object[]>> = {
  text: [text],
  reply: [text],
  'context-product': [text],
  'bsuid-with-phone': [text],
  'bsuid-no-phone': [{ ...text, sender: { phone: null } }],
  'group-message': [text],
  image: [{ kind: 'message', content: { type: 'image' } }],
  document: [{ kind: 'message', content: { type: 'document' } }],
  audio: [{ kind: 'message', content: { type: 'audio' } }],
  voice: [{ kind: 'message', content: { type: 'voice' } }],
  sticker: [{ kind: 'message', content: { type: 'sticker' } }],
  location: [{ kind: 'message', content: { type: 'location' } }],
  contacts: [{ kind: 'message', content: { type: 'contacts' } }],
  button: [{ kind: 'message', content: { type: 'choice', via: 'template' } }],
  'interactive-button-reply': [{ kind: 'message', content: { type: 'choice', via: 'button' } }],
  'interactive-list-reply': [{ kind: 'message', content: { type: 'choice', via: 'list' } }],
  'interactive-nfm-reply': [{ kind: 'message', content: { type: 'form' } }],
  'interactive-call-permission': [{ kind: 'message', content: { type: 'unrecognised' } }],
  'interactive-payment-method': [{ kind: 'message', content: { type: 'unrecognised' } }],
  'interactive-without-content': [
    { kind: 'message', content: { type: 'unsupported' } },
    { kind: 'account', field: 'errors' },
  ],
  reaction: [{ kind: 'message', content: { type: 'reaction' } }],
  'reaction-removed': [{ kind: 'message', content: { type: 'reaction', emoji: null } }],
  order: [{ kind: 'message', content: { type: 'order' } }],
  'request-welcome': [{ kind: 'message', content: { type: 'unrecognised' } }],
  referral: [message],
  system: [{ kind: 'message', content: { type: 'identity-changed' } }, { kind: 'identity-change' }],
  unsupported: [{ kind: 'message', content: { type: 'unsupported' } }],
  edit: [{ kind: 'message', content: { type: 'edited' } }],
  revoke: [{ kind: 'message', content: { type: 'deleted' } }],
  'status-sent': [{ kind: 'status', status: 'sent' }],
  'status-delivered': [{ kind: 'status', status: 'delivered' }],
  'status-read': [{ kind: 'status', status: 'read' }],
  'status-failed': [{ kind: 'status', status: 'failed' }],
  'status-bsuid': [status],
  'group-status': [status],
  'value-errors': [{ kind: 'account', field: 'errors' }],
  'account-update': [account],
  'account-alerts': [account],
  'account-review': [account],
  'automatic-events': [account],
  'business-username': [account],
  calls: [account],
  flows: [account],
  groups: [account],
  history: [account],
  malformed: [account],
  'payment-configuration': [account],
  'phone-name': [account],
  'phone-quality': [account],
  security: [account],
  'smb-app-state-sync': [account],
  'template-category': [account],
  'template-quality': [account],
  'template-status': [account],
  'user-preferences': [{ kind: 'preference', purpose: 'marketing' }],
  'user-id-update': [{ kind: 'identity-change' }, { kind: 'message', content: { type: 'identity-changed' } }],
  'smb-message-echoes': [{ kind: 'echo' }],
  'bsp-360dialog': [message, status],
  'bsp-twilio': [{ kind: 'unrecognised', field: 'body' }],
  'api-error': [{ kind: 'unrecognised', field: 'body' }],
};

const parse = ({ body, kind }: Payload): ParsedUnit[] =>
  parseWebhook(toWireBytes(body), kind === 'bsp-360dialog' ? { phoneNumberId: '77' } : {});

const matches = (unit: InboundUnit, expected: object): boolean => {
  try {
    expect(unit).toMatchObject(expected);
    return true;
  } catch {
    return false;
  }
};

/** Numbers of elements a body holds in the lists of its changes. */
const countElements = (body: unknown): number => {
  const entries = (body as { entry?: { changes?: { value?: Record<string, unknown> }[] }[] }).entry ?? [];
  return entries
    .flatMap((entry) => entry.changes ?? [])
    .map(({ value = {} }) =>
      ['messages', 'statuses', 'message_echoes'].reduce((sum, name) => {
        const member = value[name];
        return sum + (Array.isArray(member) ? member.length : 0);
      }, 0),
    )
    .reduce((sum, count) => sum + count, 0);
};

const payloads = existsSync(folder) ? readFolder() : readOwn();

describe('payloads from the wild', () => {
  it('are there: every kind of message and status that we promise to read has at least one', () => {
    const kinds = new Set(payloads.map(({ kind }) => kind));

    const needed = [
      'text',
      'button',
      'interactive-button-reply',
      'interactive-list-reply',
      'status-read',
      'batch',
    ];
    expect(needed.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it.each(payloads)('$name: at least one unit per element, the same dedupe sources each time', (payload) => {
    const units = parse(payload);

    expect(units.length).toBeGreaterThanOrEqual(
      Math.max(1, payload.kind === 'calls' ? 1 : countElements(payload.body)),
    );
    expect(parse(payload).map(({ dedupeSource }) => dedupeSource)).toEqual(
      units.map(({ dedupeSource }) => dedupeSource),
    );
    expect(units.every(({ raw, dedupeSource }) => raw !== '' && /^[msx]:/.test(dedupeSource))).toBe(true);
  });

  const withExpectation = payloads.filter(({ kind }) => expectations[kind] !== undefined);

  it.each(withExpectation)('$name: read as its kind', (payload) => {
    const expected = expectations[payload.kind] ?? [];

    const strange = parse(payload)
      .map(({ unit }) => unit)
      .filter((unit) => !expected.some((shape) => matches(unit, shape)));

    expect(strange).toEqual([]);
  });

  it.each(payloads)('$name: numbers are E.164, people on messages have a name', (payload) => {
    const units = parse(payload).map(({ unit }) => unit);

    const senders = units.flatMap((unit) => (unit.kind === 'message' ? [unit.sender] : []));
    const recipients = units.flatMap((unit) => (unit.kind === 'status' ? [unit.recipient] : []));
    for (const { phone } of [...senders, ...recipients])
      expect(phone ?? '+10000').toMatch(/^\+[1-9]\d{4,14}$/);
    expect(senders.filter(({ phone, userId }) => phone === null && userId === null)).toEqual([]);
  });
});
