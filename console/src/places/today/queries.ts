import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';

/** What is not done: the first 200 of each state, due first. */
export const tasksQuery = queryOptions({
  queryKey: ['tasks', 'waiting'],
  queryFn: async ({ signal }) => {
    const [open, claimed] = await Promise.all(
      (['open', 'claimed'] as const).map((status) =>
        dataOf(api.GET('/v1/tasks', { params: { query: { status, limit: 200 } }, signal })),
      ),
    );
    return {
      tasks: [...(open?.data ?? []), ...(claimed?.data ?? [])],
      isWhole: !open?.nextCursor && !claimed?.nextCursor,
    };
  },
});

const soonMs = 3 * 24 * 60 * 60_000;

/** Open requests whose time runs out within three days. */
export const dueQuery = queryOptions({
  queryKey: ['requests', 'due-soon'],
  queryFn: ({ signal }) =>
    dataOf(
      api.GET('/v1/requests', {
        params: { query: { status: 'open', due: new Date(Date.now() + soonMs).toISOString(), limit: 200 } },
        signal,
      }),
    ),
});

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
