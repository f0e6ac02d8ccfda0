import { aListTap, aMessage, aTextMessage, signWebhook, type WebhookFacts } from './meta-webhook.ts';

/** What the client knows about one try: stored (200), certainly not taken, or no way to know. */
export type Outcome = 'ok' | 'fail' | 'unknown';

/** What people do: write, stop and resume messages, tap a row of the menu, send a document. */
export type LoadAction = 'text' | 'stop' | 'resume' | 'tap' | 'file';

/** One message of the load and everything its sender learnt about it. */
export interface SentUpdate {
  messageId: string;
  /** Left out: words. */
  action?: LoadAction;
  /** Digits. */
  from: string;
  tries: Outcome[];
}

export interface WebhookLoad {
  history: SentUpdate[];
  /** Takes no new message; resolves when the last one has its outcome. */
  stop(): Promise<void>;
}

const neverReached = new Set(['ECONNREFUSED']);

const codeOf = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
};

/** Posts one signed body; a 503 says "not acknowledged", which may still have been stored. */
export const postWebhook = async (port: number, body: object): Promise<Outcome> => {
  const { rawBody, headers } = signWebhook(body);
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/webhooks/whatsapp`, {
      method: 'POST',
      headers,
      body: new Uint8Array(rawBody),
      signal: AbortSignal.timeout(5_000),
    });
    await answer.arrayBuffer();
    return answer.status === 200 ? 'ok' : 'unknown';
  } catch (error) {
    return neverReached.has(codeOf(error)) ? 'fail' : 'unknown';
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the platform knows of the people of a load. */
export interface LoadPlatform {
  /** A row of the last menu this number got; null: it got none. */
  menuRowOf(from: string): string | null;
  /** A document that a person sends. */
  media: { id: string; sha256: string };
}

/** One message in so many is … ; the rest are words. */
const shares: readonly (readonly [LoadAction, number])[] = [
  ['stop', 0.08],
  ['resume', 0.08],
  ['tap', 0.15],
  ['file', 0.12],
];

const chooseAction = (): LoadAction => {
  let dice = Math.random();
  for (const [action, share] of shares) {
    if (dice < share) return action;
    dice -= share;
  }
  return 'text';
};

const words = { text: 'Merhaba', stop: 'DUR', resume: 'BAŞLA' } as const;

/** Number of the `index`th person of a load, digits. */
const phoneOf = (index: number): string => `9053${String(10_000_000 + index)}`;
/** Every third person is to be in the books: nobody's files are kept but theirs. */
const isKnown = (index: number): boolean => index % 3 === 0;

/** Customers to put into the books before a load of so many people. */
export const knownCustomers = (people: number): { ref: string; phone: string }[] =>
  Array.from({ length: people }, (_, index) => ({ ref: `L${String(index).padStart(3, '0')}`, index }))
    .filter(({ index }) => isKnown(index))
    .map(({ ref, index }) => ({ ref, phone: `+${phoneOf(index)}` }));

const bodyOf = (action: LoadAction, facts: WebhookFacts, { media }: LoadPlatform, row: string): object => {
  if (action === 'tap') return aListTap({ ...facts, id: row });
  if (action !== 'file') return aTextMessage({ ...facts, text: words[action] });
  const document = { ...media, mime_type: 'application/pdf', filename: 'dekont.pdf' };
  return aMessage({ type: 'document', document }, facts);
};

/**
 * Many people writing at once, as the platform reports it: each person's next message only after the one before was
 * settled; most messages are posted again until they are acknowledged, as the platform does, some only once, and now and
 * then one is posted twice although it was acknowledged.
 */
export const startWebhookLoad = (options: {
  ports: readonly number[];
  people: number;
  /** Between two messages of one person. */
  everyMs: number;
  platform: LoadPlatform;
}): WebhookLoad => {
  const history: SentUpdate[] = [];
  let stopped = false;
  const post = (body: object): Promise<Outcome> =>
    postWebhook(options.ports[Math.floor(Math.random() * options.ports.length)] as number, body);

  const actionOf = (index: number, row: string | null): LoadAction => {
    const wanted = chooseAction();
    if (wanted === 'tap') return row === null ? 'text' : 'tap';
    return wanted === 'file' && !isKnown(index) ? 'text' : wanted;
  };
  const write = async (index: number, n: number): Promise<void> => {
    const from = phoneOf(index);
    const row = options.platform.menuRowOf(from);
    const action = actionOf(index, row);
    const update: SentUpdate = { messageId: `wamid.LOAD.${from}.${n}`, action, from, tries: [] };
    history.push(update);
    const body = bodyOf(action, { from, messageId: update.messageId }, options.platform, row ?? '');
    const isPatient = Math.random() < 0.85;
    do {
      const outcome = await post(body);
      update.tries.push(outcome);
      if (outcome !== 'ok') await pause(30 + Math.random() * 100);
    } while (isPatient && !stopped && update.tries.at(-1) !== 'ok');
    if (update.tries.at(-1) === 'ok' && Math.random() < 0.08) update.tries.push(await post(body));
  };

  const person = async (index: number): Promise<void> => {
    for (let n = 1; !stopped; n += 1) {
      await write(index, n);
      await pause(options.everyMs * (0.5 + Math.random()));
    }
  };

  const people = Array.from({ length: options.people }, (_, index) => person(index));
  return {
    history,
    stop: async () => {
      stopped = true;
      await Promise.all(people);
    },
  };
};
