import { api, dataOf } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';

export type Checked = Shape<'CheckedEvidence'>;

/** The file is no evidence of ours: there is nothing to check. */
export class NotEvidence extends Error {}

type Brought = Parameters<typeof sendOf>[0];
const sendOf = (body: NonNullable<VerifyBody>) => api.POST('/v1/evidence/verify', { body });
type VerifyBody = NonNullable<Parameters<typeof api.POST<'/v1/evidence/verify', never>>[1]>['body'];

const isEvidence = (value: unknown): value is Brought =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === 'mutabik-evidence/1';

/** @throws NotEvidence when the file is something else; ApiProblem as every call */
export const verifyFile = async (file: File): Promise<Checked> => {
  const read: unknown = await file
    .text()
    .then((text) => JSON.parse(text) as unknown)
    .catch(() => null);
  if (!isEvidence(read)) throw new NotEvidence();
  return dataOf(sendOf(read));
};
