import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { World } from './world.ts';

/** One call as the model got it. */
export interface AskedModel {
  headers: IncomingHttpHeaders;
  raw: string;
  /** The text it was asked about. */
  text: string;
}

/** How it answers: a label in the wrapping of chat completions, a status, a body as it is, or never. */
export type ModelReply = { label: string } | { status: number } | { body: string } | 'never';

/** A stand-in for somebody's chat-completions endpoint. */
export interface StandInModel {
  url: string;
  asked: AskedModel[];
  answer(reply: ModelReply | ((text: string) => ModelReply)): void;
  /** Called when a call has come in, before it is answered. */
  onAsked(listener: () => void): void;
  /** Answers the calls that were kept waiting. */
  release(reply: ModelReply): void;
  close(): Promise<void>;
}

const bodyOf = (label: string): string =>
  JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: label } }] });

export const startStandInModel = async (): Promise<StandInModel> => {
  const asked: AskedModel[] = [];
  const waiting: ((reply: ModelReply) => void)[] = [];
  let choose: (text: string) => ModelReply = () => ({ label: 'unknown' });
  let listener = (): void => undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    const reply = (how: ModelReply): void => {
      if (how === 'never') {
        waiting.push(reply);
        return;
      }
      // Whoever followed a redirect would come here again.
      const headers = { 'content-type': 'application/json', location: request.url ?? '/' };
      response.writeHead('status' in how ? how.status : 200, headers);
      response.end('label' in how ? bodyOf(how.label) : 'body' in how ? how.body : bodyOf('askedForBalance'));
    };
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const { messages } = JSON.parse(raw) as { messages: { role: string; content: string }[] };
      const text = messages.find(({ role }) => role === 'user')?.content ?? '';
      asked.push({ headers: request.headers, raw, text });
      listener();
      reply(choose(text));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has one while it listens
  return {
    url: `http://127.0.0.1:${port}/v1/chat/completions`,
    asked,
    answer: (how) => (choose = typeof how === 'function' ? how : () => how),
    onAsked: (next) => (listener = next),
    release: (how) => waiting.splice(0).forEach((reply) => reply(how)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Turns it on for the tenant of the world; every process knows after ten seconds of its clock. */
export const turnOnModel = async (world: World, model: StandInModel, changes: object = {}): Promise<void> => {
  const settings = {
    enabled: true,
    url: model.url,
    model: 'stand-in',
    apiKey: 'sk-stand-in',
    timeoutMs: 1000,
  };
  const answer = await world.api.put('/v1/outside-model', { ...settings, ...changes });
  if (answer.status !== 200) throw new Error(`model refused: ${JSON.stringify(answer.body)}`);
  world.clock.turn(11_000);
};
