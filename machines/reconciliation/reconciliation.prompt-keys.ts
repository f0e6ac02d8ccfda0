/** Texts this dialog may ask for: `locales/<lang>/reconciliation.json`. */
export const reconciliationPromptKeys = [
  'reconciliation.letter',
  'reconciliation.reminder',
  'reconciliation.recap',
  'reconciliation.confirmSoft',
  'reconciliation.confirmNo',
  'reconciliation.whichUnit',
  'reconciliation.askFigure',
  'reconciliation.ambiguousFigure',
  'reconciliation.figureNotUnderstood',
  'reconciliation.askSide',
  'reconciliation.moreUnits',
  'reconciliation.askReason',
  'reconciliation.disagreeRecap',
  'reconciliation.partialRecap',
  'reconciliation.recordedAgreed',
  'reconciliation.recordedDisagreed',
  'reconciliation.recordedPartial',
  'reconciliation.forwarded',
  'reconciliation.expired',
  'reconciliation.withdrawn',
  'reconciliation.superseded',
  'reconciliation.alreadyRecorded',
  'reconciliation.help',
  'reconciliation.understoodPartly',
  'reconciliation.statementAdded',
  'reconciliation.fileAdded',
  'reconciliation.deferred',
] as const;

/** A key of the texts of this dialog: what is not listed is a compile error. */
export type ReconciliationPromptKey = (typeof reconciliationPromptKeys)[number];
