import type { IncomingMessage, ServerResponse } from 'node:http';
import { Unavailable } from '../shared/errors.ts';
import { makeGate } from './admission.ts';
import type { BodyIntake } from './body-intake.ts';
import { Unauthorized } from './http-errors.ts';
import type { HttpMetrics } from './http-metrics.ts';
import { readBody } from './read-body.ts';
import { sourceOf } from './source-of.ts';

export interface TakeWebhookParts {
  /** Where the platform calls, e.g. `/webhooks/whatsapp`. */
  path: string;
  /** Header that carries the signature, lower case: `x-hub-signature-256`. */
  signatureHeader: string;
  /** All values of that header, in order; anything but exactly one good one must be false (reliability F1). */
  verifySignature: (raw: Buffer, headerValues: readonly string[]) => boolean;
  /** Resolves when everything in the body is durable; rejects with `Unavailable` when it is not. */
  acceptWebhook: (raw: Buffer) => Promise<void>;
  /** Signed calls that are being stored at a time. */
  maxInflight: number;
  /** For bodies that nobody has vouched for yet. */
  intake: BodyIntake;
  trustedProxyHops: number;
  ackTimeoutMs: number;
  metrics: HttpMetrics;
  /** Told whom a call without a right signature came from. */
  onUnsigned?: (source: string) => void;
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

const unsigned = (): Unauthorized => new Unauthorized('The signature is missing or wrong.');

/**
 * Takes a call of the platform over its raw bytes: no parser touches them before the signature was checked. 4 MB at most, no
 * content encoding, `Unavailable` when the body is not durable in time (the platform will call again). Only a signed call takes
 * one of the places: what anybody may send is bounded by the intake and in nobody's way.
 */
export const makeTakeWebhook = (parts: TakeWebhookParts): TakeWebhook => {
  const { intake, trustedProxyHops, metrics } = parts;
  const gate = makeGate('webhooks', parts.maxInflight, metrics);
  const noteUnsigned = (req: IncomingMessage): void => {
    metrics.countSignatureFailure(parts.path);
    parts.onUnsigned?.(sourceOf(req, trustedProxyHops));
  };
  return async (req, res) => {
    gate.look(res);
    const signatures = valuesOf(req, parts.signatureHeader);
    // Without exactly one signature it is refused whatever it says: nothing of it is kept.
    const refusal = signatures.length === 1 ? null : unsigned();
    const source = (): string => sourceOf(req, trustedProxyHops);
    let raw: Buffer;
    try {
      raw = await readBody(req, res, { limit: maxBytes, intake, source, refusal });
    } catch (error) {
      if (error === refusal) noteUnsigned(req);
      throw error;
    }
    if (!parts.verifySignature(raw, signatures)) {
      noteUnsigned(req);
      throw unsigned();
    }
    gate.enter(res);
    // Stored before answered: a 200 promises that nothing of this body can be lost any more.
    await within(parts.acceptWebhook(raw), parts.ackTimeoutMs);
  };
};
