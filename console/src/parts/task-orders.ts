import { api, dataOf } from '../api/client.ts';

export const claimTask = (id: string) =>
  dataOf(api.POST('/v1/tasks/{id}/claim', { params: { path: { id } }, body: {} }));

/** `rev`: what was seen; `assignee`: null: everybody's. */
export const giveTask = ({ id, assignee, rev }: { id: string; assignee: string | null; rev: number }) => {
  const seen = { params: { path: { id } }, headers: { 'If-Match': `"${String(rev)}"` } };
  return assignee === null
    ? dataOf(api.DELETE('/v1/tasks/{id}/assignee', seen))
    : dataOf(api.PUT('/v1/tasks/{id}/assignee', { ...seen, body: { assignee } }));
};

export const completeTask = ({ id, resolution }: { id: string; resolution?: string }) =>
  dataOf(
    api.POST('/v1/tasks/{id}/complete', {
      params: { path: { id } },
      body: resolution === undefined || resolution === '' ? {} : { resolution },
      keepalive: true,
    }),
  );
