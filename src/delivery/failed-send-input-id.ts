import { derivedId } from '../shared/ids.ts';

/** Under which its conversation is told, once, that a message can never arrive. */
export const failedSendInputId = (messageId: string): string => derivedId('in', 'delivery-failed', messageId);
