import type { Change, ChangeKind, ChangeTeller } from '../changes/change.ts';
import type { TenantId } from '../shared/ids.ts';
import { derivedId } from '../shared/ids.ts';
import { RecentlyUsed } from '../shared/recently-used.ts';
import { taskRoles } from '../tasks/task.ts';
import type { Repositories } from './make-repositories.ts';

/** What a write came to, by its arguments and its answer. */
type Heard<Repository> = {
  [Method in keyof Repository]?: Repository[Method] extends (...args: infer Args) => Promise<infer Answer>
    ? (args: Args, answer: Answer) => void | Promise<void>
    : never;
};

type AnyMethod = (...args: unknown[]) => Promise<unknown>;

/** Puts a listener behind methods of a repository: it hears of a call that succeeded, and cannot make it fail. */
const listenTo = <Repository extends object>(
  repository: Repository,
  teller: ChangeTeller,
  heard: Heard<Repository>,
): void => {
  for (const [name, hear] of Object.entries(heard) as [
    keyof Repository,
    (args: unknown[], answer: unknown) => unknown,
  ][]) {
    const write = repository[name] as AnyMethod;
    const tell = async (args: unknown[], answer: unknown): Promise<void> => {
      await hear(args, answer);
    };
    const told: AnyMethod = async (...args) => {
      const answer = await write.apply(repository, args);
      // What was written is written: whoever called must not take it for failed because nobody could be told.
      if (teller.isAwake) await tell(args, answer).catch(() => undefined);
      return answer;
    };
    // As writable as a method is: a test puts a death of the process behind it.
    Object.defineProperty(repository, name, { value: told, writable: true, configurable: true });
  }
};

/** Ids whose owner another write named a moment ago. */
const maxRemembered = 5_000;

const about = (
  kind: ChangeKind,
  id: string,
  of: { conversationId?: string | null; requestId?: string | null } = {},
): Change => ({
  ...{ kind, id },
  ...(of.conversationId === undefined || of.conversationId === null
    ? {}
    : { conversationId: of.conversationId }),
  ...(of.requestId === undefined || of.requestId === null ? {} : { requestId: of.requestId }),
});

/** Messages of both directions, and the conversations they are in. */
const tellOfChats = (repositories: Repositories, teller: ChangeTeller): void => {
  const tenants = new RecentlyUsed<{ tenantId: string }>(maxRemembered);
  const remember = (tenantId: string, id: string): unknown => tenants.get(id, () => ({ tenantId }));
  listenTo(repositories.conversationSteps, teller, {
    claim: ([tenantId, ids]) => ids.forEach((id) => remember(tenantId, id)),
    commit: ([tenantId], committed) => {
      for (const id of committed) {
        remember(tenantId, id);
        teller.note(tenantId, about('conversation.changed', id));
      }
    },
  });
  listenTo(repositories.inbox, teller, {
    complete: ([applied]) => {
      for (const { id, line } of applied) {
        if (line === undefined || !tenants.has(line.conversationId)) continue;
        const { tenantId } = tenants.get(line.conversationId, () => ({ tenantId: '' }));
        teller.note(tenantId, about('message.created', derivedId('msg', id), line));
      }
    },
  });
};

/** Notes of staff, and whose chats are: no step knows of either. */
const tellOfNotes = ({ notes, assignments }: Repositories, teller: ChangeTeller): void => {
  listenTo(assignments, teller, {
    save: ([{ tenantId, conversationId }], isWritten) =>
      isWritten ? teller.note(tenantId, about('conversation.changed', conversationId)) : undefined,
  });
  listenTo(notes, teller, {
    add: ([note]) => teller.note(note.tenantId, about('note.changed', note.id, note)),
    forget: ([tenantId], count) => (count > 0 ? teller.noteEverything(tenantId) : undefined),
  });
};

const tellOfSending = (repositories: Repositories, teller: ChangeTeller): void => {
  const { outbox } = repositories;
  const places = new RecentlyUsed<Change>(maxRemembered);
  const created = (intent: {
    tenantId: string;
    id: string;
    conversationId: string;
    requestId: string | null;
  }): void => {
    places.get(intent.id, () => about('message.changed', intent.id, intent));
    teller.note(intent.tenantId, about('message.created', intent.id, intent));
  };
  const changed = (tenantId: string, id: string): void =>
    teller.note(
      tenantId,
      places.has(id) ? places.get(id, () => about('message.changed', id)) : about('message.changed', id),
    );
  /** Of messages another process sent nothing is at hand. */
  const changedAll = async (tenantId: string, ids: readonly string[]): Promise<void> => {
    const unknown = ids.filter((id) => !places.has(id));
    for (const entry of await outbox.find(tenantId, unknown))
      places.get(entry.id, () => about('message.changed', entry.id, entry));
    for (const id of ids) changed(tenantId, id);
  };
  listenTo(outbox, teller, {
    relay: ([intents]) => intents.forEach(created),
    adopt: ([entries]) => entries.forEach(created),
    recordSent: ([sent]) => sent.forEach(({ entry }) => created(entry)),
    record: ([updates]) => updates.forEach(({ tenantId, id }) => changed(tenantId, id)),
    applyStatuses: async ([tenantId, updates], applied) => {
      const known = updates.filter((_, index) => applied[index] !== false);
      const loose = known.filter(({ intentId }) => intentId === null);
      const named = known.flatMap(({ intentId }) => intentId ?? []);
      try {
        const found = await outbox.findByProviderMessageIds(
          tenantId,
          loose.map(({ providerMessageId: id }) => id),
        );
        await changedAll(tenantId, [...named, ...found.map(({ id }) => id)]);
      } catch {
        // Which messages they were cannot be said: whoever listens reads them all again.
        teller.noteEverything(tenantId);
      }
    },
    expireLeases: ([tenantId], count) => (count > 0 ? teller.noteEverything(tenantId) : undefined),
    decideUnknown: ([{ tenantId, id }]) => changed(tenantId, id),
    reopen: ([{ tenantId, id }]) => changed(tenantId, id),
    giveUpAccepted: ([{ tenantId, id }]) => changed(tenantId, id),
    noteFact: ([{ tenantId, id }]) => changed(tenantId, id),
  });
  listenTo(repositories.heldMessages, teller, {
    handle: ([tenantId, id]) => changed(tenantId, id),
    end: ([tenantId, id]) => changed(tenantId, id),
    release: ([tenantId], count) => (count > 0 ? teller.noteEverything(tenantId) : undefined),
  });
};

const tellOfRequests = ({ requestStore, files }: Repositories, teller: ChangeTeller): void => {
  listenTo(requestStore, teller, {
    open: ([requests]) => {
      for (const { tenantId, content, conversationId } of requests)
        teller.note(tenantId, about('request.changed', content.requestId, { conversationId }));
    },
    applyChanges: ([tenantId, changes]) => {
      for (const { requestId, conversationId } of changes)
        teller.note(tenantId, about('request.changed', requestId, { conversationId }));
    },
    assign: ([tenantId, requestId, { conversationId }]) =>
      teller.note(tenantId, about('request.changed', requestId, { conversationId })),
  });
  const document = (tenantId: string, id: string): void =>
    teller.note(tenantId, about('document.changed', id));
  listenTo(files, teller, {
    insert: ([added]) => {
      for (const file of added) teller.note(file.tenantId, about('document.changed', file.id, file));
    },
    change: ([tenantId, id]) => document(tenantId, id),
    handOver: ([tenantId], ids) => ids.forEach((id) => document(tenantId, id)),
    end: ([tenantId, id]) => document(tenantId, id),
    requeueUnscanned: ([tenantId], count) => (count > 0 ? teller.noteEverything(tenantId) : undefined),
  });
};

/** Tasks of compliance are told to nobody else, so that nobody learns that there is one (domain 6.2). */
const tellOfTasks = ({ tasks }: Repositories, teller: ChangeTeller): void => {
  const changed = async (tenantId: TenantId, id: string): Promise<void> => {
    const task = await tasks.find(tenantId, taskRoles, id).catch(() => 'unknown' as const);
    if (task === null) return;
    if (task === 'unknown') teller.noteEverything(tenantId);
    else told(task);
  };
  const told = (task: Parameters<typeof tasks.open>[0][number]): void =>
    teller.note(task.tenantId, {
      ...about('task.changed', task.id, task),
      ...(task.role === 'compliance' ? { isCompartment: true } : {}),
    });
  listenTo(tasks, teller, {
    assign: ([tenantId, , id], isDone) => (isDone ? changed(tenantId, id) : undefined),
    open: ([opened]) => opened.forEach(told),
    claim: ([tenantId, , id], isDone) => (isDone ? changed(tenantId, id) : undefined),
    complete: ([tenantId, , id], isDone) => (isDone ? changed(tenantId, id) : undefined),
    escalate: ([{ tenantId, id }], isDone) => (isDone ? changed(tenantId, id) : undefined),
  });
};

/** Whose chats and tasks are shown as nobody's by what their people may do: whatever is shown is read again. */
const tellOfStaff = ({ staff }: Repositories, teller: ChangeTeller): void =>
  listenTo(staff, teller, {
    edit: ([{ tenantId, role, isDisabled }, changes], edited) => {
      const isSame = (changes.role ?? role) === role && (changes.isDisabled ?? isDisabled) === isDisabled;
      if (!isSame && edited !== null && edited !== 'email_taken') teller.noteEverything(tenantId);
    },
  });

const tellOfRuns = ({ runs, runRows }: Repositories, teller: ChangeTeller): void => {
  const changed = (tenantId: string, id: string): void => teller.note(tenantId, about('run.changed', id));
  listenTo(runs, teller, {
    create: ([{ tenantId, id }]) => changed(tenantId, id),
    change: ([tenantId, id]) => changed(tenantId, id),
    keepErrand: ([tenantId, id]) => changed(tenantId, id),
  });
  listenTo(runRows, teller, {
    add: ([rows]) => rows.forEach(({ tenantId, runId }) => changed(tenantId, runId)),
    replace: ([{ tenantId, runId }]) => changed(tenantId, runId),
    writeSeen: ([{ tenantId, runId }]) => changed(tenantId, runId),
    begin: ([tenantId, runId]) => changed(tenantId, runId),
    handed: ([tenantId, runId]) => changed(tenantId, runId),
    move: ([tenantId, runId]) => changed(tenantId, runId),
  });
};

const tellOfTemplates = ({ templates, wordings }: Repositories, teller: ChangeTeller): void => {
  const changed = (tenantId: string, { name, language }: { name: string; language: string }): void =>
    teller.note(tenantId, about('template.changed', `${name}/${language}`));
  listenTo(templates, teller, {
    note: ([tenantId, noted]) => noted.forEach(({ key }) => changed(tenantId, key)),
    queue: ([tenantId, keys]) => keys.forEach((key) => changed(tenantId, key)),
    settle: ([tenantId, key]) => changed(tenantId, key),
    settleAll: ([tenantId]) => teller.noteEverything(tenantId),
  });
  const worded = (
    tenantId: string,
    { template: name, language }: { template: string; language: string },
  ): void => changed(tenantId, { name, language });
  listenTo(wordings, teller, {
    saveDraft: ([tenantId, key]) => worded(tenantId, key),
    submit: ([tenantId, key]) => worded(tenantId, key),
    use: ([tenantId, key]) => worded(tenantId, key),
  });
};

/**
 * Whoever listens hears of what these repositories write (ADR 0060): in one place, behind them, so that nobody who writes has to think of
 * it. Once for each set of repositories.
 */
export const tellOfWrites = (repositories: Repositories, teller: ChangeTeller): void => {
  tellOfChats(repositories, teller);
  tellOfNotes(repositories, teller);
  tellOfSending(repositories, teller);
  tellOfRequests(repositories, teller);
  tellOfTasks(repositories, teller);
  tellOfStaff(repositories, teller);
  tellOfRuns(repositories, teller);
  tellOfTemplates(repositories, teller);
  listenTo(repositories.customers, teller, {
    upsert: ([{ tenantId, ref }]) => teller.note(tenantId, about('customer.changed', ref)),
  });
};
