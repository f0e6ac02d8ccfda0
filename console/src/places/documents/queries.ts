import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.ts';
import type { Shape } from '../../api/shapes.ts';

export type Document = Shape<'Document'>;
export type Task = Shape<'Task'>;

/** Reasons of tasks that ask somebody to look at what a person sent (docs/api.md). */
const reviewReasons: ReadonlySet<string> = new Set([
  'document_review',
  'receipt_review',
  'statement_review',
  'receipt_not_reviewed',
  'unmatched_file',
]);

/** What waits for a look, due first; of several tasks about one request or chat the first. */
export const reviewsQuery = queryOptions({
  queryKey: ['tasks', 'of-documents'],
  queryFn: async ({ signal }) => {
    const pages = await Promise.all(
      (['open', 'claimed'] as const).map((status) =>
        dataOf(
          api.GET('/v1/tasks', { params: { query: { status, compartment: 'without', limit: 200 } }, signal }),
        ),
      ),
    );
    const about = new Map<string, Task>();
    const due = pages
      .flatMap(({ data }) => data)
      .filter(({ reason }) => reviewReasons.has(reason))
      .toSorted((one, other) => one.dueAt.localeCompare(other.dueAt));
    for (const task of due) {
      const subject = task.requestId ?? task.conversationId;
      if (subject !== null && !about.has(subject)) about.set(subject, task);
    }
    return [...about.values()];
  },
});

/** Which files a list shows; everything left out: all of them. */
export interface FileFilter {
  state?: Document['state'];
  customerRef?: string;
}

/** Newest first, page by page. */
export const documentsQuery = (filter: FileFilter) =>
  infiniteQueryOptions({
    queryKey: ['documents', 'list', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        api.GET('/v1/documents', {
          params: { query: { limit: 100, ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['documents', 'one', id],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/documents/{id}', { params: { path: { id } }, signal })),
  });

/** The files of one request, or those of a chat that belong to none; oldest first. */
export const filesOfQuery = (subject: { request: string } | { chat: string }) =>
  queryOptions({
    queryKey: ['documents', 'of-subject', subject],
    queryFn: async ({ signal }) => {
      const query = 'request' in subject ? { requestId: subject.request } : { conversationId: subject.chat };
      const { data } = await dataOf(
        api.GET('/v1/documents', { params: { query: { ...query, limit: 200 } }, signal }),
      );
      return data.filter(({ requestId }) => 'request' in subject || requestId === null).toReversed();
    },
  });

/** Where else the same bytes were sent. */
export const sameContentQuery = (sha256: string) =>
  queryOptions({
    queryKey: ['documents', 'same', sha256],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/documents', { params: { query: { sha256, limit: 20 } }, signal })),
  });

/** What the person was shown about a request, word by word. */
export const askedQuery = (requestId: string) =>
  queryOptions({
    queryKey: ['requests', 'asked', requestId],
    queryFn: async ({ signal }) => {
      // The reference says an object of any form; its fields are in docs/api.md.
      const { messages } = (await dataOf(
        api.GET('/v1/requests/{id}/evidence', {
          params: { path: { id: requestId }, query: { format: 'messages' } },
          signal,
        }),
      )) as unknown as { messages: readonly Shape<'Message'>[] };
      return messages.filter(({ direction, text }) => direction === 'out' && text !== null);
    },
  });

/**
 * The bytes, as the page shows them: pictures without place and camera. Each download is logged, so what was looked at is not
 * asked again while it stays open.
 */
export const contentQuery = ({ id, mimeType }: Pick<Document, 'id' | 'mimeType'>) =>
  queryOptions({
    queryKey: ['contents', 'of-documents', id],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/documents/{id}/content', {
          params: {
            path: { id },
            query: mimeType?.startsWith('image/') === true ? { variant: 'view' as const } : {},
          },
          parseAs: 'blob',
          signal,
        }) as Promise<{ data?: Blob }>,
      ),
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });

export type RejectionReason = 'wrong_type' | 'unreadable' | 'expired' | 'incomplete' | 'other';
export const rejectionReasons: readonly RejectionReason[] = [
  'unreadable',
  'wrong_type',
  'incomplete',
  'expired',
  'other',
];

export const acceptDocument = (id: string) =>
  dataOf(api.POST('/v1/documents/{id}/accept', { params: { path: { id } } }));

export const rejectDocument = ({ id, reason }: { id: string; reason: RejectionReason }) =>
  dataOf(api.POST('/v1/documents/{id}/reject', { params: { path: { id } }, body: { reason } }));

export const markIdentity = (id: string) =>
  dataOf(api.POST('/v1/documents/{id}/identity', { params: { path: { id } } }));

/** An address the browser downloads from, once, within a minute. */
export const ticketFor = (id: string) =>
  dataOf(api.POST('/v1/documents/{id}/tickets', { params: { path: { id } } }));
