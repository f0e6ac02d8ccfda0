import { aLetterEvent } from '../support/events.ts';
import { aWebp } from '../support/hostile-files.ts';
import {
  conversationOf,
  newPerson,
  newPhone,
  personAt,
  report,
  requestOf,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

interface Line {
  kind: string;
  file: { documentId: string | null; mimeType: string } | null;
}

/** The first page of a voice message as the telephone writes it, and some sound. */
const aVoiceNote = (): Buffer =>
  Buffer.concat([
    Buffer.from('OggS'),
    Buffer.from([0, 2]),
    Buffer.alloc(20),
    Buffer.from([1, 19]),
    Buffer.from('OpusHead'),
    Buffer.alloc(400, 7),
  ]);
const aFilm = (): Buffer =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(400, 7)]);

describe('what people record', () => {
  let world: World;
  let count = 0;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.close());

  const sends = async (
    person: Person,
    type: 'audio' | 'video' | 'sticker',
    { content, mimeType, voice }: { content: Buffer; mimeType: string; voice?: true },
  ): Promise<void> => {
    const { id, sha256 } = world.graph.putMedia(content, mimeType);
    const media = { id, sha256, mime_type: mimeType, ...(voice === undefined ? {} : { voice }) };
    await person.sends({ type, [type]: media });
    await world.settle();
  };
  const speaks = (person: Person, content = aVoiceNote()): Promise<void> =>
    sends(person, 'audio', { content, mimeType: 'audio/ogg; codecs=opus', voice: true });
  const lastLine = async (person: Person): Promise<Line> => {
    const { id } = await conversationOf(world, person.contactRef ?? '');
    const { body } = await world.api.get(`/v1/conversations/${id}/messages?limit=200`);
    return (body.data as (Line & { direction: string })[])
      .filter(({ direction }) => direction === 'in')
      .at(-1) as Line;
  };
  const documentOf = async (person: Person) => {
    const { file } = await lastLine(person);
    return world.api.get(`/v1/documents/${file?.documentId ?? 'none'}`);
  };
  const asked = async (person: Person): Promise<Record<string, unknown>> => {
    count += 1;
    const event = aLetterEvent({ eventId: `recording_${count}`, customer: person.customerRef ?? '' });
    await report(world, event);
    return event;
  };

  it('R5: a voice message: kept as it came, named by its line; answered as ever, and nothing is decided', async () => {
    const person = await newPerson(world);
    const event = await asked(person);
    const content = aVoiceNote();
    await speaks(person, content);

    const { status, body } = await documentOf(person);
    expect([status, (await lastLine(person)).kind]).toEqual([200, 'voice']);
    expect(body).toMatchObject({
      recording: true,
      state: 'unscanned',
      mimeType: 'audio/ogg',
      bytes: content.length,
      requestId: null,
      contactRef: person.contactRef,
      destroyAt: new Date(world.clock.now().getTime() + 30 * 24 * 60 * 60_000).toISOString(),
    });
    const bytes = await world.api
      .get(`/v1/documents/${body.id as string}/content`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect(bytes.headers['content-type']).toContain('audio/ogg');
    expect(bytes.body).toEqual(content);
    expect(await requestOf(world, event)).toMatchObject({ status: 'open', decision: null });
    expect(person.got().map(({ kind }) => kind)).not.toContain('document');
    expect((await world.api.get('/v1/tasks?reason=unmatched_file')).body.data).toEqual([]);
  });

  it('a film: refused by the dialog as before, and kept for staff', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    await sends(person, 'video', { content: aFilm(), mimeType: 'video/mp4' });

    expect((await documentOf(person)).body).toMatchObject({
      recording: true,
      mimeType: 'video/mp4',
      state: 'unscanned',
    });
    const { body } = await world.api.get(`/v1/documents?customerRef=${person.customerRef}`);
    expect(
      (body.data as { recording: boolean; state: string }[]).map(({ recording, state }) => [
        recording,
        state,
      ]),
    ).toEqual(
      expect.arrayContaining([
        [true, 'unscanned'],
        [false, 'refused'],
      ]),
    );
  });

  it('a sticker: kept', async () => {
    const person = await newPerson(world);
    await sends(person, 'sticker', { content: await aWebp(), mimeType: 'image/webp' });

    expect((await documentOf(person)).body).toMatchObject({ recording: true, mimeType: 'image/webp' });
  });

  it('something else that says it is a voice message: refused, not kept', async () => {
    const person = await newPerson(world);
    await speaks(person, Buffer.from('MZ this is a program'));

    expect((await documentOf(person)).body).toMatchObject({ recording: true, state: 'refused' });
  });

  it('of somebody the books do not know: not kept', async () => {
    const stranger = personAt(world, newPhone());
    const before = world.graph.calls.length;
    await speaks(stranger);

    expect(world.graph.calls.slice(before).filter(({ path }) => /\/\d{5,}\?/.test(path))).toEqual([]);
  });
});
