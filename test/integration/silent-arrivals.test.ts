import { aLetterEvent } from '../support/events.ts';
import { aMessage, aTextMessage, webhookBody } from '../support/meta-webhook.ts';
import {
  conversationOf,
  newPerson,
  newPhone,
  report,
  requestOf,
  transcriptOf,
  type Person,
  type ShownMessage,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const group = 'Y2FwaV9ncm91cDo5MDIxMjAwMDAwMDA6MTIw';
const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

/** What the platform tells and no machine hears. */
describe('arrivals that move nobody', () => {
  let world: World;
  let person: Person;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  beforeEach(async () => {
    person = await newPerson(world);
  });
  afterAll(() => world?.close());

  const digits = (): string => person.phone.slice(1);
  const lines = (): Promise<ShownMessage[]> => transcriptOf(world, person.contactRef ?? '');
  const told = async (body: unknown): Promise<void> => {
    expect(await world.webhook(body)).toBe(200);
    await world.settle();
  };
  const asked = async (): Promise<Record<string, unknown>> => {
    count += 1;
    const event = aLetterEvent({ eventId: `silent_${count}`, customer: person.customerRef ?? '' });
    await report(world, event);
    return event;
  };
  const echo = (messageId: string, content: object): object =>
    webhookBody(
      {
        message_echoes: [
          {
            from: '902120000000',
            to: digits(),
            id: messageId,
            timestamp: String(seconds(world.clock.now())),
            ...content,
          },
        ],
      },
      {},
      'smb_message_echoes',
    );
  const preference = (value: string, at: Date, entryTime?: number): object => {
    const body = webhookBody(
      {
        contacts: [{ wa_id: digits() }],
        user_preferences: [
          {
            wa_id: digits(),
            detail: `User requested to ${value} marketing messages`,
            category: 'marketing_messages',
            value,
            timestamp: seconds(at),
          },
        ],
      },
      {},
      'user_preferences',
    ) as { entry: [Record<string, unknown>] };
    if (entryTime !== undefined) body.entry[0].time = entryTime;
    return body;
  };

  describe('a message in a group', () => {
    it('that says the words of an approval: a line of the writer that names the group; nothing else', async () => {
      const event = await asked();
      const before = (await requestOf(world, event)).history.length;
      const { windowExpiresAt } = await conversationOf(world, person.contactRef ?? '');
      const sent = person.got().length;
      const content = { type: 'text', text: { body: 'Mutabıkız' }, group_id: group };
      const body = aMessage(content, { from: digits(), at: world.clock.now(), messageId: `wamid.G${count}` });
      await told(body);
      await told(body);

      const said = (await lines()).filter(({ direction }) => direction === 'in');
      expect(said).toMatchObject([
        { text: 'Mutabıkız', author: 'customer', groupId: group, requestId: null },
      ]);
      expect(person.got()).toHaveLength(sent);
      expect((await requestOf(world, event)).history).toHaveLength(before);
      expect((await conversationOf(world, person.contactRef ?? '')).windowExpiresAt).toBe(windowExpiresAt);
      expect(world.graph.calls.map(({ body: { message_id: read } }) => read)).not.toContain(
        `wamid.G${count}`,
      );
    });

    it('with a button of ours, or a stop word: nothing happens either', async () => {
      const event = await asked();
      const [{ id } = { id: '' }] = person.sees().choices;
      for (const content of [
        { type: 'button', button: { payload: id, text: 'Mutabıkız' } },
        { type: 'text', text: { body: 'DUR' } },
      ])
        await told(aMessage({ ...content, group_id: group }, { from: digits(), at: world.clock.now() }));

      expect(await requestOf(world, event)).toMatchObject({ status: 'open', decision: null });
      expect((await world.api.get(`/v1/consents?contact=${person.contactRef}`)).body.data).toEqual([]);
      expect(person.got()).toHaveLength(1);
    });
  });

  describe('a message that staff wrote on the telephone', () => {
    it('told twice: one line of staff in the conversation of that customer; the open request stays', async () => {
      const event = await asked();
      const sent = person.got().length;
      const body = echo(`wamid.E${count}`, {
        type: 'text',
        text: { body: 'Mutabıkız dediniz, kapatıyorum' },
      });
      await told(body);
      await told(body);

      expect((await lines()).filter(({ author }) => author === 'staff')).toMatchObject([
        {
          direction: 'out',
          kind: 'text',
          text: 'Mutabıkız dediniz, kapatıyorum',
          status: 'sent',
          providerMessageId: `wamid.E${count}`,
        },
      ]);
      expect(person.got()).toHaveLength(sent);
      expect(await requestOf(world, event)).toMatchObject({ status: 'open' });
      expect(await conversationOf(world, person.contactRef ?? '')).toMatchObject({ windowExpiresAt: null });
    });

    it('a document: its name and caption; what the customer answers to it stands after it', async () => {
      await told(
        echo('wamid.EDOC', {
          type: 'document',
          document: {
            id: '880099',
            mime_type: 'application/pdf',
            filename: 'ekstre.pdf',
            caption: 'Ekstreniz',
          },
        }),
      );
      await person.writes('teşekkürler', { replyTo: 'wamid.EDOC' });

      const [ours, theirs] = await lines();
      expect(ours).toMatchObject({
        kind: 'document',
        text: 'Ekstreniz',
        author: 'staff',
        file: { filename: 'ekstre.pdf', documentId: null },
      });
      expect(theirs).toMatchObject({ text: 'teşekkürler', about: { messageId: ours?.id } });
    });

    it('to somebody nobody knows yet: a conversation with that number', async () => {
      person = { ...person, phone: newPhone() };
      await told(echo('wamid.ENEW', { type: 'text', text: { body: 'Merhaba' } }));
      const { body } = await world.api.get('/v1/conversations?limit=200');
      const found = await Promise.all(
        (body.data as { id: string; contactRef: string | null }[])
          .filter(({ contactRef }) => contactRef === null)
          .map(
            async ({ id }) =>
              (await world.api.get(`/v1/conversations/${id}/messages`)).body.data as unknown[],
          ),
      );

      expect(found).toContainEqual([expect.objectContaining({ providerMessageId: 'wamid.ENEW' })]);
    });
  });

  describe('a choice about marketing made in WhatsApp', () => {
    interface Consent {
      purpose: string;
      action: string;
      source: string;
      messageId: string;
      answer: string;
      at: string;
      text: null;
    }
    const marketing = async (): Promise<Consent[]> =>
      (await world.api.get(`/v1/consents?contact=${person.contactRef}&purpose=marketing`)).body.data;
    /** What counts, as the conversation goes by it: a new record of it is made by STOP only where it was not withdrawn. */
    const later = (milliseconds: number): Date => new Date(world.clock.now().getTime() + milliseconds);

    it('stop, told twice in different surroundings: withdrawn once, with the line behind it; messages go on', async () => {
      const at = world.clock.now();
      await told(preference('stop', at, 1795300450));
      await told(preference('stop', at, 1795300999));

      const found = await marketing();
      expect(found).toMatchObject([
        {
          action: 'withdrawn',
          source: 'platform',
          answer: 'User requested to stop marketing messages',
          text: null,
          at: new Date(seconds(at) * 1000).toISOString(),
        },
      ]);
      const line = (await lines()).find(({ id }) => id === found[0]?.messageId);
      expect(line).toMatchObject({ kind: 'preference', author: 'customer' });
      const event = await asked();
      expect(person.got()).toHaveLength(1);
      await person.taps('agreed');
      await person.taps('confirmed');
      expect(await requestOf(world, event)).toMatchObject({ outcome: 'agreed' });
    });

    it('resume after stop: accepted; the newest record counts, whichever came first', async () => {
      await told(preference('resume', later(10_000)));
      await told(preference('stop', later(0)));

      expect((await marketing()).map(({ action }) => action)).toEqual(['accepted', 'withdrawn']);
    });

    it('of a kind nobody knows: no consent', async () => {
      await told(preference('whatever', world.clock.now()));

      expect(await world.api.get(`/v1/consents?contact=${person.contactRef}`)).toMatchObject({
        body: { data: [] },
      });
    });

    it('what the person said in the chat: on record as said in the chat', async () => {
      await told(aTextMessage({ from: digits(), text: 'DUR', at: world.clock.now() }));

      expect(await marketing()).toMatchObject([{ action: 'withdrawn', source: 'chat' }]);
    });
  });
});
