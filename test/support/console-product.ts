import { endProcesses, freePort, freshDirectory, startProcess, untilReady } from './process.ts';
import { waitFor } from './wait-for.ts';

const apiKey = 'console-test-key-0123456789';

/** The product as `npm start` runs it, with the stand-in for WhatsApp and its demo tenant. */
export interface ConsoleProduct {
  /** `http://localhost:…`: the name a session belongs to. */
  origin: string;
  /** The address that signs one in, below `origin`. */
  link: string;
  /** Answers the body of a call of the API; throws for a refusal. */
  call<Answer>(method: string, path: string, body?: object): Promise<Answer>;
  stop(): Promise<void>;
}

export const startConsoleProduct = async (env: Record<string, string> = {}): Promise<ConsoleProduct> => {
  const port = env['PORT'] ?? String(await freePort());
  const product = startProcess({
    PORT: port,
    DATA_DIR: await freshDirectory(),
    API_KEY: apiKey,
    LOG_LEVEL: 'warn',
    ...env,
  });
  await untilReady(product);
  const origin = `http://localhost:${port}`;
  const printed = (): string | undefined => /\/console\/sign-in#token=[\w-]+/.exec(product.stdout())?.[0];
  // It answers before it says where it can be found.
  const link = await waitFor('the link of the demo', () => printed());
  return {
    origin,
    link,
    call: async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
      const answer = await fetch(`${origin}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${text}`);
      // The API's own shape; tests name what they read of it.
      return (text === '' ? undefined : JSON.parse(text)) as Answer;
    },
    stop: endProcesses,
  };
};
