import { createHmac, randomBytes } from 'node:crypto';
import { request, type Dispatcher } from 'undici';
import type { RoundTrip, SetupInquiry } from '../../channels/setup-facts.ts';
import { reasonOf } from './bounded-get.ts';

/** Longer than any challenge; an answer that is longer is somebody else's. */
const maxAnswerBytes = 256;

/** As the platform sends them, with nothing in it. */
const emptyDelivery = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');

type Answer = { kind: 'answered'; status: number; body: string } | { kind: 'unreachable'; reason: string };

type Call = (
  address: string,
  options?: { method: 'POST'; headers: Record<string, string>; body: Buffer },
) => Promise<Answer>;

const makeCall =
  (dispatcher: Dispatcher, timeoutMs: number): Call =>
  async (address, options) => {
    try {
      const { statusCode: status, body } = await request(address, {
        dispatcher,
        signal: AbortSignal.timeout(timeoutMs),
        ...options,
      });
      let read = '';
      // Leaving early closes the connection; what is longer is not read.
      for await (const chunk of body) {
        read += String(chunk);
        if (read.length > maxAnswerBytes) break;
      }
      return { kind: 'answered', status, body: read };
    } catch (error) {
      return { kind: 'unreachable', reason: reasonOf(error) };
    }
  };

/** The verification with a challenge of its own, then a signed delivery of nothing (platform 1.1, 1.2). Never throws. */
export const makeRoundTrip = (dispatcher: Dispatcher, timeoutMs: number): SetupInquiry['roundTrip'] => {
  const call = makeCall(dispatcher, timeoutMs);
  return async ({ address, verifyToken, appSecret }): Promise<RoundTrip> => {
    const challenge = randomBytes(16).toString('hex');
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.challenge': challenge,
      'hub.verify_token': verifyToken,
    });
    const verified = await call(`${address}?${query.toString()}`);
    if (verified.kind === 'unreachable') return verified;
    const { status } = verified;
    const isSuccess = status === 200;
    if (!isSuccess || verified.body !== challenge)
      return { kind: 'answered', step: 'handshake', status, notOurs: isSuccess };
    const signature = createHmac('sha256', appSecret).update(emptyDelivery).digest('hex');
    const delivered = await call(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
      body: emptyDelivery,
    });
    if (delivered.kind === 'unreachable' || delivered.status === 200)
      return delivered.kind === 'unreachable' ? delivered : { kind: 'whole' };
    return { kind: 'answered', step: 'delivery', status: delivered.status, notOurs: false };
  };
};
