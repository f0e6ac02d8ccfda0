import { noKeys } from '../conversations/known-keys.ts';
import { makeLinkPerson, type LinkPerson } from '../customers/link-person.ts';
import type { Clock } from '../shared/clock.ts';
import type { Repositories } from './make-repositories.ts';

/** For staff's calls and for the steps of conversations alike. */
export const linkPersonOf = (
  { personLinks, identities, openDialogs, audit }: Repositories,
  clock: Clock,
): LinkPerson =>
  makeLinkPerson({
    people: personLinks,
    identities,
    keysOf: async (tenantId, conversationId) =>
      (await openDialogs.stateOf(tenantId, conversationId))?.keys ?? noKeys,
    noteLink: (link) => audit.noteLink(link),
    clock,
  });
