import { aLetterEvent } from '../support/events.ts';
import { aTextMessage, webhookBody } from '../support/meta-webhook.ts';
import { aPdf } from '../support/sample-files.ts';
import { conversationOf, newPerson, report, type Person, type ShownMessage } from '../support/scenario.ts';
import { readFixture } from '../support/whatsapp-fixtures.ts';
import { startWorld, type World } from '../support/world.ts';

interface Line extends ShownMessage {
  conversationId: string;
  about: { messageId: string | null; providerMessageId: string } | null;
  file: { documentId: string | null; filename: string | null; mimeType: string } | null;
  forwarded: boolean;
  frequentlyForwarded: boolean;
  referral: object | null;
  product: object | null;
  order: object | null;
  contacts: object[];
}

/** The message of a fixture, without who sent it, when and under which id. */
const contentOf = (fixture: string): object => {
  const body = readFixture(fixture) as {
    entry: [{ changes: [{ value: { messages: [Record<string, unknown>] } }] }];
  };
  const {
    from: _from,
    from_user_id: _userId,
    id: _id,
    timestamp: _at,
    ...content
  } = body.entry[0].changes[0].value.messages[0];
  return content;
};

describe('what arrived, in the transcript', () => {
  let world: World;
  let person: Person;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
  });
  beforeEach(async () => {
    person = await newPerson(world);
  });
  afterAll(() => world?.close());

  const lines = async (): Promise<Line[]> => {
    const { id } = await conversationOf(world, person.contactRef ?? '');
    return (await world.api.get(`/v1/conversations/${id}/transcript`)).body.messages as Line[];
  };
  const received = async (): Promise<Line[]> => (await lines()).filter(({ direction }) => direction === 'in');
  const last = async (): Promise<Line> => {
    const line = (await received()).at(-1);
    if (line === undefined) throw new Error('nothing came in');
    return line;
  };

  it.each<[string, (target: string) => object, string | null]>([
    [
      'an edit',
      (target) => ({
        type: 'edit',
        edit: { original_message_id: target, message: { type: 'text', text: { body: '1250,340 gram' } } },
      }),
      '1250,340 gram',
    ],
    ['a deletion', (target) => ({ type: 'revoke', revoke: { original_message_id: target } }), null],
    ['a reaction', (target) => ({ type: 'reaction', reaction: { message_id: target, emoji: '👍' } }), '👍'],
    ['a removed reaction', (target) => ({ type: 'reaction', reaction: { message_id: target } }), null],
    ['a quote', (target) => ({ type: 'text', text: { body: 'bunu' }, context: { id: target } }), 'bunu'],
  ])('%s of an own message: the line names that line', async (_case, content, text) => {
    await person.writes('Merhaba');
    const original = await last();

    await person.sends(content(original.providerMessageId ?? ''));

    expect(await last()).toMatchObject({
      text,
      about: { messageId: original.id, providerMessageId: original.providerMessageId },
    });
    expect(original.about).toBeNull();
  });

  it('a quote of and a reaction to a message of ours: the lines name that line', async () => {
    await report(world, aLetterEvent({ eventId: 'evt_arrivals_1', customer: person.customerRef ?? '' }));
    const asked = person.sees();

    await person.sends({ type: 'reaction', reaction: { message_id: asked.messageId, emoji: '👍' } });
    await person.writes('bakıyorum', { replyTo: asked.messageId });

    const ours = (await lines()).find(({ providerMessageId }) => providerMessageId === asked.messageId);
    expect(ours?.direction).toBe('out');
    const about = { messageId: ours?.id, providerMessageId: asked.messageId };
    expect((await received()).map((line) => line.about)).toEqual([about, about]);
  });

  it("a quote of a message of somebody else: named by the platform's id alone", async () => {
    const other = await newPerson(world);
    await other.writes('Merhaba', { messageId: 'wamid.OF-ANOTHER' });

    await person.writes('bunu', { replyTo: 'wamid.OF-ANOTHER' });

    expect((await last()).about).toEqual({ messageId: null, providerMessageId: 'wamid.OF-ANOTHER' });
  });

  it('a shopping cart: its items as data and in words', async () => {
    await person.sends(contentOf('order'));

    expect(await last()).toMatchObject({
      kind: 'order',
      text: 'Cuma alırım · 2 × BILEZIK-22 (48250.5 TRY) · 1 × KOLYE-14 (9100 TRY)',
      order: {
        catalogId: '5511',
        items: [
          { productId: 'BILEZIK-22', quantity: '2', price: '48250.5', currency: 'TRY' },
          { productId: 'KOLYE-14', quantity: '1', price: '9100', currency: 'TRY' },
        ],
      },
    });
  });

  it('contact cards: names with their numbers as data and in words', async () => {
    await person.sends(contentOf('contacts-two-cards'));

    expect(await last()).toMatchObject({
      text: 'Can Ay +905334445566 0212 000, Deniz Su +905359998877',
      contacts: [
        { name: 'Can Ay', phones: ['+905334445566', '0212 000'] },
        { name: 'Deniz Su', phones: ['+905359998877'] },
      ],
    });
  });

  it('forwarded many times, from an advertisement, about a product: the line says so', async () => {
    await person.sends(contentOf('text-forwarded'));
    expect(await last()).toMatchObject({ forwarded: true, frequentlyForwarded: true, referral: null });

    await person.sends(contentOf('referral-ad'));
    expect(await last()).toMatchObject({
      forwarded: false,
      referral: { headline: '22 ayar bilezik', sourceType: 'ad', clickId: 'Afc-kampanya-1' },
    });

    await person.sends(contentOf('product-asked-about'));
    expect(await last()).toMatchObject({ product: { catalogId: '5511', productId: 'KOLYE-14' } });
  });

  it.each([
    ['call-permission', 'unrecognised', '"response":"accept"'],
    ['unsupported-poll', 'unsupported', 'poll_creation'],
  ])('a content without words, %s: what came stands in the line', async (fixture, kind, text) => {
    await person.sends(contentOf(fixture));

    expect(await last()).toMatchObject({ kind, text: expect.stringContaining(text) as string });
  });

  it('an interactive message without content: the code that explains it', async () => {
    const { entry } = readFixture('interactive-without-content') as {
      entry: [{ changes: [{ value: { errors: object[] } }] }];
    };
    const { errors } = entry[0].changes[0].value;
    const from = person.phone.slice(1);
    const timestamp = String(Math.floor(world.clock.now().getTime() / 1000));
    const message = { from, id: `wamid.EMPTY-${from}`, timestamp, type: 'interactive' };

    await world.webhook(webhookBody({ contacts: [{ wa_id: from }], messages: [message], errors }));
    await world.settle();

    expect(await last()).toMatchObject({ kind: 'unsupported', text: 'interactive:131000' });
  });

  it('a file with a name and a caption: both stand in the line, and it leads to the document', async () => {
    await person.writes('Merhaba');
    await person.sendsFile({
      content: aPdf('makbuz'),
      mimeType: 'application/pdf',
      filename: 'makbuz.pdf',
      caption: 'ödeme makbuzu',
    });

    const line = await last();
    expect(line).toMatchObject({
      text: 'ödeme makbuzu',
      file: { filename: 'makbuz.pdf', mimeType: 'application/pdf' },
    });
    const document = await world.api.get(`/v1/documents/${line.file?.documentId ?? 'none'}`);
    expect(document.status).toBe(200);
    expect(document.body).toMatchObject({ filename: 'makbuz.pdf', conversationId: line.conversationId });
  });

  it('a plain message: nothing besides its words', async () => {
    await world.webhook(aTextMessage({ from: person.phone.slice(1), at: world.clock.now() }));
    await world.settle();

    expect(await last()).toMatchObject({
      text: 'Merhaba',
      about: null,
      file: null,
      forwarded: false,
      frequentlyForwarded: false,
      referral: null,
      product: null,
      order: null,
      contacts: [],
    });
  });
});
