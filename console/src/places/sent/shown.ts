import type { Query } from '../../api/shapes.ts';

/** Of which messages the list is: what waits until a reason is over, or what the platform took. */
export const shownMessages = ['sent', 'held'] as const;
export type ShownMessages = (typeof shownMessages)[number];

/** Why a message is held, as the API names it. */
export type HoldReason = NonNullable<Query<'/v1/messages'>['reason']>;

/** Every one that the API has, or this does not compile. */
const named: Record<HoldReason, true> = {
  quiet_hours: true,
  cap: true,
  template: true,
  daily_reach: true,
  budget: true,
  recipient: true,
};

export const holdReasons: readonly HoldReason[] = Object.keys(named) as HoldReason[];
