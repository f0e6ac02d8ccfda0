import type { ApiPorts } from '../api/api-routes.ts';
import type { SubmitCommand } from '../inbox/submit-command.ts';
import { makeEndWait } from '../tasks/person-awaited.ts';
import { makeReleaseAccount } from '../tasks/release-account.ts';

/** What finishing a task sets free: an account that was locked, a person who waits. */
export const makeTaskCompleted = (
  { tasks, requests }: Pick<ApiPorts, 'tasks' | 'requests'>,
  submitCommand: SubmitCommand,
): ApiPorts['taskCompleted'] => {
  const releaseAccount = makeReleaseAccount({
    accountNoOf: async (tenantId, requestId) =>
      (await requests.find(tenantId, requestId))?.content.accountNo ?? null,
    submitCommand,
  });
  const endWait = makeEndWait({ tasks, submitCommand });
  return async (task, by) => {
    await releaseAccount(task, by);
    await endWait(task, by);
  };
};
