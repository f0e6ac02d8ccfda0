import type { IysState } from './customer.ts';

/**
 * Whether an entry of the registry that is there stays against one a table tells: it was said later. Of one moment a refusal stays,
 * since nobody knows which of the two came last (ADR 0063).
 */
export const outweighs = (
  known: Pick<IysState, 'status' | 'saidAt'>,
  told: Pick<IysState, 'status'> & { saidAt: Date | string },
): boolean => {
  const [was, is] = [known.saidAt.getTime(), new Date(told.saidAt).getTime()];
  return was > is || (was === is && known.status === 'RET' && told.status === 'ONAY');
};
