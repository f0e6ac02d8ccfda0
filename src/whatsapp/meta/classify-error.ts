import type { ClassifyPlatformError } from '../../delivery/message-sender.ts';
import { errorTable } from './error-table.ts';

const undocumented = { kind: 'permanent', waitMs: null } as const;

/** By code alone, never by text. A code nobody documented ends its message. */
export const classifyPlatformError: ClassifyPlatformError = (code) => errorTable.get(code) ?? undocumented;

/**
 * Whether this code proves that the message was not taken even though the answer is a 5xx. Server faults prove nothing (the
 * fault may come after the message was queued); 131057 does, since a number in maintenance takes no message.
 */
export const isCertainRefusal = (code: number): boolean =>
  errorTable.has(code) && (errorTable.get(code)?.kind !== 'transient' || code === 131057);
