import type { Shape } from '../../api/shapes.ts';

/** `abandoned`: the file was never read to its end, so nothing was looked at as a whole and nothing written. */
export const outcomeOf = ({
  isApplied,
  state,
}: {
  isApplied: boolean;
  /** Of a long table. */
  state?: Shape<'LongCustomerImport'>['state'];
}): 'looked' | 'written' | 'abandoned' => {
  if (state === 'abandoned') return 'abandoned';
  return isApplied ? 'written' : 'looked';
};
