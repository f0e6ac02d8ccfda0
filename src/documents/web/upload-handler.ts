import type { Request, RequestHandler, Response } from 'express';
import { makeGate, type Gate } from '../../http/admission.ts';
import { BodyIntake } from '../../http/body-intake.ts';
import { Overloaded, RateLimited } from '../../http/http-errors.ts';
import { filesOfLink } from '../files-of-link.ts';
import type { UploadLink } from '../upload-link.repository.ts';
import { findLiveLink } from '../upload-link.ts';
import { answerProblem, answerRefusal, TooManyFiles } from './upload-answers.ts';
import { readUpload, UploadTimeout } from './upload-body.ts';
import type { UploadParts } from './upload-parts.ts';

export const tokenOf = (req: Request): string => String(req.params['token'] ?? '');

export const liveLinkOf = (parts: UploadParts, req: Request): Promise<UploadLink> =>
  findLiveLink(parts.links, tokenOf(req), parts.clock.now());

const retryMs = 2_000;

/** Places of one link that are taken: by files that are there, and by those on their way through this process. */
const makePlaces = ({ files, limits }: UploadParts) => {
  const onTheWay = new Map<string, number>();
  const add = (id: string, count: number): number => {
    const now = (onTheWay.get(id) ?? 0) + count;
    if (now > 0) onTheWay.set(id, now);
    else onTheWay.delete(id);
    return now;
  };
  return async <T>(link: UploadLink, work: () => Promise<T>): Promise<T> => {
    try {
      if (add(link.id, 1) > limits.maxInflightPerLink)
        throw new RateLimited('Send one file after the other.', retryMs);
      const there = (await filesOfLink(files, link)).length;
      if (there + (onTheWay.get(link.id) ?? 0) > limits.maxFiles)
        throw new TooManyFiles('The link takes no more files.');
      return await work();
    } finally {
      add(link.id, -1);
    }
  };
};

/** What all uploads of this process share. */
interface Shared {
  parts: UploadParts;
  intake: BodyIntake;
  gate: Gate;
}

const takeFile = async (
  { parts, intake, gate }: Shared,
  link: UploadLink,
  { req, res }: { req: Request; res: Response },
): Promise<void> => {
  const { clock, limits, rulesOf, personOf } = parts;
  const { tenantId } = link;
  const [rules, person] = await Promise.all([rulesOf(link), personOf(link)]);
  const received = await readUpload(req, { maxBytes: rules.maxBytes, intake, source: () => link.id });
  gate.enter(res);
  const destroyAt = new Date(clock.now().getTime() + limits.unfinishedMs);
  const result = await parts.takeUpload({ tenantId, link, rules, destroyAt, ...person, ...received });
  if (!result.ok) return answerRefusal(res, result.reason);
  const { id: fileId, state } = result.file;
  res.status(201).json({ fileId, state, reason: null });
};

/** Takes one file: 201 `{ fileId, state, reason: null }`, or a refusal with its reason beside the problem. */
export const uploadHandler = (parts: UploadParts): RequestHandler => {
  const withPlace = makePlaces(parts);
  const { limits, metrics } = parts;
  const intake = new BodyIntake({ ...limits.bodies, timeoutMs: limits.timeoutMs });
  const shared = { parts, intake, gate: makeGate('uploads', limits.maxInflight, metrics) };
  return async (req, res) => {
    try {
      shared.gate.look(res);
      const link = await liveLinkOf(parts, req);
      await withPlace(link, () => takeFile(shared, link, { req, res }));
    } catch (error) {
      if (error instanceof RateLimited) return answerProblem(res, error);
      // The rest of the body is of no use; whoever still sends it is cut off.
      if (error instanceof UploadTimeout || error instanceof Overloaded) res.set('Connection', 'close');
      throw error;
    }
  };
};
