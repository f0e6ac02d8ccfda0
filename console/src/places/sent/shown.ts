/** Of which messages the list is: what waits until a reason is over, or what the platform took. */
export const shownMessages = ['sent', 'held'] as const;
export type ShownMessages = (typeof shownMessages)[number];

/** Why a message is held, as the API names it. */
export const holdReasons = ['quiet_hours', 'cap', 'template', 'daily_reach', 'budget', 'recipient'] as const;
export type HoldReason = (typeof holdReasons)[number];
