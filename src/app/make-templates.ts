import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { HeldTemplates } from '../delivery/held-templates.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import { openedTask } from '../tasks/new-task.ts';
import type { TaskRecord } from '../tasks/task.ts';
import { AccountFollower } from '../templates/account/follow-accounts.ts';
import type { AccountAccess, TemplateAccount } from '../templates/account/template-account.ts';
import type { TemplateBook } from '../templates/account/template-book.ts';
import type { Lookups } from './lookups.ts';
import type { Repositories } from './make-repositories.ts';

/** Two minutes: a whole account is read in one lease, a hundred templates a call. */
const leaseMs = 120_000;
const pageSize = 200;

interface Parts {
  config: Config;
  repositories: Repositories;
  lookups: Lookups;
  templateAccount: TemplateAccount;
  templateBook: TemplateBook;
  heldTemplates: Pick<HeldTemplates, 'release'>;
  clock: Clock;
  logger: Logger;
}

/** Templates of the tenants on the platform: read, compared, submitted. */
export const makeTemplates = (parts: Parts): AccountFollower => {
  const { config, repositories: repos, lookups, templateBook, clock, logger } = parts;
  return new AccountFollower({
    wordings: repos.wordings,
    templates: repos.templates,
    account: parts.templateAccount,
    noteTemplates: (notes) => repos.audit.noteTemplates(notes),
    accountsOf: (tenantId) => accountsOf(repos, tenantId as TenantId),
    openTask: async (tenantId, task) =>
      repos.tasks.open([openedTask(tenantId as TenantId, task, await lookups.calendarOf(tenantId))]),
    settleTasks: (tenantId, template) => settleTasks(parts, tenantId as TenantId, template),
    releaseMessages: async (tenantId, { accountId, name, language }) => {
      for (const channelId of await numbersOf(repos, tenantId as TenantId, accountId))
        parts.heldTemplates.release({ channelId, name, language });
      await repos.heldMessages.release(tenantId as TenantId, 'template', clock.now());
    },
    forget: (tenantId) => templateBook.forget(tenantId),
    tenantIds: lookups.tenantIds,
    readEveryMs: config.delivery.templatesReadMs,
    owner: randomUUID(),
    leaseMs,
    clock,
    logger,
  });
};

/** Numbers of one account share its templates; any of their tokens reads them. */
const accountsOf = async (
  { channels }: Pick<Repositories, 'channels'>,
  tenantId: TenantId,
): Promise<readonly AccountAccess[]> => {
  const { items } = await channels.list(tenantId, { limit: pageSize, after: null });
  const found = new Map<string, AccountAccess>();
  for (const { id, wabaId, status } of items) {
    if (status === 'paused' || found.has(wabaId)) continue;
    const secrets = await channels.secretsOf(tenantId, id);
    if (secrets !== null) found.set(wabaId, { accountId: wabaId, accessToken: secrets.accessToken });
  }
  return [...found.values()];
};

const numbersOf = async (
  { channels }: Pick<Repositories, 'channels'>,
  tenantId: TenantId,
  accountId: string,
): Promise<readonly string[]> =>
  (await channels.list(tenantId, { limit: pageSize, after: null })).items
    .filter(({ wabaId }) => wabaId === accountId)
    .map(({ id }) => id);

const roles: readonly TaskRecord['role'][] = ['staff'];

/** Tasks about a template that does not go out, done by the platform itself. */
const settleTasks = async (
  { repositories: { tasks }, clock }: Pick<Parts, 'repositories' | 'clock'>,
  tenantId: TenantId,
  { name, language }: { name: string; language: string },
): Promise<void> => {
  for (const reason of ['template_out_of_use', 'template_held'])
    for (const status of ['open', 'claimed'] as const) {
      const { items } = await tasks.list(
        tenantId,
        roles,
        { reason, status },
        { limit: pageSize, after: null },
      );
      for (const { id, details } of items) {
        if (details?.['template'] !== name || (details['language'] ?? language) !== language) continue;
        const done = {
          by: 'system',
          at: clock.now(),
          resolution: 'The platform carries the template again.',
        };
        await tasks.complete(tenantId, roles, id, done);
      }
    }
};
