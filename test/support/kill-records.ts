import type { Db } from 'mongodb';
import { derivedId } from '../../src/shared/ids.ts';
import type { RecordedHistory } from './history-checker.ts';
import { apiList } from './process.ts';
import type { SentUpdate } from './webhook-load.ts';

/** Records beside conversations, as they lie in the database; tasks as the API shows them, for their reason is sealed. */
export interface KeptRecords {
  files: readonly { id: string; state: string; conversationId: string }[];
  /** Keys of contents in the store, and those that files name. */
  contents: { stored: readonly string[]; named: readonly string[] };
  tasks: readonly { id: string; reason: string }[];
  consents: readonly {
    conversationId: string;
    messageId: string;
    purpose: string;
    action: string;
    at: Date;
  }[];
  /** Types of queued callbacks. */
  callbackTypes: readonly string[];
}

interface StoredFile {
  _id: string;
  state: string;
  conversationId: string;
  original: string | null;
  view: string | null;
}

export const readKept = async (db: Db, port: number): Promise<KeptRecords> => {
  const all = <T extends { _id: string }>(name: string) => db.collection<T>(name).find({}).toArray();
  const files = await all<StoredFile>('files');
  const contents = await all('fs.files');
  const chunks = await all<{ _id: string; files_id: string }>('fs.chunks');
  const tasks = await apiList<{ id: string; reason: string }>(port, '/v1/tasks');
  const consents = await all<{ _id: string } & KeptRecords['consents'][number]>('consents');
  const calls = await all<{ _id: string; type: string }>('callbackdeliveries');
  return {
    files: files.map(({ _id, state, conversationId }) => ({ id: _id, state, conversationId })),
    contents: {
      stored: [
        ...new Set([...contents.map(({ _id }) => String(_id)), ...chunks.map(({ files_id: key }) => key)]),
      ],
      named: files.flatMap(({ original, view }) => [original, view]).filter((key) => key !== null),
    },
    tasks: tasks.map(({ id, reason }) => ({ id, reason })),
    consents: consents.map(({ conversationId, messageId, purpose, action, at }) => ({
      conversationId,
      messageId,
      purpose,
      action,
      at,
    })),
    callbackTypes: calls.map(({ type }) => type),
  };
};

/** The input behind each message that was applied, with its line and conversation. */
const inputsOf = ({ conversations }: RecordedHistory) =>
  new Map(
    conversations.flatMap(({ id: conversationId, lines, steps }) => {
      const inputs = new Map(
        steps.flatMap((step) => step.inputs.map(({ id }) => [derivedId('msg', id), id] as const)),
      );
      return lines.flatMap(({ id: lineId, direction, providerMessageId }) =>
        direction === 'in' && providerMessageId !== null
          ? [[providerMessageId, { conversationId, lineId, inputId: inputs.get(lineId) ?? '' }] as const]
          : [],
      );
    }),
  );

const applied = (history: readonly SentUpdate[], recorded: RecordedHistory, actions: readonly string[]) => {
  const inputs = inputsOf(recorded);
  return history.flatMap(({ messageId, action = 'text' }) => {
    const input = inputs.get(messageId);
    return input !== undefined && actions.includes(action) ? [{ messageId, ...input }] : [];
  });
};

const countBy = (keys: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

/**
 * Faults in files: a message whose file is missing or in no checked state, one whose conversation was told not at all or
 * twice, contents that no file names or that are gone.
 */
export const fileFaults = (
  history: readonly SentUpdate[],
  recorded: RecordedHistory,
  { files, contents }: KeptRecords,
): string[] => {
  const faults: string[] = [];
  const wanted = new Set(
    applied(history, recorded, ['file']).map(({ inputId }) => derivedId('fil', inputId)),
  );
  const told = countBy(
    recorded.conversations.flatMap(({ steps }) => steps.flatMap(({ inputs }) => inputs.map(({ id }) => id))),
  );
  const byId = new Map(files.map((file) => [file.id, file]));
  for (const id of wanted) if (!byId.has(id)) faults.push(`no file ${id}`);
  for (const { id, state } of files) {
    if (!wanted.has(id)) faults.push(`file ${id} of no message`);
    // All of the load are good documents, nobody scans them here, and the quota of a day is not reached.
    if (state !== 'unscanned') faults.push(`file ${id} is ${state}`);
    const times = told.get(derivedId('in', 'file', id, 'accepted')) ?? 0;
    if (times !== 1) faults.push(`conversation told ${times} times of file ${id}`);
  }
  const named = new Set(contents.named);
  for (const key of contents.stored) if (!named.has(key)) faults.push(`content ${key} of no file`);
  for (const key of named) if (!contents.stored.includes(key)) faults.push(`content ${key} is gone`);
  return faults;
};

/**
 * Faults in what is on record of a conversation's notice, gone through in its order: a message says it where none counts as having
 * said it, only what counts is taken back, and only what was taken back counts again (docs/adr/0014-consent.md).
 */
const noticeFaults = (records: KeptRecords['consents']): string[] => {
  const faults: string[] = [];
  const said = new Set<string>();
  const takenBack = new Set<string>();
  // Of one moment, what is taken back comes before what is said in its place.
  const rank = (action: string): number => (action === 'not_presented' ? 0 : 1);
  const inOrder = [...records].sort(
    (one, other) => one.at.getTime() - other.at.getTime() || rank(one.action) - rank(other.action),
  );
  for (const { conversationId, messageId, action } of inOrder) {
    const counts = said.has(messageId);
    const isRight =
      action === 'presented'
        ? !counts && (takenBack.has(messageId) || said.size === 0)
        : action === 'not_presented' && counts;
    if (!isRight) faults.push(`notice ${action} by ${messageId} in ${conversationId}`);
    (action === 'presented' ? said : takenBack).add(messageId);
    (action === 'presented' ? takenBack : said).delete(messageId);
  }
  return faults;
};

/** Faults in consents: a word that stops or resumes messages without its record, any record made twice. */
export const consentFaults = (
  history: readonly SentUpdate[],
  recorded: RecordedHistory,
  { consents }: KeptRecords,
): string[] => {
  const faults: string[] = [];
  const ofNotice = (record: KeptRecords['consents'][number]): boolean =>
    record.action === 'presented' || record.action === 'not_presented';
  const others = consents.filter((record) => !ofNotice(record));
  const counts = countBy(others.map(({ messageId, purpose }) => `${messageId} ${purpose}`));
  for (const [key, count] of counts) if (count !== 1) faults.push(`${count} consents of ${key}`);
  const words = applied(history, recorded, ['stop', 'resume']);
  for (const { messageId, lineId } of words)
    if (!counts.has(`${lineId} transactional`)) faults.push(`no consent of ${messageId}`);
  for (const conversation of new Set(consents.map(({ conversationId }) => conversationId)))
    faults.push(
      ...noticeFaults(
        consents.filter((record) => ofNotice(record) && record.conversationId === conversation),
      ),
    );
  return faults;
};
