/**
 * What a person wishes of the conversation itself, not of one request. One name for all of it: the choice of the button
 * (ids with it are on people's phones), the meaning of the words that say the same, and the event `customer.<wish>`.
 */
export const wishes = [
  'openedMenu',
  'openedItems',
  'askedForBalance',
  'askedForMovements',
  'askedForStatement',
  'askedForDocument',
  'askedForInvoice',
  'wantedToSend',
  'disputedMovement',
  'askedForPrice',
  'askedForStatus',
  'askedWhoWeAre',
  'askedForLanguage',
  'choseTurkish',
  'choseEnglish',
  'choseArabic',
  'openedPrivacy',
  'askedForNotice',
  'understoodNotice',
  'openedMarketing',
  'openedFeedback',
  'withdrewConsents',
  'askedForAccess',
  'askedForErasure',
  'askedForCorrection',
  'stoppedNotices',
  /** Words that may mean it: what was meant is asked. */
  'stoppedUnclearly',
  'resumedNotices',
  'keptNotices',
  'reportedWrongNumber',
  'startedProof',
  'askedForHuman',
] as const;
/** One of them: a button's choice, what words mean, and the event `customer.<wish>` alike. */
export type Wish = (typeof wishes)[number];

/** Whether a choice or a meaning is a wish; other choices belong to a question. */
export const isWish = (name: string): name is Wish => wishes.some((wish) => wish === name);
