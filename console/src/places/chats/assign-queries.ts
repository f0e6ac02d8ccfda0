import { api, dataOf } from '../../api/client.ts';

/** `rev`: what was seen; `assignee`: null: nobody's. */
export const assign = ({ id, assignee, rev }: { id: string; assignee: string | null; rev: number }) => {
  const seen = { params: { path: { id } }, headers: { 'If-Match': `"${String(rev)}"` } };
  return assignee === null
    ? dataOf(api.DELETE('/v1/conversations/{id}/assignee', seen))
    : dataOf(api.PUT('/v1/conversations/{id}/assignee', { ...seen, body: { assignee } }));
};
