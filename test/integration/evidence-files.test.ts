import { createHash } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { callerWith } from '../support/callers.ts';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { fixtureEvent } from '../support/events.ts';
import { filesOfZip } from '../support/files-of-zip.ts';
import { newPerson, report, requestOf, type Person } from '../support/scenario.ts';
import { takenFile } from '../support/taken-file.ts';
import { textOfPdf } from '../support/text-of-pdf.ts';
import { startWorld, type World } from '../support/world.ts';

interface Evidence {
  request: { id: string };
  content: { lines: { quantity: string }[] };
  decisions: { id: string; result: string; answer: { text: string }; integrity: { recordHash: string } }[];
}

describe('the evidence of a request as files', () => {
  const databaseName = freshDatabaseName();
  let world: World;
  let client: MongoClient;
  let person: Person;
  let path: string;
  let evidence: Evidence;
  beforeAll(async () => {
    world = await startWorld({ databaseName });
    client = await MongoClient.connect(testDatabaseUri());
    person = await newPerson(world);
    const event = {
      ...fixtureEvent('evt_1001'),
      ...{ event_id: 'files_1', customer_id: person.customerRef, contact_id: person.contactRef },
    };
    await report(world, event);
    await person.taps('agreed');
    await person.taps('confirmed');
    const { id } = await requestOf(world, event);
    path = `/v1/requests/${id}/evidence`;
    evidence = (await world.api.get(path).expect(200)).body as Evidence;
  });
  afterAll(async () => {
    await client?.close();
    await world?.close();
  });

  const take = async (query: string) =>
    (await takenFile(world, `${path}?${query}`).expect(200)).body as Buffer;
  const verify = async (body: object) => (await world.api.post('/v1/evidence/verify', body).expect(200)).body;

  it.each([
    ['tr', 'Kanıt dosyası: Mutabakat', 'mutabık', 'Nasıl denetlenir'],
    ['en', 'Evidence: Reconciliation', 'agreed', 'How to check it'],
  ])(
    'PDF (%s): what was asked, who answered what, and the hashes',
    async (language, title, result, check) => {
      const text = (await textOfPdf(await take(`format=pdf&language=${language}`))).join(' ');
      const [decision] = evidence.decisions;

      for (const said of [
        title,
        result,
        check,
        evidence.request.id,
        decision?.id ?? '',
        person.contactRef ?? '',
      ])
        expect(text).toContain(said);
      expect(text).toContain(decision?.integrity.recordHash);
      expect(text).toContain(decision?.answer.text);
    },
  );

  it('ZIP: the evidence as it is checked, the same to be read, and a list with the hash of each', async () => {
    const files = await filesOfZip(await take('format=zip'));
    const manifest = JSON.parse(String(files.get('manifest.json'))) as {
      by: string;
      at: string;
      files: { name: string; bytes: number; sha256: string }[];
    };

    expect([...files.keys()]).toEqual(['evidence.json', 'evidence.pdf', 'how-to-check.txt', 'manifest.json']);
    expect(manifest).toMatchObject({
      by: expect.stringMatching(/^key:/),
      at: world.clock.now().toISOString(),
    });
    for (const { name, bytes, sha256 } of manifest.files) {
      const content = files.get(name) ?? Buffer.alloc(0);
      expect([name, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([
        ...[name, bytes, sha256],
      ]);
    }
    const brought = JSON.parse(String(files.get('evidence.json'))) as Evidence;
    expect(brought.decisions).toEqual(evidence.decisions);
    expect(await verify(brought)).toMatchObject({ intact: true });
  });

  it('what was taken out is in the audit log, with who and how', async () => {
    const noted = () =>
      client
        .db(databaseName)
        .collection('audit')
        .find({ subject: evidence.request.id, what: 'export.evidence' })
        .toArray();
    const before = await noted();
    for (const format of ['pdf', 'zip', 'json', 'messages']) await take(`format=${format}`);
    const known = new Set(before.map(({ _id }) => String(_id)));
    const after = (await noted()).filter(({ _id }) => !known.has(String(_id)));

    expect(after.map(({ by }) => String(by).replace(/:.*/, ''))).toEqual(['key', 'key', 'key']);
    const { body } = await world.api.get(`/v1/audit?action=export.evidence&subject=${evidence.request.id}`);
    expect(body.data.length).toBe(before.length + 3);
  });

  it('taken twice at one instant: the same bytes', async () => {
    expect((await take('format=pdf')).equals(await take('format=pdf'))).toBe(true);
  });

  describe('brought back', () => {
    it('unchanged: intact', async () => {
      expect(await verify(evidence)).toEqual({
        request: { id: evidence.request.id, known: true, asked: true, missing: [] },
        decisions: evidence.decisions.map(({ id }) => ({
          ...{ id, record: 'sound', content: 'sound', shown: 'sound', ours: 'same' },
        })),
        intact: true,
      });
    });

    it('with another answer: the record is broken', async () => {
      const decisions = evidence.decisions.map((one) => ({
        ...one,
        answer: { ...one.answer, text: 'Mutabık değiliz' },
      }));
      expect(await verify({ ...evidence, decisions })).toMatchObject({
        ...{ intact: false, decisions: [{ record: 'broken', content: 'sound', ours: 'differs' }] },
      });
    });

    it('with another figure: the content is broken', async () => {
      const lines = evidence.content.lines.map((line) => ({ ...line, quantity: '1.000' }));
      expect(await verify({ ...evidence, content: { ...evidence.content, lines } })).toMatchObject({
        ...{ intact: false, decisions: [{ record: 'sound', content: 'broken', ours: 'same' }] },
      });
    });

    it('of a request nobody decided about, with another figure: not what was asked', async () => {
      const other = await newPerson(world);
      const event = {
        ...fixtureEvent('evt_1001'),
        ...{ event_id: 'files_2', customer_id: other.customerRef, contact_id: other.contactRef },
      };
      await report(world, event);
      const { id } = await requestOf(world, event);
      const open = (await world.api.get(`/v1/requests/${id}/evidence`).expect(200)).body as Evidence;
      expect(await verify(open)).toMatchObject({ decisions: [], intact: true });
      const lines = open.content.lines.map((line) => ({ ...line, quantity: '1.000' }));
      expect(await verify({ ...open, content: { ...open.content, lines } })).toMatchObject({
        ...{ request: { known: true, asked: false }, intact: false },
      });
    });

    it('without its decisions: they are missing', async () => {
      expect(await verify({ ...evidence, decisions: [] })).toMatchObject({
        request: { known: true, missing: evidence.decisions.map(({ id }) => id) },
        intact: false,
      });
    });

    it('under another request: we have none of it there', async () => {
      expect(await verify({ ...evidence, request: { id: 'req_nobody' } })).toMatchObject({
        request: { known: false, missing: [] },
        decisions: [{ ours: 'unknown' }],
        intact: false,
      });
    });

    it('something else: refused with the field', async () => {
      const { body } = await world.api.post('/v1/evidence/verify', { ...evidence, format: 'letter' });
      expect(body).toMatchObject({
        ...{ status: 400, code: 'validation_failed', problems: [{ field: 'format' }] },
      });
    });

    it('by whoever may not read chats: 403', async () => {
      const caller = await callerWith(world, ['requests:read']);
      const { status, body } = await caller.post('/v1/evidence/verify', evidence);
      expect([status, body.code]).toEqual([403, 'forbidden']);
    });
  });
});
