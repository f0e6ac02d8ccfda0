import type { Shape } from '../../api/shapes.ts';

/** `cancelled`: somebody stopped it; what was written until then stays. `abandoned`: the file was never read to its end, so nothing was looked at as a whole and nothing written. */
export const outcomeOf = ({
  isApplied,
  state,
}: {
  isApplied: boolean;
  /** Of a long table. */
  state?: Shape<'LongCustomerImport'>['state'];
}): 'looked' | 'written' | 'abandoned' | 'cancelled' => {
  if (state === 'abandoned' || state === 'cancelled') return state;
  return isApplied ? 'written' : 'looked';
};
