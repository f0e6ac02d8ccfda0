import type { Binary } from 'mongodb';
import type { Untold } from '../../notifications/notice-kinds.ts';
import type { TaskRecord } from '../../tasks/task.ts';
import type { Vault } from '../vault.ts';

/** What of a task is sealed: why and about whom it is, and what an event or a person wrote. */
export type TaskBody = Pick<TaskRecord, 'reason' | 'customerRefs' | 'details' | 'resolution'>;
export type TaskDocument = Omit<TaskRecord, 'id' | keyof TaskBody> & {
  _id: string;
  isDone: boolean;
  /** The reason to find it by. */
  reasonKey?: string;
  /** What happened to it of which nobody was told yet. */
  untold?: Untold;
  body: Binary;
} & InClear;
/** What tasks of before have beside their body, until they are written again. */
type InClear = Partial<Pick<TaskBody, 'reason' | 'customerRefs'>>;

/** Opened: what stands in clear is of tasks of before. */
export const taskOf = (
  { _id, isDone: _isDone, reasonKey: _key, untold: _untold, body, ...row }: TaskDocument,
  vault: Vault,
): TaskRecord => {
  const opened = vault.open<Omit<TaskBody, keyof InClear> & InClear>(
    row.tenantId,
    'tasks',
    _id,
    'body',
    body,
  );
  const { reason = row.reason ?? '', customerRefs = row.customerRefs ?? [], ...rest } = opened;
  return { ...row, id: _id, reason, customerRefs, ...rest };
};
