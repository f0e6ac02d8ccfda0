import { derivedId } from '../shared/ids.ts';

/** Under which a command is stored as an input. */
export const commandInputId = (tenantId: string, commandId: string): string =>
  derivedId('in', tenantId, 'command', commandId);
