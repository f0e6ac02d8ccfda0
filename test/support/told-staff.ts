import { defaultChoices, type NoticeChoices } from '../../src/notifications/notice-settings.ts';
import { noticeKinds } from '../../src/notifications/notice-kinds.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import { noCredentials, type StaffAccount } from '../../src/staff/staff-account.ts';
import type { TaskRecord } from '../../src/tasks/task.ts';
import { aStaffAccount } from './staff-accounts.ts';
import { aTask } from './staff-records.ts';
import type { World } from './world.ts';

const tenantId = 't_demo' as TenantId;

export const modesOf = (mode: NoticeChoices['kinds']['person']) =>
  Object.fromEntries(noticeKinds.map((kind) => [kind, mode])) as NoticeChoices['kinds']; // every kind, one by one

/** Somebody who works in this world and can sign in; hears of everything at once unless they chose otherwise. */
export const newListener = async (
  { application: { repositories } }: World,
  id: string,
  changes: Partial<StaffAccount> = {},
  choices: Partial<NoticeChoices> = {},
): Promise<StaffAccount> => {
  const oidc = { issuer: 'https://id.example', sub: id };
  const account = aStaffAccount({
    ...{ tenantId, id, email: `${id}@example.com`, language: 'en', credentials: { ...noCredentials, oidc } },
    ...changes,
  });
  await repositories.staff.create(account);
  const settings = { ...defaultChoices(account.role), kinds: modesOf('at_once'), quietHours: null };
  await repositories.noticeSettings.save({ tenantId, staffId: id, rev: 1, ...settings, ...choices }, 0);
  return account;
};

/** Work that came just now, and has time. */
export const newTask = async (
  { application: { repositories }, clock }: World,
  id: string,
  changes: Partial<TaskRecord> = {},
): Promise<void> => {
  const createdAt = clock.now();
  const dueAt = new Date(createdAt.getTime() + 7 * 24 * 60 * 60_000);
  await repositories.tasks.open([aTask(id, { tenantId, createdAt, dueAt, ...changes })]);
};
