import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';

/** Who may have a chat, by name. */
export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues', 'of-chats'],
  queryFn: async ({ signal }) => {
    const all: Shape<'Colleague'>[] = [];
    let cursor: string | null = null;
    do {
      const page: { data: Shape<'Colleague'>[]; nextCursor: string | null } = await dataOf(
        api.GET('/v1/colleagues', {
          params: { query: { limit: 200, ...(cursor === null ? {} : { cursor }) } },
          signal,
        }),
      );
      all.push(...page.data.filter(({ chats }) => chats));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return all;
  },
});

/** `rev`: what was seen; `assignee`: null: nobody's. */
export const assign = ({ id, assignee, rev }: { id: string; assignee: string | null; rev: number }) => {
  const seen = { params: { path: { id } }, headers: { 'If-Match': `"${String(rev)}"` } };
  return assignee === null
    ? dataOf(api.DELETE('/v1/conversations/{id}/assignee', seen))
    : dataOf(api.PUT('/v1/conversations/{id}/assignee', { ...seen, body: { assignee } }));
};
