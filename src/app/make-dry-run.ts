import type { Directory } from '../channels/directory.ts';
import type { Config } from '../config/config.ts';
import { lastLimitOf } from '../delivery/portfolio-limits.ts';
import { saidAs } from '../delivery/said-as.ts';
import { viewDialog } from '../conversations/dialog-snapshots.ts';
import { readFigure } from '../reading/read-figure.ts';
import type { ReadBudget } from '../pricing/watch-budgets.ts';
import { readReply } from '../reading/read-reply.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import { makeFoldInput } from '../step/fold-input.ts';
import { makePreviewRequest, type PreviewParts } from '../step/preview-request.ts';
import { renderPrompt } from '../templates/render-prompt.ts';
import { isOutOfUse } from '../templates/account/account-template.ts';
import type { DryDateParts } from '../triggers/rules/dry-dates.ts';
import type { ReachedNow } from '../triggers/rules/dry-reach.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import type { RuleBook } from '../triggers/rules/rule-book.ts';
import { windowsOf } from './windows-of.ts';
import { makeLookups, type Lookups } from './lookups.ts';
import { makeMarketing } from './make-marketing.ts';
import type { Repositories } from './make-repositories.ts';

const day = 24 * 60 * 60_000;

interface DryRunMakings {
  config: Config;
  repositories: Repositories;
  directory: Directory;
  units: OwnUnitsLookup;
  ruleBook: RuleBook;
  readBudget: ReadBudget;
  clock: Clock;
}

/** The first answer for a tenant is that of the whole dry run. */
const onceEach = <T>(read: (tenantId: string) => Promise<T>): ((tenantId: string) => Promise<T>) => {
  const answers = new Map<string, Promise<T>>();
  return (tenantId) => {
    const answer = answers.get(tenantId) ?? read(tenantId);
    answers.set(tenantId, answer);
    return answer;
  };
};

/** What rules are tried with, for one dry run: the same reading and wording that a step has, and nothing that writes. */
export const makeBeginDryRun =
  (parts: DryRunMakings): (() => DryDateParts) =>
  () =>
    dryRunOf(parts);

const dryRunOf = (parts: DryRunMakings): DryDateParts => {
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
    reachedNow: onceEach((tenantId) => reachedNow(parts, tenantId)),
    customTypes: repos.customTypes,
    findCustomer: lookups.findCustomer,
    listCustomers: (tenantId, page) => repos.customers.list(tenantId as TenantId, page), // of the caller's key
    calendar: { ownDays: repos.ownDays, tenants: directory },
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
      planningOf: onceEach(planningOf({ repositories: repos, lookups, clock: parts.clock })),
    }),
  };
};

/** Somebody has to see to it: nobody knows for how long. */
const unforeseen = new Date(8_640_000_000_000_000);

const keyOf = ({ name, language }: { name: string; language: string }): string => `${name}/${language}`;

/** Whom templates went to within a day, and how many people the portfolio may write to (platform 9.4). */
const reachedNow = async (
  { config, repositories: repos, clock }: Pick<DryRunMakings, 'config' | 'repositories' | 'clock'>,
  tenantId: string,
): Promise<ReachedNow> => {
  const channels = await repos.channels.list(tenantId as TenantId, { limit: 200, after: null }); // of the caller's key
  const said = lastLimitOf(channels.items)?.people ?? null;
  const own = config.delivery.dailyPeople;
  const limit = said === null || own === null ? (said ?? own) : Math.min(said, own);
  if (limit === null) return { limit, people: [] };
  return { limit, people: await repos.reached.reachedSince(tenantId, new Date(clock.now().getTime() - day)) };
};

/** As a message that is sent is planned, as far as it can be seen beforehand: not what the person says meanwhile. */
const planningOf =
  (parts: { repositories: Repositories; lookups: Lookups; clock: Clock }): PreviewParts['planningOf'] =>
  async (tenantId) => {
    const { repositories: repos, lookups, clock } = parts;
    const templates = await repos.templates.list(tenantId);
    const held = { since: clock.now(), until: unforeseen, code: 0 };
    const out = new Set(templates.filter((one) => isOutOfUse(one, clock.now())).map(keyOf));
    const marketing = new Set(templates.filter(({ category }) => category === 'marketing').map(keyOf));
    const ofMarketing = makeMarketing(
      { repositories: repos, lookups, templateBook: { ownWordingsOf: async () => new Map() } },
      (entry) => {
        const { template } = saidAs(entry);
        return template !== null && marketing.has(keyOf(template)) ? 'marketing' : null;
      },
    );
    return {
      ...ofMarketing,
      accessOf: lookups.accessOf,
      quietUntilOf: lookups.quietUntilOf,
      windowsOf: (ofTenant, ids) => windowsOf(repos, ofTenant, ids),
      outdatedBecause: async () => null,
      comesWithQuestion: async () => false,
      templateOut: async () => null,
      templates: { heldOf: (place) => (out.has(keyOf(place)) ? held : null) },
    };
  };
