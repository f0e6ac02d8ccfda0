import { Agent, type Dispatcher } from 'undici';
import { callFailureOf } from '../callbacks/call-failure.ts';
import { checkedConnector, type ConnectorParts } from '../callbacks/checked-connector.ts';
import { checkModelUrl } from './model-url.ts';
import type { OutsideModel } from './outside-model.ts';
import { questionBody } from './question-body.ts';

/** `reason` is a word for logs: `timeout`, `connection_failed`, `refused_address`, `http_500`, `too_large`. */
export type ModelAnswer = { kind: 'answered'; body: string } | { kind: 'failed'; reason: string };

/** One call about one stripped text. Never throws, never follows a redirect, never repeats, ends by the model's time-out. */
export type CallModel = (model: OutsideModel, stripped: string) => Promise<ModelAnswer>;

/** An answer of one label is some hundred bytes. */
const maxAnswerBytes = 64 * 1024;

const readAnswer = async ({ statusCode, body }: Dispatcher.ResponseData): Promise<ModelAnswer> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    if (statusCode !== 200) return { kind: 'failed', reason: `http_${statusCode}` };
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > maxAnswerBytes) return { kind: 'failed', reason: 'too_large' };
      chunks.push(chunk);
    }
    return { kind: 'answered', body: Buffer.concat(chunks).toString('utf8') };
  } finally {
    // An error of the body after it was destroyed has nobody to go to.
    body.on('error', () => undefined).destroy();
  }
};

export const makeCallModel =
  (parts: Omit<ConnectorParts, 'timeoutMs'>): CallModel =>
  async ({ url, model, apiKey, timeoutMs }, stripped) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    let agent: Agent | null = null;
    try {
      const target = checkModelUrl(url, parts.policy);
      agent = new Agent({ connect: checkedConnector(target, { ...parts, timeoutMs }), pipelining: 0 });
      const answer = await agent.request({
        origin: target.url.origin,
        path: `${target.url.pathname}${target.url.search}`,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'accept-encoding': 'identity',
          'user-agent': 'mutabik/1',
          ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
        },
        body: questionBody(model, stripped),
        signal: deadline,
      });
      return await readAnswer(answer);
    } catch (error) {
      return { kind: 'failed', reason: callFailureOf(error, deadline) };
    } finally {
      await agent?.destroy();
    }
  };
