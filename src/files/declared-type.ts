import type { FoundType } from './found-type.ts';

/** What devices and browsers call a type, and how they end its names. */
const spellings: Readonly<Record<FoundType, { mime: readonly string[]; extensions: readonly string[] }>> = {
  'application/pdf': { mime: ['application/pdf', 'application/x-pdf'], extensions: ['pdf'] },
  'image/jpeg': {
    mime: ['image/jpeg', 'image/jpg', 'image/pjpeg'],
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
  },
  'image/png': { mime: ['image/png', 'image/x-png'], extensions: ['png'] },
  'image/webp': { mime: ['image/webp'], extensions: ['webp'] },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    mime: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    extensions: ['xlsx'],
  },
  // Windows calls CSV whatever the installed spreadsheet program registered.
  'text/csv': {
    mime: [
      'text/csv',
      'text/plain',
      'application/csv',
      'text/comma-separated-values',
      'application/vnd.ms-excel',
    ],
    extensions: ['csv'],
  },
};

/** Senders' way of saying nothing. */
const unknownType = 'application/octet-stream';

/** `image/png; charset=…` in any case as `image/png`; null where nothing is said. */
const bareType = (mimeType: string | null): string | null => {
  const bare = (mimeType?.split(';')[0] ?? '').trim().toLowerCase();
  return bare === '' || bare === unknownType ? null : bare;
};

/** Lower case without the dot; null without one. */
const extensionOf = (filename: string | null): string | null =>
  /[^.\s]\.([\p{L}\p{N}]{1,10})\s*$/u.exec(filename ?? '')?.[1]?.toLowerCase() ?? null;

export interface Declared {
  filename: string | null;
  mimeType: string | null;
}

/** Whether what is said about a file fits its content. Where nothing is said, nothing contradicts (photos have no name). */
export const agrees = (found: FoundType, { filename, mimeType }: Declared): boolean => {
  const { mime, extensions } = spellings[found];
  const type = bareType(mimeType);
  const extension = extensionOf(filename);
  return (type === null || mime.includes(type)) && (extension === null || extensions.includes(extension));
};

/** Whether a file claims, by type or by name, to be one of these types. */
export const claimsOneOf = (types: readonly string[], { filename, mimeType }: Declared): boolean => {
  const type = bareType(mimeType);
  const extension = extensionOf(filename);
  return Object.entries(spellings).some(
    ([name, { mime, extensions }]) =>
      types.includes(name) &&
      ((type !== null && mime.includes(type)) || (extension !== null && extensions.includes(extension))),
  );
};
