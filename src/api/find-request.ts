import type { RequestRecord, RequestRepository } from '../requests/request.repository.ts';
import { NotFound } from '../shared/errors.ts';
import type { RequestId } from '../shared/ids.ts';
import type { Principal } from './principal.ts';

/** @throws NotFound: the tenant has none under this id */
export const findRequest = async (
  { requests }: { requests: Pick<RequestRepository, 'find'> },
  { tenantId }: Principal,
  id: string,
): Promise<RequestRecord> => {
  // Branded here: the id came through a schema and is only ever looked up together with the tenant.
  const request = await requests.find(tenantId, id as RequestId);
  if (request === null) throw new NotFound('There is no such request.');
  return request;
};
