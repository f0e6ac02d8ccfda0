import { makeEndHeld } from '../delivery/end-held.ts';
import { makeEndOutdated } from '../delivery/end-outdated.ts';
import { makeReportNotice } from '../delivery/report-notice.ts';
import { makeCloseUnforwardable } from '../requests/close-unforwardable.ts';
import { makeForwardRequest, makeReaddressCommand } from '../requests/forward-request.ts';
import { makeNotifyChanges } from '../requests/notify-changes.ts';
import { makeReportNoSecondApprover } from '../requests/report-no-second-approver.ts';
import { makeTellParties } from '../requests/tell-parties.ts';
import { makeFollowLetter } from '../runs/follow-letter.ts';
import type { TenantId } from '../shared/ids.ts';
import { makeChangeContact } from '../step/change-contact.ts';
import type { RelayParts } from '../step/relay-table.ts';
import { openedTask, type NewTask } from '../tasks/new-task.ts';
import { outdatedBecauseOf } from './outdated-because-of.ts';
import { linkPersonOf } from './link-person-of.ts';
import type { SharedParts } from './worker-parts.ts';

/** What a committed step sets off beyond its own conversation: callbacks, hand-overs, tasks, files, consents. */
export const makeRequestRelays = (
  parts: SharedParts,
): Omit<
  RelayParts,
  | 'owner'
  | 'openIntents'
  | 'leaseMs'
  | 'clock'
  | 'transcripts'
  | 'outbox'
  | 'requests'
  | 'decisions'
  | 'dispatch'
  | 'storeSentIn'
  | 'roomFor'
> => {
  const { repositories: repos, lookups, queueCallbacks, submitInput, wake, clock } = parts;
  const notifyChanges = makeNotifyChanges({
    requests: repos.requests,
    queueCallbacks,
    callbacksQueued: wake.callbacks,
    follow: makeFollowLetter(repos.runRows),
  });
  const openTask = async (tenantId: string, task: NewTask): Promise<void> => {
    const calendar = await lookups.calendarOf(tenantId);
    await repos.tasks.open([openedTask(tenantId as TenantId, task, calendar)]);
  };
  const onNotice = makeReportNotice({ submitInput });
  const handOver = { requests: repos.requestStore, submitInput };
  return {
    notifyChanges,
    forwardRequest: makeForwardRequest({
      ...handOver,
      identities: repos.identities,
      findCustomer: lookups.findCustomer,
      contactIdOf: lookups.contactIdOf,
      channelOf: lookups.channelOf,
      clock,
      closeUnforwardable: makeCloseUnforwardable({
        requests: repos.requests,
        store: repos.requestStore,
        notifyChanges,
        clock,
      }),
      isStopped: (tenantId, contactRef) => repos.customers.isStopped(tenantId, contactRef),
      openTask,
      reportNoSecondApprover: makeReportNoSecondApprover({ openTask, notifyChanges }),
    }),
    readdressCommand: makeReaddressCommand(handOver),
    tellParties: makeTellParties(handOver),
    tasks: repos.tasks,
    files: repos.files,
    uploadLinks: repos.uploadLinks,
    consents: repos.consents,
    privacyRequests: repos.privacyRequests,
    unrecognised: repos.unrecognised,
    calendarOf: lookups.calendarOf,
    announce: async (tenantId, { id, type, at, data }) => {
      await queueCallbacks(tenantId as TenantId, { sourceId: id, type, at: new Date(at), data });
      wake.callbacks();
    },
    changeContact: makeChangeContact({
      contacts: repos.customers,
      endHeld: makeEndHeld({
        heldMessages: repos.heldMessages,
        conversationsAt: (tenantId, phone) => repos.customers.conversationsAt(tenantId, phone),
        onNotice,
      }),
      linkPerson: linkPersonOf(repos, clock),
      noteFormer: (note) => repos.audit.noteFormer(note),
      openTask,
    }),
    endOutdated: makeEndOutdated({
      heldMessages: repos.heldMessages,
      outdatedBecause: outdatedBecauseOf(repos),
      onNotice,
    }),
    filesArrived: wake.files,
  };
};
