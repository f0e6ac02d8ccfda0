import type { Directory } from '../channels/directory.ts';
import type { Config } from '../config/config.ts';
import { viewDialog } from '../conversations/dialog-snapshots.ts';
import { readFigure } from '../reading/read-figure.ts';
import type { ReadBudget } from '../pricing/watch-budgets.ts';
import { readReply } from '../reading/read-reply.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import { makeFoldInput } from '../step/fold-input.ts';
import { makePreviewRequest, type PreviewParts } from '../step/preview-request.ts';
import { renderPrompt } from '../templates/render-prompt.ts';
import type { DryRunParts } from '../triggers/rules/dry-run.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import type { RuleBook } from '../triggers/rules/rule-book.ts';
import { makeLookups, type Lookups } from './lookups.ts';
import type { Repositories } from './make-repositories.ts';

const day = 24 * 60 * 60_000;

/** What rules are tried with: the same reading and wording that a step has, and nothing that writes. */
export const makeDryRun = (parts: {
  config: Config;
  repositories: Repositories;
  directory: Directory;
  units: OwnUnitsLookup;
  ruleBook: RuleBook;
  readBudget: ReadBudget;
}): DryRunParts => {
  const { config, repositories: repos, directory, units, ruleBook, readBudget } = parts;
  const lookups = makeLookups(repos, directory);
  return {
    rulesOn: (tenantId, type) => ruleBook.rulesOn(tenantId, type),
    requests: repos.requestStore,
    samples: repos.events,
    tenants: directory,
    units,
    tallies: repos.ruleTallies,
    contactCap: config.delivery.contactCap,
    marketingCap: config.delivery.marketingCap,
    customTypes: repos.customTypes,
    findCustomer: lookups.findCustomer,
    isStopped: (tenantId, contactRef) => repos.customers.isStopped(tenantId, contactRef),
    previewRequest: makePreviewRequest({
      peekConversation: (tenantId, id) => repos.conversationSteps.peek(tenantId, id),
      findConversation: (...asked) => repos.identities.findConversation(...asked),
      contacts: repos.customers,
      contactIdOf: lookups.contactIdOf,
      channelOf: lookups.channelOf,
      tenants: directory,
      units,
      fold: makeFoldInput({ readReply, readFigure }),
      view: viewDialog,
      render: renderPrompt,
      pace: { intervalMs: config.delivery.recipientIntervalMs, burst: config.delivery.recipientBurst },
      replyValidityMs: day,
      unpaidUntil: async (tenantId) => {
        const budget = await readBudget(tenantId as TenantId); // of the caller's key
        return budget?.level === 'exhausted' ? budget.monthEndsAt : null;
      },
      planning: planningOf(repos, lookups),
    }),
  };
};

/** As a message that is sent is planned, as far as it can be seen beforehand. */
const planningOf = (repos: Repositories, lookups: Lookups): PreviewParts['planning'] => ({
  accessOf: lookups.accessOf,
  quietUntilOf: lookups.quietUntilOf,
  windowsOf: async (tenantId, ids) => {
    const found = ids.map(async (id) => {
      // Ids of intents are ours.
      const place = [tenantId as TenantId, id as ConversationId] as const;
      return [id, (await repos.conversations.find(...place))?.windowExpiresAt ?? null] as const;
    });
    return new Map(await Promise.all(found));
  },
  // What the person says meanwhile is not known.
  outdatedBecause: async () => null,
  comesWithQuestion: async () => false,
  isMarketing: async () => false,
  marketingRefusal: async () => null,
  templates: { heldOf: () => null },
  reach: { untilOf: () => null, take: async () => null },
});
