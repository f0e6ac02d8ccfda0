import { api, dataOf } from '../../api/client.ts';
import type { Body, Shape } from '../../api/shapes.ts';

export type Checked = Shape<'CheckedEvidence'>;

/** The file is no evidence of ours: there is nothing to check. */
export class NotEvidence extends Error {}

type Brought = Body<'/v1/evidence/verify'>;

/** Whatever else it lacks is said by the server. */
const isEvidence = (value: unknown): value is Brought =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  value.format === 'mutabik-evidence/1' &&
  'request' in value &&
  typeof value.request === 'object' &&
  value.request !== null &&
  'id' in value.request;

/** @throws NotEvidence when the file is something else; ApiProblem as every call */
export const verifyFile = async (file: File): Promise<Checked> => {
  const read: unknown = await file
    .text()
    .then((text) => JSON.parse(text) as unknown)
    .catch(() => null);
  if (!isEvidence(read)) throw new NotEvidence();
  // What is beside them has no hash, and may be long.
  const { format, request, content, decisions } = read;
  return dataOf(
    api.POST('/v1/evidence/verify', { body: { format, request: { id: request.id }, content, decisions } }),
  );
};
