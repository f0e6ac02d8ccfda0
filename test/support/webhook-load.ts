import { aTextMessage, signWebhook } from './meta-webhook.ts';

/** What the client knows about one try: stored (200), certainly not taken, or no way to know. */
export type Outcome = 'ok' | 'fail' | 'unknown';

/** One message of the load and everything its sender learnt about it. */
export interface SentUpdate {
  messageId: string;
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
}): WebhookLoad => {
  const history: SentUpdate[] = [];
  let stopped = false;
  const post = (body: object): Promise<Outcome> =>
    postWebhook(options.ports[Math.floor(Math.random() * options.ports.length)] as number, body);

  const write = async (from: string, n: number): Promise<void> => {
    const update: SentUpdate = { messageId: `wamid.LOAD.${from}.${n}`, from, tries: [] };
    history.push(update);
    const body = aTextMessage({ from, messageId: update.messageId, text: 'Merhaba' });
    const isPatient = Math.random() < 0.85;
    do {
      const outcome = await post(body);
      update.tries.push(outcome);
      if (outcome !== 'ok') await pause(30 + Math.random() * 100);
    } while (isPatient && !stopped && update.tries.at(-1) !== 'ok');
    if (update.tries.at(-1) === 'ok' && Math.random() < 0.08) update.tries.push(await post(body));
  };

  const person = async (index: number): Promise<void> => {
    const from = `9053${String(10_000_000 + index)}`;
    for (let n = 1; !stopped; n += 1) {
      await write(from, n);
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
