import canonicalize from 'canonicalize';
import { parse } from 'csv-parse/sync';
import { createHash } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { readTable } from '../../src/runs/table/read-table.ts';
import { callerWith, type Caller } from '../support/callers.ts';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { fixtureEvent } from '../support/events.ts';
import { aStatus } from '../support/meta-webhook.ts';
import { filesOfZip } from '../support/files-of-zip.ts';
import { canariesIn, staffEvent, tell } from '../support/staff-only.ts';
import { takenFile } from '../support/taken-file.ts';
import { newPerson, report, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';
import { textOfPdf } from '../support/text-of-pdf.ts';

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

type Message = Record<string, unknown> & { text: string | null; sha256: string; at: string };
interface Exported {
  export: { by: string; at: string; company: string };
  messages: Message[];
  transcripts: { conversation: { id: string; contactRef: string }; messages: Message[] }[];
  leftOut: number;
  integrity: { messages: number; sha256: string };
}

/** As docs/api.md tells a reader to do it. */
const hashAsTold = ({ sha256: _own, status: _s, statuses: _all, held: _h, ...message }: Message): string => {
  const { providerMessageId: _p, ...said } = message;
  return sha256(canonicalize(said) ?? '');
};

describe('exports', () => {
  const databaseName = freshDatabaseName();
  let world: World;
  let client: MongoClient;
  let person: Person;
  let id: string;
  beforeAll(async () => {
    world = await startWorld({ demo: true, databaseName });
    client = await MongoClient.connect(testDatabaseUri());
    person = await newPerson(world);
    const fixture = fixtureEvent('evt_1001');
    const { customerRef, contactRef } = person;
    await report(world, {
      ...fixture,
      ...{ event_id: 'exp_1', customer_id: customerRef, contact_id: contactRef },
    });
    await person.writes('Merhaba, ığüşöç İĞÜŞÖÇ 👍');
    await world.turn(86_400_000);
    await person.writes('=HYPERLINK("http://evil.example";"x")');
    await person.writes('السلام عليكم، رصيد الذهب 12.5 غرام صحيح');
    id = (await world.api.get(`/v1/conversations?contact=${contactRef}`)).body.data[0].id;
  });
  afterAll(async () => {
    await client?.close();
    await world?.close();
  });

  const take = (path: string) => takenFile(world, path);
  const jsonOf = async (path: string): Promise<Exported> =>
    JSON.parse(((await take(path).expect(200)).body as Buffer).toString()) as Exported;
  const audit = async (subject: string) =>
    (await client.db(databaseName).collection('audit').find({ subject }).toArray()).map(({ what, by }) => [
      what,
      String(by).replace(/:.*/, ''),
    ]);

  it('R16: a transcript as JSON: who took it when, a hash of each message and of the whole that anybody can compute', async () => {
    const { messages, integrity, ...head } = await jsonOf(`/v1/conversations/${id}/transcript`);

    expect(head.export).toMatchObject({
      by: expect.stringMatching(/^key:/),
      at: world.clock.now().toISOString(),
    });
    expect(messages.map(({ text }) => text)).toContain('Merhaba, ığüşöç İĞÜŞÖÇ 👍');
    expect(messages.map(hashAsTold)).toEqual(messages.map((message) => message.sha256));
    expect(integrity).toEqual({
      ...{ algorithm: 'SHA-256', messages: messages.length },
      sha256: sha256(messages.map((message) => `${message.sha256}\n`).join('')),
    });
    expect(await audit(id)).toContainEqual(['export.transcript', 'key']);
  });

  it('taken again after it was delivered and read: the same hashes', async () => {
    const hashes = async () =>
      (await jsonOf(`/v1/conversations/${id}/transcript`)).messages.map((message) => message.sha256);
    const before = await hashes();
    await world.webhook(
      aStatus({ messageId: person.sees().messageId, status: 'read', at: world.clock.now() }),
    );
    await world.settle();
    const { messages } = await jsonOf(`/v1/conversations/${id}/transcript`);

    expect(messages.some(({ status }) => status === 'read')).toBe(true);
    expect(await hashes()).toEqual(before);
  });

  it('of a period: its first instant is in it, its end is not', async () => {
    const all = (await jsonOf(`/v1/conversations/${id}/transcript`)).messages;
    const from = all.find(({ text }) => text?.startsWith('=HYPERLINK'))?.at ?? '';
    const path = `/v1/conversations/${id}/transcript`;

    const since = (await jsonOf(`${path}?from=${from}`)).messages;
    const until = (await jsonOf(`${path}?to=${from}`)).messages;

    expect([...until, ...since]).toHaveLength(all.length);
    expect(since.every(({ at }) => at >= from) && until.every(({ at }) => at < from)).toBe(true);
    expect((await world.api.get(`${path}?from=${from}&to=${from}`)).body).toMatchObject({
      ...{ status: 400, code: 'validation_failed', problems: [{ field: 'query.to' }] },
    });
  });

  it('as CSV: a line each, what looks like a formula is text, who took it below', async () => {
    const content = (await take(`/v1/conversations/${id}/transcript?format=csv&language=en`)).body as Buffer;
    const rows = parse(content, { delimiter: ';', bom: true, relax_column_count: true }) as string[][];
    const { messages, integrity } = await jsonOf(`/v1/conversations/${id}/transcript`);

    expect(rows[0]?.slice(0, 3)).toEqual(['Conversation', 'Contact', 'Time']);
    expect(rows.slice(1, messages.length + 1).map((row) => row.at(-1))).toEqual(
      messages.map((message) => message.sha256),
    );
    expect(rows.flat()).toContain(`'=HYPERLINK("http://evil.example";"x")`);
    expect(rows.at(-1)).toEqual(['Hash of the whole (SHA-256)', integrity.sha256]);
  });

  it('R16: as PDF: Turkish and Arabic letters, page by page with the number of all, hashes, who took it', async () => {
    const content = (await take(`/v1/conversations/${id}/transcript?format=pdf`)).body as Buffer;
    const pages = await textOfPdf(content);
    const text = pages.join('\n');
    const { messages, integrity } = await jsonOf(`/v1/conversations/${id}/transcript`);

    expect(content.subarray(0, 5).toString()).toBe('%PDF-');
    expect(text).toContain('ığüşöç İĞÜŞÖÇ [U+1F44D]');
    expect(text).toMatch(/[\u0600-\u06ff\ufe70-\ufefc]{3}/);
    for (const message of messages) expect(text).toContain(message.sha256);
    expect(text).toContain(integrity.sha256);
    expect(text).toMatch(/Alan: key:/);
    for (const [index, page] of pages.entries())
      expect(page.replace(/\s+/g, ' ')).toContain(`Sayfa ${index + 1} / ${pages.length}`);
  });

  it('of a customer whose person acts for another one as well: what is about the other is left out and counted', async () => {
    const other = 'C-OTHER';
    const [contact] = (await world.api.get(`/v1/customers/${person.customerRef}`)).body.contacts;
    const { ref, name, phone, roles, canBind } = contact;
    await world.api.put(`/v1/customers/${other}`, {
      name: 'Öteki Kuyumculuk',
      contacts: [{ ref, name, phone, roles, canBind }],
    });
    const fixture = fixtureEvent('evt_1001');
    await report(world, {
      ...fixture,
      ...{ event_id: 'exp_2', customer_id: other, contact_id: ref },
      data: { ...(fixture.data as object), letter_id: 'OTHER-1' },
    });
    const all = (await jsonOf(`/v1/conversations/${id}/transcript`)).messages;
    const requests = (await world.api.get(`/v1/requests?customer=${other}`)).body.data as { id: string }[];
    const ofOther = all.filter(({ requestId }) => requests.some((request) => request.id === requestId));
    expect(ofOther.length).toBeGreaterThan(0);

    const { transcripts, leftOut } = await jsonOf(`/v1/customers/${person.customerRef}/transcript`);

    expect(transcripts.map(({ conversation }) => conversation.id)).toEqual([id]);
    expect(leftOut).toBe(ofOther.length);
    expect(transcripts[0]?.messages).toHaveLength(all.length - ofOther.length);
  });

  it('of everybody in a period: conversations with a message in it', async () => {
    const { transcripts } = await jsonOf('/v1/exports/transcripts?from=2026-11-01');
    const none = await jsonOf('/v1/exports/transcripts?from=2030-01-01');

    expect(transcripts.map(({ conversation }) => conversation.id)).toContain(id);
    expect(transcripts.every(({ messages }) => messages.length > 0)).toBe(true);
    expect(none).toMatchObject({ transcripts: [], integrity: { messages: 0 } });
    expect(await audit('all')).toContainEqual(['export.transcript', 'key']);
  });

  it('R16: everything about a customer as one file: its manifest has the hash of every other', async () => {
    const contract = { kind: 'current_account', form: 'paper', signedOn: '2026-01-02' };
    await world.api.put(`/v1/customers/${person.customerRef}/agreements/cari-1`, contract).expect(200);
    await world.api.post(`/v1/conversations/${id}/notes`, { text: 'Aradım, söz verdi' }).expect(201);
    const files = await filesOfZip(
      (await take(`/v1/customers/${person.customerRef}/history`)).body as Buffer,
    );
    const read = (name: string) => JSON.parse(files.get(name)?.toString() ?? '') as never;
    const manifest: { by: string; files: { name: string; sha256: string }[] } = read('manifest.json');

    expect([...files.keys()]).toEqual([
      ...['customer.json', 'agreements.json', 'transcript.pdf', 'transcript.json'],
      ...['requests.json', 'decisions.json'],
      ...['consents.json', 'notes.json', 'manifest.json'],
    ]);
    expect(manifest.files.map(({ name, sha256: own }) => [name, own])).toEqual(
      [...files].slice(0, -1).map(([name, content]) => [name, sha256(content)]),
    );
    expect(read('customer.json')).toMatchObject({ ref: person.customerRef });
    expect(read('agreements.json')).toMatchObject([{ id: 'cari-1', ...contract }]);
    // The person speaks for another customer as well: nobody can tell about which of them it is.
    expect(read('notes.json')).toEqual([]);
    expect(files.get('transcript.json')?.toString()).not.toContain('söz verdi');
    expect((read('requests.json') as object[]).length).toBeGreaterThan(0);
    expect(await audit(person.customerRef ?? '')).toContainEqual(['export.history', 'key']);
  });

  it.each(['customers', 'requests', 'conversations', 'tasks'])(
    'the list of %s: the same lines as CSV and as a spreadsheet',
    async (name) => {
      const csv = (await take(`/v1/exports/${name}`)).body as Buffer;
      const xlsx = (await take(`/v1/exports/${name}?format=xlsx`)).body as Buffer;
      const rows = parse(csv, { delimiter: ';', bom: true }) as string[][];
      const sheet = await readTable(xlsx);

      expect(rows.length).toBeGreaterThan(name === 'tasks' ? 0 : 1);
      expect(sheet.lines).toHaveLength(rows.length);
      expect(await audit(name)).toEqual([
        ['export.list', 'key'],
        ['export.list', 'key'],
      ]);
    },
  );

  it('of a customer that is not there: 404 and nothing on record', async () => {
    expect((await world.api.get('/v1/customers/NOBODY/transcript')).status).toBe(404);
    expect((await world.api.get('/v1/customers/NOBODY/history')).status).toBe(404);
    expect(await audit('NOBODY')).toEqual([]);
  });

  it('R4 R16: tasks of the compartment: only for who may see it, each look on record; nothing of it in a history', async () => {
    const customer = person.customerRef ?? '';
    await tell(world, staffEvent('sanction.screening.completed', customer));
    const plain = await callerWith(world, ['tasks:read']);
    const officer = await callerWith(world, ['tasks:read', 'compliance']);
    const rowsOf = async (caller: Caller): Promise<string[][]> =>
      parse((await caller.get('/v1/exports/tasks')).text, { delimiter: ';', bom: true }) as string[][];
    const isHidden = (row: string[]): boolean => row[2] === 'compliance';

    expect((await rowsOf(plain)).filter(isHidden)).toEqual([]);
    const [seen] = (await rowsOf(officer)).filter(isHidden);
    expect(await audit(seen?.[0] ?? '')).toEqual([['compliance.viewed', 'key']]);
    const files = await filesOfZip((await take(`/v1/customers/${customer}/history`)).body as Buffer);
    for (const content of files.values()) expect(canariesIn(content.toString())).toEqual([]);
  });
});
