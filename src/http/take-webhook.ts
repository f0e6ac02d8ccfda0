import type { IncomingMessage, ServerResponse } from 'node:http';
import { Unavailable } from '../shared/errors.ts';
import { makeGate } from './admission.ts';
import { Unauthorized } from './http-errors.ts';
import type { HttpMetrics } from './http-metrics.ts';
import { readBody } from './read-body.ts';

export interface TakeWebhookParts {
  /** Where the platform calls, e.g. `/webhooks/whatsapp`. */
  path: string;
  /** Header that carries the signature, lower case: `x-hub-signature-256`. */
  signatureHeader: string;
  /** All values of that header, in order; anything but exactly one good one must be false (reliability F1). */
  verifySignature: (raw: Buffer, headerValues: readonly string[]) => boolean;
  /** Resolves when everything in the body is durable; rejects with `Unavailable` when it is not. */
  acceptWebhook: (raw: Buffer) => Promise<void>;
  maxInflight: number;
  ackTimeoutMs: number;
  metrics: HttpMetrics;
}

/** Resolves when a call may be answered 200; rejects with what it is refused for. Sets headers of the refusal, answers nothing. */
export type TakeWebhook = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

const maxBytes = 4 * 1024 * 1024;

/** Every value of a header, one for each line it came in. `name` in lower case. */
const valuesOf = ({ rawHeaders }: IncomingMessage, name: string): string[] => {
  const values: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const given = rawHeaders[at] ?? '';
    if (given.length === name.length && given.toLowerCase() === name) values.push(rawHeaders[at + 1] ?? '');
  }
  return values;
};

const within = (work: Promise<void>, ms: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Unavailable('The webhook could not be stored in time.')), ms);
    void work.finally(() => clearTimeout(late)).then(resolve, reject);
  });

/**
 * Takes a call of the platform over its raw bytes: no parser touches them before the signature was checked. 4 MB at most, no
 * content encoding, `Unavailable` when the body is not durable in time (the platform will call again).
 */
export const makeTakeWebhook = (parts: TakeWebhookParts): TakeWebhook => {
  const enter = makeGate('webhooks', parts.maxInflight, parts.metrics);
  return async (req, res) => {
    enter(res);
    const raw = await readBody(req, res, maxBytes);
    if (!parts.verifySignature(raw, valuesOf(req, parts.signatureHeader))) {
      parts.metrics.countSignatureFailure(parts.path);
      throw new Unauthorized('The signature is missing or wrong.');
    }
    // Stored before answered: a 200 promises that nothing of this body can be lost any more.
    await within(parts.acceptWebhook(raw), parts.ackTimeoutMs);
  };
};
