import { createHash } from 'node:crypto';
import { makeMortal } from '../support/dying-process.ts';
import type { GraphCallRecord } from '../support/mock-graph.ts';
import { newPerson, type Person } from '../support/scenario.ts';
import { runCaller, type RunCaller } from '../support/run-caller.ts';
import { startWorld, type World } from '../support/world.ts';

const day = 24 * 60 * 60_000;

describe('letters of a run, uploaded to the platform', () => {
  let world: World;
  let caller: RunCaller;
  beforeEach(async () => {
    world = await startWorld({ env: { PUBLIC_URL: 'https://mutabik.example.com' } });
    world.graph.takeUploads('yes');
    caller = runCaller(world);
  });
  afterEach(() => world?.close());

  const started = async (person: Person): Promise<string> => {
    const table = `Müşteri No;Birim;Bakiye;B/A\n${person.customerRef};HAS;1.250,340;B`;
    const { body } = await caller.upload(table, { periodEnd: '2026-10-31' }).expect(201);
    const { id } = body as { id: string };
    await world.api.post(`/v1/runs/${id}/start`).expect(202);
    await world.settle();
    return id;
  };
  interface Template {
    components?: { type: string; parameters: { document?: { id?: string; link?: string } }[] }[];
  }
  /** The document of each call with a template, refused or taken. */
  const documents = (): ({ id?: string; link?: string } | null)[] =>
    world.graph.calls
      .filter(({ body }: GraphCallRecord) => body.type === 'template')
      .map(({ body }) => {
        const { components = [] } = body.template as Template;
        return components.find(({ type }) => type === 'header')?.parameters[0]?.document ?? null;
      });

  it('the file that went to the platform is the file on record; no address of ours leaves', async () => {
    const person = await newPerson(world);
    const id = await started(person);
    const [upload] = world.graph.uploads;

    expect(world.graph.uploads).toHaveLength(1);
    expect(documents()).toEqual([{ id: upload?.id, filename: `MUT-2026-10-${person.customerRef}.pdf` }]);
    expect(JSON.stringify(world.graph.calls)).not.toContain('/v1/letters/');
    const body = upload?.body ?? Buffer.alloc(0);
    const from = body.indexOf('%PDF-');
    const pdf = body.subarray(from, body.lastIndexOf('\r\n--mutabik-'));
    const { document } = await caller.row(id, 1);
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(document?.sha256);
    expect(body.subarray(0, from).toString()).toContain('name="messaging_product"\r\n\r\nwhatsapp\r\n');
  });

  it('unknown to the platform at the send: uploaded anew, and one message arrives', async () => {
    const person = await newPerson(world);
    world.graph.behave({ kind: 'refuse', code: 131056 });
    await started(person);
    world.graph.behave(({ body }) =>
      JSON.stringify(body).includes(world.graph.uploads[0]?.id ?? 'none')
        ? { kind: 'refuse', code: 131009 }
        : { kind: 'accept' },
    );
    for (let turns = 0; turns < 6; turns += 1) await world.turn(30_000);

    expect(world.graph.uploads).toHaveLength(2);
    expect(person.got().map(({ template }) => template)).toEqual(['recon_letter_ready_v1']);
    expect(documents().at(-1)).toMatchObject({ id: world.graph.uploads[1]?.id });
  });

  it('held for four weeks: the upload is over by then, and it goes with another one', async () => {
    const person = await newPerson(world);
    world.graph.behave(({ body }) =>
      body.type === 'template' ? { kind: 'refuse', code: 131048 } : { kind: 'accept' },
    );
    await started(person);
    const first = world.graph.uploads.length;
    const { mediaHandles } = world.application.repositories;
    const [row] = [await caller.row(await lastRun(), 1)];
    const channelId = (await world.api.get('/v1/channels')).body.data[0].id as string;
    const key = { channelId, sha256: row.document?.sha256 ?? '' };
    const kept = await mediaHandles.find('t_demo', key, world.clock.now());

    expect(first).toBe(1);
    expect(kept?.mediaId).toBe(world.graph.uploads[0]?.id);
    const over = new Date(world.clock.now().getTime() + 28 * day);
    expect(await mediaHandles.find('t_demo', key, over)).toBeNull();
  });
  const lastRun = async (): Promise<string> => (await world.api.get('/v1/runs')).body.data[0].id as string;

  it('the answer to the upload is lost: no message leaves until one is known, and one arrives', async () => {
    const person = await newPerson(world);
    world.graph.takeUploads('hang');
    await started(person);
    expect(person.got()).toEqual([]);
    world.graph.takeUploads('yes');
    for (let turns = 0; turns < 6; turns += 1) await world.turn(30_000);

    expect(person.got().map(({ template }) => template)).toEqual(['recon_letter_ready_v1']);
    expect(documents().every((one) => one?.id !== undefined)).toBe(true);
  });

  it.each([
    ['before', 2],
    ['after', 1],
  ] as const)(
    'a process that dies %s the upload is kept: one message arrives, after %d uploads',
    async (moment, count) => {
      const person = await newPerson(world);
      const mortal = makeMortal({ repositories: world.application.repositories });
      mortal.dieAt('mediaHandles.save', moment);
      await started(person).catch((error: unknown) => {
        if (!mortal.isDead()) throw error;
      });
      expect([mortal.isDead(), person.got()]).toEqual([true, []]);
      mortal.revive();
      for (let turns = 0; turns < 8; turns += 1) await world.turn(2 * 60_000);

      expect(person.got().map(({ template }) => template)).toEqual(['recon_letter_ready_v1']);
      expect(world.graph.uploads).toHaveLength(count);
    },
  );

  it('the platform takes no uploads: by the address, as before', async () => {
    world.graph.takeUploads('no');
    const person = await newPerson(world);
    await started(person);

    expect(documents()).toEqual([
      { link: expect.stringContaining('/v1/letters/'), filename: expect.any(String) },
    ]);
  });
});
