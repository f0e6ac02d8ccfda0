import type { ChannelAccess } from '../../../src/channels/channel-access.ts';
import { DocumentSender, type OwnDocument } from '../../../src/delivery/document-sender.ts';
import type { MediaHandle, MediaHandleRepository } from '../../../src/delivery/media-handle.repository.ts';
import type { OutboundMessage, SendResult, UploadResult } from '../../../src/delivery/message-sender.ts';

const day = 24 * 60 * 60_000;
const channel: ChannelAccess = { channelId: 'chn_1', phoneNumberId: '41', accessToken: 'x' };
const accepted: SendResult = {
  kind: 'accepted',
  messageId: 'wamid.1',
  userId: null,
  phone: null,
  held: false,
};
const refused = (code: number, refusal: 'permanent' | 'attachment' | 'account' = 'permanent') =>
  ({ kind: 'refused', refusal, code, retryAfterMs: null }) as const;
const ours = 'https://own.example/v1/letters/run_1:1/token';

interface Scene {
  sender: DocumentSender;
  now: { ms: number };
  /** What left: the media id of each message, or its link. */
  sent: string[];
  uploads: string[];
  answers: SendResult[];
  uploadAnswers: UploadResult[];
  own: { value: OwnDocument | null };
  mono: { ms: number };
}

const scene = (): Scene => {
  const kept = new Map<string, MediaHandle>();
  const keyOf = (tenantId: string, key: object): string => JSON.stringify([tenantId, key]);
  const now = { ms: Date.parse('2026-11-23T07:00:00.000Z') };
  const mono = { ms: 0 };
  const [sent, uploads, answers, uploadAnswers]: [string[], string[], SendResult[], UploadResult[]] = [
    [],
    [],
    [],
    [],
  ];
  const own: Scene['own'] = {
    value: {
      ...{ tenantId: 't_demo', sha256: 'a'.repeat(64), mimeType: 'application/pdf' },
      read: async () => Buffer.from('%PDF-'),
    },
  };
  const handles: MediaHandleRepository = {
    find: async (tenantId, key, at) => {
      const found = kept.get(keyOf(tenantId, key));
      return found !== undefined && found.expiresAt > at ? found : null;
    },
    save: async (tenantId, key, handle) => void kept.set(keyOf(tenantId, key), handle),
    forget: async (tenantId, key, mediaId) =>
      kept.get(keyOf(tenantId, key))?.mediaId === mediaId && kept.delete(keyOf(tenantId, key)),
  };
  const sender = new DocumentSender({
    sender: {
      send: async (_channel, { content }) => {
        const document = 'document' in content ? content.document : null;
        sent.push(document?.mediaId ?? document?.link ?? content.type);
        return answers.shift() ?? accepted;
      },
      markRead: async () => true,
    },
    uploader: {
      upload: async (_channel, { filename }) => {
        uploads.push(filename);
        mono.ms += 5_000;
        return uploadAnswers.shift() ?? { kind: 'uploaded', mediaId: `80${uploads.length}` };
      },
    },
    handles,
    documentOf: async (link) => (link === ours ? own.value : null),
    clock: { now: () => new Date(now.ms) },
    monotonic: () => mono.ms,
  });
  return { sender, now, sent, uploads, answers, uploadAnswers, own, mono };
};

const message = (link: string | null = ours, more: Partial<OutboundMessage> = {}): OutboundMessage => ({
  to: { phone: '+905000000201', userId: null },
  content: {
    ...{
      type: 'template',
      name: 'recon_letter_ready_v1',
      language: 'tr',
      parameters: [],
      buttonPayloads: [],
    },
    document: link === null ? null : { link, filename: 'MUT-1.pdf' },
  },
  callbackData: 'v1.x.1',
  ...more,
});

describe('a document of our own', () => {
  it('sent twice: uploaded once, named by its id both times', async () => {
    const { sender, sent, uploads } = scene();
    expect([await sender.send(channel, message()), await sender.send(channel, message())]).toEqual([
      accepted,
      accepted,
    ]);
    expect([uploads, sent]).toEqual([['MUT-1.pdf'], ['801', '801']]);
  });

  it('two messages at once: one upload', async () => {
    const { sender, sent, uploads } = scene();
    await Promise.all([sender.send(channel, message()), sender.send(channel, message())]);
    expect([uploads.length, sent]).toEqual([1, ['801', '801']]);
  });

  it.each([
    [28 * day - 1, 1],
    [28 * day, 2],
  ])('%d ms later: %d uploads in all, since the platform keeps it for 30 days', async (later, count) => {
    const { sender, now, uploads } = scene();
    await sender.send(channel, message());
    now.ms += later;
    await sender.send(channel, message());
    expect(uploads).toHaveLength(count);
  });

  it('from another number: uploaded there as well', async () => {
    const { sender, uploads } = scene();
    await sender.send(channel, message());
    await sender.send({ ...channel, channelId: 'chn_2' }, message());
    expect(uploads).toHaveLength(2);
  });

  it.each([100, 131009, 131052, 131053])(
    'the platform does not know the id any more (%d): nothing was sent, and the next attempt uploads it anew',
    async (code) => {
      const { sender, sent, uploads, answers } = scene();
      await sender.send(channel, message());
      answers.push(refused(code));
      expect(await sender.send(channel, message())).toEqual({ kind: 'not-sent', reason: 'media unknown' });
      expect(await sender.send(channel, message())).toEqual(accepted);
      expect([uploads.length, sent]).toEqual([2, ['801', '801', '802']]);
    },
  );

  it('refused with an id that is new: the refusal counts, and nothing goes round', async () => {
    const { sender, sent, uploads, answers } = scene();
    answers.push(refused(131009));
    expect(await sender.send(channel, message())).toEqual(refused(131009));
    expect([uploads.length, sent]).toEqual([1, ['801']]);
  });

  it('refused for another reason: the id stays', async () => {
    const { sender, uploads, answers } = scene();
    await sender.send(channel, message());
    answers.push(refused(131026));
    expect(await sender.send(channel, message())).toEqual(refused(131026));
    await sender.send(channel, message());
    expect(uploads).toHaveLength(1);
  });

  it.each([refused(131053, 'attachment'), refused(131036)])(
    'the platform does not take the file ($code): by its link',
    async (answer) => {
      const { sender, sent, uploadAnswers } = scene();
      uploadAnswers.push(answer);
      expect(await sender.send(channel, message())).toEqual(accepted);
      expect(sent).toEqual([ours]);
    },
  );

  it.each<[UploadResult, SendResult]>([
    [
      { kind: 'unknown', reason: 'TIMEOUT' },
      { kind: 'not-sent', reason: 'upload: TIMEOUT' },
    ],
    [
      { kind: 'not-sent', reason: 'ECONNREFUSED' },
      { kind: 'not-sent', reason: 'ECONNREFUSED' },
    ],
    [refused(190, 'account'), refused(190, 'account')],
  ])('the upload fails (%j): no message leaves, and it is told so', async (answer, told) => {
    const { sender, sent, uploadAnswers } = scene();
    uploadAnswers.push(answer);
    expect(await sender.send(channel, message())).toEqual(told);
    expect(sent).toEqual([]);
    expect(await sender.send(channel, message())).toEqual(accepted);
  });

  it('the upload took so long that the lease may end: kept, and sent by whoever has it next', async () => {
    const { sender, sent, uploads } = scene();
    expect(await sender.send(channel, message(ours, { beginBy: 4_000 }))).toMatchObject({ kind: 'not-sent' });
    expect(await sender.send(channel, message(ours, { beginBy: 9_000 }))).toEqual(accepted);
    expect([uploads.length, sent]).toEqual([1, ['801']]);
  });

  it('not stored any more: by its link, which says so', async () => {
    const { sender, sent, uploads, own } = scene();
    if (own.value !== null) own.value = { ...own.value, read: async () => null };
    await sender.send(channel, message());
    expect([uploads, sent]).toEqual([[], [ours]]);
  });

  it('of the business, or none: as before', async () => {
    const { sender, sent, uploads } = scene();
    await sender.send(channel, message('https://erp.example/1.pdf'));
    await sender.send(channel, message(null));
    await sender.send(channel, { ...message(), content: { type: 'text', text: 'x' } });
    expect([uploads, sent]).toEqual([[], ['https://erp.example/1.pdf', 'template', 'text']]);
    expect(await sender.markRead(channel, 'wamid.1')).toBe(true);
  });
});
