import { z } from 'zod';
import { changeKinds, type Change, type ChangeKind } from '../changes/change.ts';
import type { ChangeFeed } from '../changes/change-feed.ts';
import { placeOfId } from '../changes/stream-text.ts';
import { RateLimited } from '../http/http-errors.ts';
import { permits, type Scope } from '../staff/permissions.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { nameOf, type Principal } from './principal.ts';
import type { ScopesNow } from './scopes-now.ts';
import { instantText } from './shape-fields.ts';

export interface StreamParts {
  changeFeed: Pick<ChangeFeed, 'open' | 'countOf'>;
  scopesNow: ScopesNow;
}

/** A tab each, and room for those a browser has not noticed to be closed. */
const maxStreamsOfOne = 20;

/** What a caller needs to read the thing is what it needs to hear of it. */
const scopeOf: Readonly<Record<ChangeKind, Scope>> = {
  'message.created': 'conversations:read',
  'message.changed': 'conversations:read',
  'conversation.changed': 'conversations:read',
  'note.changed': 'conversations:read',
  'request.changed': 'requests:read',
  'task.changed': 'tasks:read',
  'document.changed': 'documents:read',
  'run.changed': 'runs:read',
  'template.changed': 'templates:read',
  'customer.changed': 'customers:read',
};

/** The compartment of compliance is heard by those alone who may read it (domain 6.2). */
export const mayHear = (scopes: readonly Scope[], change: Pick<Change, 'kind' | 'isCompartment'>): boolean =>
  permits(scopes, scopeOf[change.kind]) && (change.isCompartment !== true || permits(scopes, 'compliance'));

const eventShape = z
  .object({
    kind: z.enum([...changeKinds, 'ready', 'reset']),
    id: z.string().optional(),
    conversationId: z.string().optional(),
    requestId: z.string().optional(),
    at: instantText,
  })
  .meta({ id: 'StreamEvent', description: 'The data of one event; `ready` and `reset` have no id' });

const streamOf = (parts: StreamParts, principal: Principal, lastEventId: string | null) => {
  const { tenantId } = principal;
  const caller = nameOf(principal);
  if (parts.changeFeed.countOf(tenantId, caller) >= maxStreamsOfOne)
    throw new RateLimited(`At most ${maxStreamsOfOne} streams may be open at once.`, 5_000);
  let scopes = principal.scopes;
  // What cannot be read is no place: as somebody who was away too long.
  const after = lastEventId === null ? null : (placeOfId(lastEventId) ?? { seq: 0, changes: 0 });
  return {
    begin: (sink: Parameters<StreamParts['changeFeed']['open']>[0]['sink']): Promise<void> =>
      parts.changeFeed.open({
        ...{ tenantId, caller, after, sink },
        wants: (change) => mayHear(scopes, change),
        isStillAllowed: async () => {
          const now = await parts.scopesNow(principal);
          scopes = now ?? [];
          return now !== null;
        },
      }),
  };
};

export const streamRoute = (parts: StreamParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/stream',
    scope: 'self',
    gate: 'streams',
    tag: 'Stream',
    summary: 'Listen to changes',
    description:
      'Server-sent events, each with ids alone, of what the caller may read. A reader that comes again with `Last-Event-ID` within ' +
      '15 minutes gets what it missed, at least once and in order; after `reset` it reads everything again.',
    answers: {
      200: {
        description: 'Events until either side ends it',
        schema: eventShape,
        mediaType: 'text/event-stream',
      },
    },
    handle: ({ principal, lastEventId }) =>
      Promise.resolve({ status: 200, events: streamOf(parts, principal, lastEventId) }),
  });
