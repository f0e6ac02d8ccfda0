import { makeMarkIdentity } from '../../src/documents/mark-identity.ts';
import { relayAttachments, relayFiles } from '../../src/step/relay-files.ts';
import type { FileToFetch, StepOutput } from '../../src/step/step-output.ts';
import type { FileRecord } from '../../src/files/file-record.ts';
import { startOfTests, tenantA } from '../support/builders-api.ts';
import { aFile } from '../support/file-records.ts';
import { openFileWorld, pdf, type FileWorld } from '../support/file-world.ts';

const day = 24 * 60 * 60_000;
const afterDays = (days: number): Date => new Date(startOfTests.getTime() + days * day);

const aFetch = (changes: Partial<FileToFetch> = {}): FileToFetch => ({
  fileId: 'fil_1',
  requestId: 'req_1',
  customerRef: 'C001',
  contactRef: 'C001-1',
  messageId: 'msg_1',
  isDraft: false,
  media: { mediaId: 'm1', mimeType: 'application/pdf', sha256: null, filename: null, caption: null },
  at: startOfTests.toISOString(),
  ...changes,
});

const aPicture = { ...aFetch().media, mimeType: 'image/jpeg', filename: null };

describe('how long files of the chat are kept', () => {
  let world: FileWorld;
  beforeAll(async () => {
    world = await openFileWorld();
  });
  beforeEach(() => world.begin());
  afterEach(() => world.end());
  afterAll(() => world.close());

  const relay = async (changes: Partial<StepOutput>): Promise<void> => {
    const parts = { files: world.files, uploadLinks: { insert: async () => {} }, filesArrived() {} };
    const output = { conversationId: 'cnv_1', files: [], attachments: [], ...changes };
    await relayFiles(parts)(tenantA, [output]);
    await relayAttachments(parts)(tenantA, [output]);
  };
  const timeOf = async (id?: string): Promise<Date | null> => (await world.fileNow(id)).destroyAt;
  const present = async (ids: readonly string[]): Promise<FileRecord['state'][]> =>
    Promise.all(ids.map(async (id) => (await world.fileNow(id)).state));

  it.each([
    ['of a request', { requestId: 'req_1' }, null],
    ['of no request', { requestId: null }, afterDays(30)],
    ['R25: a picture of no request', { requestId: null, media: aPicture }, afterDays(3)],
    ['a picture for a request', { requestId: 'req_1', media: aPicture }, null],
    ['a sticker', { requestId: null, media: aPicture, isRecording: true }, afterDays(30)],
    ['an identity image for a request', { requestId: 'req_1', isDraft: true }, afterDays(1)],
    ['an identity image of no request', { requestId: null, isDraft: true }, afterDays(1)],
  ] as const)('%s: its own time', async (_, changes, expected) => {
    await relay({ files: [aFetch(changes)] });
    expect(await timeOf()).toEqual(expected);
  });

  it('R25: an identity image nobody asked for in the chat: there for a day at most, then gone with its name', async () => {
    const media = { ...aFetch().media, mediaId: 'stray', filename: 'kimlik.pdf', caption: 'kimliğim' };
    world.media.set('stray', { kind: 'content', content: pdf, mimeType: null });
    await relay({ files: [aFetch({ requestId: null, isDraft: true, media })] });
    const worker = world.workerWith();
    await worker.sweep();
    world.clock.turn(day - 1);
    await worker.destroyDue();
    expect([await present(['fil_1']), await world.storedContents()]).toEqual([['clean'], 1]);
    world.clock.turn(1);
    await worker.destroyDue();
    expect(await world.fileNow()).toMatchObject({
      state: 'deleted',
      contents: { original: null, view: null },
      declared: { filename: null, caption: null },
    });
    expect(await world.storedContents()).toBe(0);
  });

  it('R25: staff knows an unasked picture for an identity document: gone at once with its name, on record once', async () => {
    const media = { ...aFetch().media, mediaId: 'unasked', filename: 'IMG.pdf', caption: 'buyurun' };
    world.media.set('unasked', { kind: 'content', content: pdf, mimeType: null });
    await relay({ files: [aFetch({ requestId: null, media })] });
    const worker = world.workerWith();
    await worker.sweep();
    expect([await timeOf(), await world.storedContents()]).toEqual([afterDays(30), 1]);
    const notes: string[] = [];
    const told: (string | null)[] = [];
    let chosen = 0;
    const mark = makeMarkIdentity({
      files: {
        find: (...asked) => world.files.find(...asked),
        endAsIdentity: async (...asked) => {
          // In the same moment the person says what it is for, which would keep it.
          chosen += 1;
          if (chosen === 1) await relay({ attachments: [{ requestId: 'req_1', fileIds: ['fil_1'] }] });
          return world.files.endAsIdentity(...asked);
        },
      },
      noteIdentity: async ({ fileId, by }) => {
        notes.push(`${fileId} ${by}`);
      },
      requests: { find: async () => null },
      tellFile: async ({ requestId }) => {
        told.push(requestId);
      },
      clock: world.clock,
    });
    await mark(tenantA, 'fil_1', 'staff:1');
    // For the request it was chosen for meanwhile.
    expect(told).toEqual(['req_1']);
    expect(await world.fileNow()).toMatchObject({
      state: 'deleted',
      declared: { filename: null, caption: null },
    });
    // The process that marked it may die here: whoever destroys finds it.
    await worker.destroyDue();
    expect([await world.storedContents(), (await world.fileNow()).contents]).toEqual([
      0,
      { original: null, view: null },
    ]);
    await mark(tenantA, 'fil_1', 'staff:1');
    expect(new Set(notes)).toEqual(new Set(['fil_1 staff:1']));
    await relay({ attachments: [{ requestId: 'req_1', fileIds: ['fil_1'] }] });
    expect((await world.fileNow()).state).toBe('deleted');
  });

  describe('R25: marked in the very moment its check tells what it found', () => {
    const told = (): string[] => world.told.map(({ state }) => state);
    const mark = async (): Promise<void> => {
      const now = world.clock.now();
      const end = await world.files.endAsIdentity(tenantA, 'fil_1', now);
      if (end === 'ended') world.told.push(await world.fileNow());
    };
    /** Marks it at one call of its repository, before or after. */
    const markingAt = (
      call: 'beginReport' | 'markReported',
      moment: 'before' | 'after',
    ): typeof world.files =>
      new Proxy(world.files, {
        get(files, name) {
          const method = Reflect.get(files, name) as (...asked: unknown[]) => Promise<unknown>;
          if (name !== call) return method.bind(files);
          return async (...asked: unknown[]) => {
            if (moment === 'before') await mark();
            const answer = await method.apply(files, asked);
            if (moment === 'after') await mark();
            return answer;
          };
        },
      });

    it.each([
      ['before that begins: never heard as passed', 'beginReport', 'before', ['deleted']],
      ['after it began: heard as passed, then as refused', 'beginReport', 'after', ['clean', 'deleted']],
      ['before it is done: heard as passed, then as refused', 'markReported', 'before', ['clean', 'deleted']],
      ['after it is done: heard as passed, then as refused', 'markReported', 'after', ['clean', 'deleted']],
    ] as const)('%s', async (_name, call, moment, heard) => {
      world.media.set('m1', { kind: 'content', content: pdf, mimeType: null });
      await relay({ files: [aFetch()] });
      await world.workerWith({ files: markingAt(call, moment) }).sweep();
      expect(told()).toEqual(heard);
      world.clock.turn(day);
      await world.workerWith().sweep();
      await world.workerWith().destroyDue();
      // Said again it is heard once.
      expect([told().at(-1), new Set(told().slice(heard.length - 1))]).toEqual([
        'deleted',
        new Set(['deleted']),
      ]);
      expect(await world.storedContents()).toBe(0);
    });
  });

  it('R25: an upload by link is where such documents belong: it stays', async () => {
    await world.files.insert([aFile({ source: 'link', state: 'clean' })]);
    const parts = {
      files: world.files,
      noteIdentity: async () => undefined,
      clock: world.clock,
      requests: { find: async () => null },
      tellFile: async () => undefined,
    };
    await expect(makeMarkIdentity(parts)(tenantA, aFile().id, 'staff:1')).rejects.toMatchObject({
      code: 'document_not_waiting',
    });
    expect((await world.fileNow(aFile().id)).state).toBe('clean');
  });

  it('R25: a picture nobody asked for, that its sender then says is for a request: kept with it', async () => {
    await relay({ files: [aFetch({ requestId: null, media: aPicture })] });
    await relay({ attachments: [{ requestId: 'req_2', fileIds: ['fil_1'] }] });
    expect(await timeOf()).toBeNull();
  });

  it('a draft that is then chosen for a request: kept with it, also when the step is moved twice', async () => {
    await relay({ files: [aFetch({ requestId: null, isDraft: true })] });
    const attachments = [{ requestId: 'req_2', fileIds: ['fil_1'] }];
    await relay({ attachments });
    await relay({ files: [aFetch({ requestId: null, isDraft: true })], attachments });
    expect(await world.fileNow()).toMatchObject({ requestId: 'req_2', destroyAt: null });
  });

  it('R25: a file that is then chosen for an identity request: goes after its day', async () => {
    await relay({ files: [aFetch({ requestId: null })] });
    await relay({ attachments: [{ requestId: 'req_2', fileIds: ['fil_1'], isDraft: true }] });
    expect(await world.fileNow()).toMatchObject({ requestId: 'req_2', destroyAt: afterDays(1) });
  });

  it('a finished upload: kept from the step on', async () => {
    await world.files.insert([aFile({ source: 'link', state: 'clean', destroyAt: afterDays(1) })]);
    await relay({ attachments: [{ requestId: 'req_1', fileIds: ['fil_1'] }] });
    expect(await timeOf()).toBeNull();
  });

  it('an album in several steps, a year later: all of it there; what nobody matched is gone', async () => {
    const ids = ['fil_1', 'fil_2', 'fil_3'];
    const media = { ...aFetch().media, filename: 'a.pdf' };
    for (const [step, fileId] of ids.entries()) {
      world.media.set(fileId, { kind: 'content', content: pdf, mimeType: null });
      const at = new Date(startOfTests.getTime() + step * 1_000).toISOString();
      const requestId = fileId === 'fil_3' ? null : 'req_1';
      await relay({ files: [aFetch({ fileId, requestId, at, media: { ...media, mediaId: fileId } })] });
    }
    world.clock.turn(5_000);
    const worker = world.workerWith();
    await worker.sweep();
    expect(await present(ids)).toEqual(['clean', 'clean', 'clean']);
    world.clock.turn(365 * day);
    await worker.destroyDue();
    expect(await present(ids)).toEqual(['clean', 'clean', 'deleted']);
  });
});
