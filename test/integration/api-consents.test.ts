import { createHash } from 'node:crypto';
import { recordOfGivenKey } from '../../src/api/issue-api-key.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import request from 'supertest';
import type { Server } from 'node:http';
import {
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { callerWith } from '../support/callers.ts';
import { aLetterEvent, fixtureEvent } from '../support/events.ts';
import {
  conversationOf,
  newPerson,
  report,
  requestOf,
  transcriptOf,
  type Person,
  type ShownMessage,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

interface ShownConsent {
  id: string;
  contactRef: string;
  customerRefs: string[];
  conversationId: string;
  channelId: string;
  purpose: string;
  action: string;
  language: string;
  textVersion: string | null;
  text: string | null;
  textHash: string | null;
  messageId: string;
  answer: string | null;
  at: string;
}

/** Made here from what the transcript shows, as anybody could: of the text alone, `printf %s "$text" | sha256sum`. */
const hashOf = ({ text }: Pick<ShownMessage, 'text'>): string =>
  createHash('sha256')
    .update(text ?? '', 'utf8')
    .digest('hex');

describe('consents, said in the chat and read over the API', () => {
  let world: World;
  let receiver: CallbackReceiver;
  beforeAll(async () => {
    world = await startWorld({ env: { PRIVACY_NOTICE_VERSION: '3' } });
    receiver = await startCallbackReceiver();
    await registerReceiver(world, receiver);
  });
  afterAll(async () => {
    await world?.close();
    await receiver?.close();
  });

  const consentsOf = async (person: Person, query = ''): Promise<ShownConsent[]> => {
    const { body } = await world.api.get(`/v1/consents?contact=${person.contactRef}${query}`);
    return body.data as ShownConsent[];
  };
  const said = (consents: readonly ShownConsent[]): string[][] =>
    consents.map(({ purpose, action }) => [purpose, action]);
  const lineOf = async (person: Person, messageId: string): Promise<ShownMessage> => {
    const found = (await transcriptOf(world, person.contactRef ?? '')).find(({ id }) => id === messageId);
    if (found === undefined) throw new Error(`the transcript has no line ${messageId}`);
    return found;
  };
  /** The person, past the notice of the first contact. */
  const acquainted = async (): Promise<Person> => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    world.clock.turn(1_000);
    return person;
  };
  const asks = async (person: Person, purpose: 'openedMarketing' | 'openedFeedback'): Promise<void> => {
    await person.writes('gizlilik');
    await person.taps(purpose);
    world.clock.turn(1_000);
  };

  it('the notice at first contact: recorded as presented, with its version, in exactly the words of the answer that said it', async () => {
    const person = await acquainted();
    const [presented, ...more] = await consentsOf(person);
    if (presented === undefined) throw new Error('nothing was recorded');
    const line = await lineOf(person, presented.messageId);

    expect(more).toEqual([]);
    expect(presented).toMatchObject({
      purpose: 'privacy_notice',
      action: 'presented',
      language: 'tr',
      textVersion: '3',
      text: expect.stringMatching(/^Bu hatta hesabınıza ilişkin .* DUR yazabilirsiniz\.$/) as unknown,
      answer: null,
      contactRef: person.contactRef,
      customerRefs: [person.customerRef],
    });
    expect(line).toMatchObject({ direction: 'out', author: 'bot' });
    expect(presented.textHash).toBe(hashOf({ text: presented.text ?? '' }));
    expect(line.text).toContain(presented.text);
    expect(person.got().map(({ text }) => text)).toEqual([line.text]);
  });

  it('R18: «Anladım»: acknowledged, bound to the notice and to the tapped message; no consent to anything', async () => {
    const person = await acquainted();
    await person.writes('aydınlatma metni');
    world.clock.turn(1_000);
    await person.taps('understoodNotice');
    const [acknowledged, presented] = await consentsOf(person);

    expect(acknowledged).toMatchObject({
      purpose: 'privacy_notice',
      action: 'acknowledged',
      textVersion: '3',
      text: presented?.text,
      textHash: presented?.textHash,
    });
    expect(await lineOf(person, acknowledged?.messageId ?? '')).toMatchObject({
      direction: 'in',
      kind: 'choice',
    });
    expect(said(await consentsOf(person))).toHaveLength(3);
  });

  it('R19: marketing yes, later no: two records, each with the text that was asked and the answer that was given', async () => {
    const person = await acquainted();
    await asks(person, 'openedMarketing');
    const question = person.sees();
    await person.taps('gaveConsent:marketing');
    world.clock.turn(1_000);
    await asks(person, 'openedMarketing');
    await person.writes('Onay vermiyorum');
    const records = await consentsOf(person, '&purpose=marketing');

    expect(said(records)).toEqual([
      ['marketing', 'rejected'],
      ['marketing', 'accepted'],
    ]);
    const channel = (await conversationOf(world, person.contactRef ?? '')).channelId;
    const lines = await transcriptOf(world, person.contactRef ?? '');
    const asked = lines.filter(({ text, direction }) => direction === 'out' && text === question.text);
    expect(asked).toHaveLength(2);
    expect(records.map(({ textHash }) => textHash)).toEqual(asked.map((line) => hashOf(line)).reverse());
    for (const record of records) {
      expect(record).toMatchObject({ text: question.text, textVersion: '1', language: 'tr', source: 'chat' });
      const answer = await lineOf(person, record.messageId);
      expect([record.channelId, record.at]).toEqual([channel, answer.at]);
      expect([answer.direction, answer.text]).toEqual(['in', record.answer]);
    }
  });

  it('R19: a button of the question as it was asked in another language before: bound to those words', async () => {
    const person = await acquainted();
    await asks(person, 'openedMarketing');
    const turkish = person.sees();
    await person.writes('English');
    await person.writes('privacy');
    await person.taps('openedMarketing');
    const english = person.sees();
    expect(english.text).not.toBe(turkish.text);
    await person.taps('gaveConsent:marketing', turkish);

    const [record] = await consentsOf(person, '&purpose=marketing');
    const lines = await transcriptOf(world, person.contactRef ?? '');
    const line = lines.find(({ text, direction }) => direction === 'out' && text === turkish.text);
    if (line === undefined) throw new Error('the question is not in the transcript');
    expect(record).toMatchObject({ action: 'accepted', language: 'tr', text: turkish.text });
    expect(record?.textHash).toBe(hashOf(line));
  });

  it('a button of a question so old that its words are not kept: the answer counts, no text is claimed', async () => {
    const person = await acquainted();
    await asks(person, 'openedMarketing');
    const first = person.sees();
    for (let n = 0; n < 5; n += 1) await asks(person, 'openedMarketing');
    await person.taps('refusedConsent:marketing', first);

    const [record] = await consentsOf(person, '&purpose=marketing');
    expect(record).toMatchObject({ action: 'rejected', text: null, textHash: null, textVersion: null });
  });

  it('R19: «DUR», «BAŞLA»: both purposes end, only the notices come back; nobody had asked, so no text is claimed', async () => {
    const person = await acquainted();
    await asks(person, 'openedMarketing');
    await person.taps('gaveConsent:marketing');
    world.clock.turn(1_000);
    await person.writes('DUR');
    const stopped = (await consentsOf(person)).slice(0, 2);
    world.clock.turn(1_000);
    await person.writes('BAŞLA');
    const [started] = await consentsOf(person);

    expect(said(stopped).sort()).toEqual([
      ['marketing', 'withdrawn'],
      ['transactional', 'withdrawn'],
    ]);
    for (const record of stopped)
      expect(record).toMatchObject({ text: null, textHash: null, textVersion: null, answer: 'DUR' });
    expect(said([started as ShownConsent])).toEqual([['transactional', 'accepted']]);
    expect(started).toMatchObject({ text: null, answer: 'BAŞLA' });
    expect(await lineOf(person, started?.messageId ?? '')).toMatchObject({ direction: 'in', text: 'BAŞLA' });
  });

  it('«DUR», then a letter: recorded as not sent and why, nothing goes out, the business learns of both', async () => {
    const person = await acquainted();
    await person.writes('DUR');
    const before = person.got().length;
    const event = aLetterEvent({
      eventId: 'evt_consent_stopped',
      customer: person.customerRef ?? '',
      contact: person.contactRef ?? '',
    });
    const ended = await report(world, event);
    const line = (await transcriptOf(world, person.contactRef ?? '')).at(-1);

    expect(person.got()).toHaveLength(before);
    expect(ended).toMatchObject({ status: 'closed', outcome: 'undeliverable', decision: null });
    expect(line).toMatchObject({
      direction: 'out',
      status: 'suppressed',
      requestId: ended.id,
      statuses: [{ status: 'suppressed', error: 'notices_stopped' }],
      providerMessageId: null,
    });
    expect(line?.text).toContain('100,000');
    const opted = await receiver.waitForCalls('contact.opted_out');
    expect(opted.at(-1)?.body.data).toMatchObject({ contactRef: person.contactRef });
    const closed = await receiver.waitForCalls('request.closed');
    expect(
      closed.find(({ body }) => (body.data.request as { id: string }).id === ended.id)?.body.data,
    ).toEqual({
      request: await requestOf(world, event),
    });
    const tasks = (await world.api.get(`/v1/tasks?request=${ended.id}`)).body as { data: object[] };
    expect(tasks.data).toMatchObject([{ reason: 'notices_stopped', urgent: true, role: 'staff' }]);
  });

  it('no to questions about satisfaction: the next one is not asked, and the transcript says why', async () => {
    const person = await acquainted();
    await asks(person, 'openedFeedback');
    await person.taps('refusedConsent:feedback');
    const before = person.got().length;
    const event = {
      ...fixtureEvent('evt_1015'),
      event_id: 'evt_consent_feedback',
      customer_id: person.customerRef,
      contact_id: person.contactRef,
    };
    const ended = await report(world, event);

    expect(said(await consentsOf(person, '&purpose=feedback'))).toEqual([['feedback', 'rejected']]);
    expect(person.got()).toHaveLength(before);
    expect(ended).toMatchObject({ status: 'closed', outcome: 'undeliverable' });
    expect((await transcriptOf(world, person.contactRef ?? '')).at(-1)).toMatchObject({
      status: 'suppressed',
      statuses: [{ status: 'suppressed', error: 'feedback_refused' }],
    });
  });

  it('the list: newest first, page by page, by contact, customer and purpose; anything else is refused', async () => {
    const person = await acquainted();
    await asks(person, 'openedMarketing');
    await person.taps('gaveConsent:marketing');
    world.clock.turn(1_000);
    await person.writes('DUR');
    const all = await consentsOf(person);
    const paged: ShownConsent[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { body } = await world.api.get(`/v1/consents?customer=${person.customerRef}&limit=1${more}`);
      paged.push(...(body.data as ShownConsent[]));
      cursor = body.nextCursor as string | null;
    } while (cursor !== null);

    expect(all).toHaveLength(4);
    expect(paged).toEqual(all);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    expect(said(await consentsOf(person, '&purpose=transactional'))).toEqual([
      ['transactional', 'withdrawn'],
    ]);
    const [one] = all;
    expect((await world.api.get(`/v1/consents/${one?.id}`)).body).toEqual(one);
    for (const wrong of ['purpose=sms', 'status=open', 'limit=0', 'contact=a%20b', 'cursor=x'])
      expect([wrong, (await world.api.get(`/v1/consents?${wrong}`)).status]).toEqual([wrong, 400]);
  });

  it('R19: a record: cannot be changed or made over the API, and does not change by what is said later', async () => {
    const person = await acquainted();
    const [before] = await consentsOf(person);
    await person.writes('aydınlatma metni');
    await person.taps('understoodNotice');
    await person.writes('DUR');
    const server = world.application.server as Server;
    const put = (method: 'post' | 'put' | 'delete', path: string) =>
      request(server)[method](path).set('Authorization', 'Bearer test-key-0123456789abcdef').send({});

    expect((await world.api.get(`/v1/consents/${before?.id}`)).body).toEqual(before);
    for (const path of ['/v1/consents', `/v1/consents/${before?.id}`])
      for (const method of ['post', 'put', 'delete'] as const)
        expect([path, method, (await put(method, path)).status]).toEqual([path, method, 405]);
  });

  it('another tenant, or a key without the permission: sees none of it', async () => {
    const person = await acquainted();
    const [one] = await consentsOf(person);
    const key = 'wk_consentsother_secretsecretsecret';
    await world.application.repositories.keys.create(
      recordOfGivenKey(
        {
          tenantId: 't_other' as TenantId,
          name: 'o',
          scopes: ['*'],
          expiresAt: null,
          now: world.clock.now(),
        },
        key,
      ),
    );
    const other = (path: string) =>
      request(world.application.server as Server)
        .get(path)
        .set('Authorization', `Bearer ${key}`);
    const clerk = await callerWith(world, ['tasks:read', 'conversations:read', 'privacy:read']);

    // Another process serves that tenant: this one says so, whatever is asked, and shows nothing.
    for (const path of [`/v1/consents/${one?.id}`, '/v1/consents', '/v1/consents/con_none'])
      expect(await other(path)).toMatchObject({ status: 421, body: { code: 'not_served_here' } });
    expect((await clerk.get('/v1/consents')).status).toBe(403);
  });
});
