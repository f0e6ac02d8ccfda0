import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import request from 'supertest';
import { newPerson, transcriptOf, type Person } from '../support/scenario.ts';
import { runCaller, type RunCaller } from '../support/run-caller.ts';
import { startWorld, type World } from '../support/world.ts';

const publicUrl = 'https://mutabik.example.com';

interface SentDocument {
  link: string;
  filename: string;
}

/** The document in the header of the last template to a person; null: there is none. */
const documentOf = (world: World, person: Person): SentDocument | null => {
  const sent = world.graph.messages.findLast(({ to }) => to?.replace(/\D/g, '') === person.phone.slice(1));
  const { template } = sent?.body as { template?: { components: { type: string; parameters: unknown[] }[] } };
  const header = template?.components.find(({ type }) => type === 'header')?.parameters[0];
  return (header as { document?: SentDocument } | undefined)?.document ?? null;
};

describe('letters of a run on paper', () => {
  let world: World;
  let caller: RunCaller;
  beforeAll(async () => {
    world = await startWorld({
      demo: true,
      env: { PUBLIC_URL: publicUrl, TENANT_LETTERHEAD: 'Hayal Cad. No:1' },
    });
    caller = runCaller(world);
  });
  afterAll(() => world?.close());

  const runFor = async (person: Person, fields: Record<string, string> = {}): Promise<string> => {
    const table = `Müşteri No;Birim;Bakiye;B/A\n${person.customerRef};HAS;1.250,340;B`;
    const answer = await caller.upload(table, { periodEnd: '2026-10-31', ...fields }).expect(201);
    return (answer.body as { id: string }).id;
  };
  const started = async (id: string): Promise<void> => {
    await world.api.post(`/v1/runs/${id}/start`).expect(202);
    await world.settle();
  };
  const fetched = (link: string, method: 'get' | 'head' = 'get') => {
    const agent = request(world.application.server as Server);
    return agent[method](link.slice(publicUrl.length))
      .buffer(true)
      .parse((answer, done) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => done(null, Buffer.concat(chunks)));
      });
  };
  const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

  it('the message carries the letter, which the platform fetches without a key; its hash is on record and in the evidence', async () => {
    const person = await newPerson(world);
    const id = await runFor(person);
    await started(id);
    const document = documentOf(world, person);
    const row = await caller.row(id, 1);

    expect(person.sees().template).toBe('recon_letter_ready_v1');
    expect(document).toMatchObject({ filename: `MUT-2026-10-${person.customerRef}.pdf` });
    expect(document?.link.startsWith(`${publicUrl}/v1/letters/${id}:1/`)).toBe(true);
    const answer = await fetched(document?.link ?? '').expect(200);
    const content = answer.body as Buffer;
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(content.subarray(0, 5).toString()).toBe('%PDF-');
    expect(sha256(content)).toBe(row.document?.sha256);
    const evidence = await world.api.get(`/v1/requests/${row.requestId}/evidence`).expect(200);
    expect(evidence.body.content.document).toMatchObject({ sha256: row.document?.sha256 });
    const line = (await transcriptOf(world, person.contactRef ?? '')).at(-1);
    expect(line).toMatchObject({
      file: {
        ...{ documentId: null, filename: `MUT-2026-10-${person.customerRef}.pdf` },
        ...{ mimeType: 'application/pdf', sha256: row.document?.sha256, size: content.length },
      },
    });
    // What the platform was sent names nothing of our own.
    expect(Object.keys(document ?? {}).sort()).toEqual(['filename', 'link']);
    // Fifteen days, on paper as in the message.
    expect((await world.api.get(`/v1/requests/${row.requestId}`)).body.dueAt).toBe(
      '2026-12-08T20:59:59.000Z',
    );
    expect((await world.api.get(`/v1/runs/${id}`)).body.replyDeadline).toBe('2026-12-08');
    await fetched(document?.link ?? '', 'head').expect(200);
  });

  it('before the start: drawn to be looked at; afterwards: the file that went', async () => {
    const person = await newPerson(world, { language: 'ar' });
    const id = await runFor(person);
    const preview = await caller.file(`/v1/runs/${id}/rows/1/letter`);
    expect(preview.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await caller.row(id, 1)).document).toBeNull();
    await started(id);

    const went = await caller.file(`/v1/runs/${id}/rows/1/letter`);
    expect(sha256(went)).toBe((await caller.row(id, 1)).document?.sha256);
    // Started in the same moment: it is the one that was looked at, its last day included.
    expect(sha256(went)).toBe(sha256(preview));
  });

  it('another token, another row, no row, another method: nothing is told', async () => {
    const person = await newPerson(world);
    const id = await runFor(person);
    await started(id);
    const link = documentOf(world, person)?.link ?? '';
    const { pathname } = new URL(link);

    expect((await fetched(link.slice(0, -1))).status).toBe(404);
    expect((await fetched(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404);
    expect((await fetched(link.replace(`${id}:1`, `${id}:2`))).status).toBe(404);
    expect((await fetched(link.replace(`${id}:1`, 'run_none:1'))).status).toBe(404);
    const posted = await request(world.application.server as Server).post(pathname);
    expect([posted.status, posted.headers['allow']]).toEqual([405, 'GET, HEAD']);
  });

  it('once the letter was answered: its address leads nowhere, staff has the file', async () => {
    const person = await newPerson(world);
    const id = await runFor(person);
    await started(id);
    const link = documentOf(world, person)?.link ?? '';
    await person.taps('agreed');
    await person.taps('confirmed');

    const answer = await fetched(link);
    expect([answer.status, JSON.parse(String(answer.body)).code]).toEqual([410, 'link_expired']);
    expect((await caller.file(`/v1/runs/${id}/rows/1/letter`)).length).toBeGreaterThan(1_000);
  });

  it('a run without documents: the wording without one', async () => {
    const person = await newPerson(world);
    await started(await runFor(person, { document: 'none' }));

    expect(person.sees().template).toBe('recon_letter_ready_nodoc_v1');
  });
});

describe('letters of a run where the platform cannot fetch anything', () => {
  it('no documents unless they are asked for', async () => {
    const world = await startWorld({ demo: true });
    const caller = runCaller(world);
    const made = await caller.upload('Müşteri No;Birim;Bakiye\nC001;TL;1,00', { periodEnd: '2026-10-31' });
    const asked = await caller.upload('Müşteri No;Birim;Bakiye\nC001;TL;1,00', {
      ...{ periodEnd: '2026-10-31', document: 'pdf' },
    });

    expect([made.body.hasDocument, asked.body.hasDocument]).toEqual([false, true]);
    await world.close();
  });
});
