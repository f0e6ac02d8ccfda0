/** Texts this dialog may ask for: `locales/<lang>/document.json`. */
export const documentPromptKeys = [
  'document.request',
  'document.reminder',
  'document.uploadLink',
  'document.sendFile',
  'document.idInChat',
  'document.checking',
  'document.received',
  'document.added',
  'document.refused',
  'document.inReview',
  'document.accepted',
  'document.rejected',
  'document.rejectedFinally',
  'document.extended',
  'document.extensionAsked',
  'document.confirmRefusal',
  'document.recordedRefused',
  'document.deferred',
  'document.help',
  'document.expired',
  'document.withdrawn',
  'document.superseded',
] as const;

/** A key of the texts of this dialog: what is not listed is a compile error. */
export type DocumentPromptKey = (typeof documentPromptKeys)[number];
