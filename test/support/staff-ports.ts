import type { ApiPorts } from '../../src/api/api-routes.ts';
import type { DocumentPorts } from '../../src/api/document-routes.ts';
import { makeDownloadTickets } from '../../src/documents/download-ticket.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import type { Clock } from '../../src/shared/clock.ts';
import type { TaskRecord } from '../../src/tasks/task.ts';
import { paged, put, type Held } from './held.ts';

/** Ports over plain arrays for what staff works with: tasks, consents, privacy requests, documents. */

const replace = <Item>(list: Item[], item: Item, changes: Partial<Item>): boolean => {
  put(list, { ...item, ...changes }, (other) => other === item);
  return true;
};

type TaskPorts = Pick<
  ApiPorts,
  | 'tasks'
  | 'noteTaskView'
  | 'noteExport'
  | 'settingsOf'
  | 'noteNumberChange'
  | 'formerNumbers'
  | 'numberReplaced'
  | 'linkPerson'
  | 'taskCompleted'
>;

const taskPorts = (held: Held): TaskPorts => {
  const visible = (tenantId: TenantId, roles: readonly TaskRecord['role'][]): TaskRecord[] =>
    held.tasks.filter((task) => task.tenantId === tenantId && roles.includes(task.role));
  const find: TaskPorts['tasks']['find'] = async (tenantId, roles, id) =>
    visible(tenantId, roles).find((task) => task.id === id) ?? null;
  return {
    tasks: {
      hasOpen: async () => false,
      open: async (tasks) => {
        held.tasks.push(...tasks);
      },
      find,
      list: async (tenantId, roles, { owners, compartmentOwners = [], isDone, ...filter }, page) =>
        paged(
          visible(tenantId, roles).filter(
            (task) =>
              (owners?.includes(task.owner) !== false ||
                (task.role === 'compliance' && compartmentOwners.includes(task.owner ?? ''))) &&
              (isDone ?? task.status === 'done') === (task.status === 'done') &&
              Object.entries(filter).every(([field, value]) => task[field as keyof TaskRecord] === value),
          ),
          (task) => task.id,
          page,
        ),
      claim: async (tenantId, roles, id, owner) => {
        const task = await find(tenantId, roles, id);
        const rev = task?.rev ?? 0;
        if (task?.status === 'claimed' && task.owner === owner) return { rev, isNew: false };
        if (task?.status !== 'open') return null;
        replace(held.tasks, task, { status: 'claimed', owner, rev: rev + 1 });
        return { rev: rev + 1, isNew: true };
      },
      assign: async (tenantId, roles, id, owner, seenRev) => {
        const task = await find(tenantId, roles, id);
        const rev = task?.rev ?? 0;
        if (task === null || task.status === 'done' || (seenRev ?? rev) !== rev) return null;
        const status = owner === null ? 'open' : 'claimed';
        replace(held.tasks, task, { status, owner, rev: rev + 1 });
        return { rev: rev + 1, isNew: true };
      },
      complete: async (tenantId, roles, id, { by, at, resolution }) => {
        const task = await find(tenantId, roles, id);
        if (task === null || task.status === 'done') return false;
        const done = { status: 'done', doneBy: by, doneAt: at, resolution } as const;
        return replace(held.tasks, task, { ...done, rev: (task.rev ?? 0) + 1 });
      },
      isUnderReview: async () => false,
      findOverdue: async () => [],
      escalate: async () => false,
    },
    noteTaskView: async ({ taskId, by }) => {
      held.taskViews.push({ taskId, by });
    },
    noteExport: async ({ what, subject, by, details }) => {
      held.exports.push(`${what} ${subject} ${by} ${details.format}`);
    },
    settingsOf: async () => ({
      company: { name: 'Kurmaca Kuyumculuk', workingHours: '09.00–18.00', privacyUrl: '' },
      timeZone: 'Europe/Istanbul',
    }),
    noteNumberChange: async () => undefined,
    formerNumbers: { numbersOf: async () => new Map(), findChat: async () => null },
    numberReplaced: async () => undefined,
    linkPerson: async (tenantId, conversationId) => {
      const known = held.conversations.find((one) => one.tenantId === tenantId && one.id === conversationId);
      return known === undefined ? { is: 'missing' } : { is: 'linked', conversationId: known.id };
    },
    taskCompleted: async () => undefined,
  };
};

const consentPorts = (held: Held): Pick<ApiPorts, 'consents' | 'privacyRequests'> => {
  const findRequest: ApiPorts['privacyRequests']['find'] = async (tenantId, id) =>
    held.privacyRequests.find((request) => request.tenantId === tenantId && request.id === id) ?? null;
  return {
    consents: {
      record: async (consents) => {
        held.consents.push(...consents);
      },
      find: async (tenantId, id) =>
        held.consents.find((consent) => consent.tenantId === tenantId && consent.id === id) ?? null,
      list: async (tenantId, { contactRef, customerRef, purpose }, page) =>
        paged(
          held.consents.filter(
            (consent) =>
              consent.tenantId === tenantId &&
              (contactRef === undefined || consent.contactRef === contactRef) &&
              (customerRef === undefined || consent.customerRefs.includes(customerRef)) &&
              (purpose === undefined || consent.purpose === purpose),
          ),
          (consent) => consent.id,
          page,
        ),
    },
    privacyRequests: {
      open: async (requests) => {
        held.privacyRequests.push(...requests);
      },
      find: findRequest,
      list: async (tenantId, { status }, page) =>
        paged(
          held.privacyRequests.filter(
            (request) => request.tenantId === tenantId && (status === undefined || request.status === status),
          ),
          (request) => request.id,
          page,
        ),
      close: async (tenantId, id, closing) => {
        const request = await findRequest(tenantId, id);
        if (request === null || request.status === 'closed') return false;
        return replace(held.privacyRequests, request, { ...closing, status: 'closed' });
      },
    },
  };
};

type TextPorts = Pick<ApiPorts, 'unrecognised' | 'noteTextAccess'>;

const textPorts = (held: Held): TextPorts => {
  const find: TextPorts['unrecognised']['find'] = async (tenantId, id) =>
    held.unrecognised.find((text) => text.tenantId === tenantId && text.id === id) ?? null;
  return {
    unrecognised: {
      find,
      list: async (tenantId, { from, isLabelled, ...equal }, page) =>
        paged(
          held.unrecognised.filter(
            (text) =>
              text.tenantId === tenantId &&
              (from === undefined || text.at >= from) &&
              (isLabelled === undefined || (text.label !== null) === isLabelled) &&
              Object.entries(equal).every(([field, value]) => text[field as keyof typeof text] === value),
          ),
          (text) => text.id,
          page,
        ),
      label: async (tenantId, id, label, seenRev = null) => {
        const text = await find(tenantId, id);
        if (text === null || (seenRev ?? text.rev ?? 0) !== (text.rev ?? 0)) return null;
        const rev = (text.rev ?? 0) + 1;
        replace(held.unrecognised, text, { label, rev });
        return rev;
      },
      remove: async (tenantId, id) => {
        const text = await find(tenantId, id);
        if (text !== null) held.unrecognised.splice(held.unrecognised.indexOf(text), 1);
        return text !== null;
      },
      forget: async (tenantId, { conversationId }) => {
        const known = held.unrecognised.length;
        held.unrecognised = held.unrecognised.filter(
          (text) => text.tenantId !== tenantId || text.conversationId !== conversationId,
        );
        return known - held.unrecognised.length;
      },
    },
    noteTextAccess: async ({ what, subject, by }) => {
      held.textAccesses.push(`${what} ${subject} ${by}`);
    },
  };
};

export const staffPorts = (held: Held): TaskPorts & ReturnType<typeof consentPorts> & TextPorts => ({
  ...taskPorts(held),
  ...consentPorts(held),
  ...textPorts(held),
});

const filePorts = (
  held: Held,
): Pick<DocumentPorts, 'files' | 'fileStore' | 'downloads' | 'noteIdentity' | 'tellFile'> => {
  const find: DocumentPorts['files']['find'] = async (tenantId, id) =>
    held.files.find((file) => file.tenantId === tenantId && file.id === id) ?? null;
  return {
    files: {
      insert: async (files) => {
        held.files.push(...files);
      },
      find,
      findMany: async (tenantId, ids) =>
        held.files.filter((file) => file.tenantId === tenantId && ids.includes(file.id)),
      listOfRequest: async (tenantId, requestId) =>
        held.files.filter((file) => file.tenantId === tenantId && file.requestId === requestId),
      list: async (tenantId, filter, page) =>
        paged(
          held.files.filter(
            (file) =>
              file.tenantId === tenantId &&
              (filter.requestId ?? file.requestId) === file.requestId &&
              (filter.customerRef ?? file.customerRef) === file.customerRef &&
              (filter.state ?? file.state) === file.state,
          ),
          (file) => file.id,
          page,
        ),
      claimDue: async () => [],
      change: async (tenantId, id, from, change) => {
        const file = await find(tenantId, id);
        return file !== null && from.includes(file.state) && replace(held.files, file, change);
      },
      handOver: async () => [],
      end: async (tenantId, id) => {
        const file = await find(tenantId, id);
        return file !== null && replace(held.files, file, { state: 'deleted' });
      },
      endAsIdentity: async (tenantId, id) => {
        const file = await find(tenantId, id);
        if (file === null || file.state === 'deleted') return 'gone';
        replace(held.files, file, { state: 'deleted', reason: 'identity_in_chat' });
        return 'ended';
      },
      findToDestroy: async () => [],
      usageSince: async () => ({ files: 0, bytes: 0 }),
    },
    fileStore: {
      put: async () => Promise.reject(new Error('nothing is stored here')),
      read: async (_tenantId, key) => {
        const content = held.contents[key];
        return content === undefined ? null : Buffer.from(content);
      },
      remove: async () => undefined,
    },
    tellFile: async () => undefined,
    noteIdentity: async ({ fileId, by }) => {
      held.handled.push(`document.identity ${fileId} ${by}`);
    },
    downloads: {
      noteDownload: async (note) => {
        held.downloads.push(note);
      },
      listOfFile: async (tenantId, fileId, page) =>
        paged(
          held.downloads.filter((note) => note.tenantId === tenantId && note.fileId === fileId),
          ({ at }) => at.toISOString(),
          page,
        ),
    },
  };
};

/** Every open request waits for a review. */
export const documentPorts = (held: Held, clock: Clock): DocumentPorts => ({
  ...filePorts(held),
  tickets: makeDownloadTickets({
    clock,
    tickets: {
      insert: async (ticket) => {
        held.tickets.push(ticket);
      },
      take: async (id) => {
        const index = held.tickets.findIndex((ticket) => ticket.id === id);
        return index === -1 ? null : (held.tickets.splice(index, 1)[0] ?? null);
      },
    },
  }),
  waitsForReview: async () => true,
  scannerIsSetUp: true,
  publicUrl: 'http://localhost:3000',
});
