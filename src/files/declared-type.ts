import type { FoundType } from './found-type.ts';
import { namedExtension } from './named-extension.ts';

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
  'audio/ogg': { mime: ['audio/ogg', 'audio/opus', 'application/ogg'], extensions: ['ogg', 'oga', 'opus'] },
  'audio/mp4': {
    mime: ['audio/mp4', 'audio/m4a', 'audio/x-m4a', 'audio/aac'],
    extensions: ['m4a', 'mp4', 'aac'],
  },
  'audio/aac': { mime: ['audio/aac', 'audio/aacp', 'audio/x-aac'], extensions: ['aac'] },
  'audio/amr': { mime: ['audio/amr'], extensions: ['amr'] },
  'audio/mpeg': { mime: ['audio/mpeg', 'audio/mp3'], extensions: ['mp3'] },
  // The same box holds sound alone: phones call it by what they recorded.
  'video/mp4': { mime: ['video/mp4', 'audio/mp4', 'audio/aac'], extensions: ['mp4', 'm4v', 'm4a'] },
  'video/3gpp': { mime: ['video/3gpp', 'video/3gp', 'audio/3gpp'], extensions: ['3gp', '3gpp'] },
};

/** Senders' way of saying nothing. */
const unknownType = 'application/octet-stream';

/** `image/png; charset=…` in any case as `image/png`; null where nothing is said. */
const bareType = (mimeType: string | null): string | null => {
  const bare = (mimeType?.split(';')[0] ?? '').trim().toLowerCase();
  return bare === '' || bare === unknownType ? null : bare;
};

export interface Declared {
  filename: string | null;
  mimeType: string | null;
}

/** Phones name and declare pictures by the format they took them in, and send another one: a picture is a picture. */
const pictures: ReadonlySet<string> = new Set([
  'heic',
  'heif',
  'heics',
  'avif',
  'gif',
  'bmp',
  'tif',
  'tiff',
  'jxl',
]);
const isPicture = (type: string): boolean => type.startsWith('image/') && type !== 'image/svg+xml';
const isPictureName = (extension: string): boolean =>
  pictures.has(extension) ||
  Object.entries(spellings).some(
    ([name, { extensions }]) => isPicture(name) && extensions.includes(extension),
  );

/**
 * Whether what is said about a file fits its content; a picture fits every other picture. Where nothing is said, nothing
 * contradicts (photos have no name).
 */
export const agrees = (found: FoundType, { filename, mimeType }: Declared): boolean => {
  const { mime, extensions } = spellings[found];
  const type = bareType(mimeType);
  const extension = namedExtension(filename);
  const isShown = isPicture(found);
  return (
    (type === null || mime.includes(type) || (isShown && isPicture(type))) &&
    (extension === null || extensions.includes(extension) || (isShown && isPictureName(extension)))
  );
};

/** Whether a file claims, by type or by name, to be one of these types. */
export const claimsOneOf = (types: readonly string[], { filename, mimeType }: Declared): boolean => {
  const type = bareType(mimeType);
  const extension = namedExtension(filename);
  return Object.entries(spellings).some(
    ([name, { mime, extensions }]) =>
      types.includes(name) &&
      ((type !== null && mime.includes(type)) || (extension !== null && extensions.includes(extension))),
  );
};
