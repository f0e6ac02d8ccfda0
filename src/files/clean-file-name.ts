const maxNameBytes = 150;
const maxExtension = 10;

/** Controls (line breaks too), bidirectional and other invisible marks, and lone surrogates: they fake names and headers. */
const deceiving = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;
/** Also what Windows takes for a device, a stream or a wildcard. */
const reserved = /[<>:"|?*]/g;

const cutToBytes = (text: string, bytes: number): string => {
  let cut = '';
  let used = 0;
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    cut += character;
  }
  return cut;
};

/**
 * A name as it may be shown, stored and offered for download (reliability F6.7): NFC, the last part of a path, no control or
 * bidi characters, at most 150 bytes with the extension kept. Null when nothing is left. Contents are never stored under it.
 */
export const cleanFileName = (name: string | null): string | null => {
  if (name === null) return null;
  const last = name.normalize('NFC').replace(deceiving, '').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(reserved, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (plain === '') return null;
  if (Buffer.byteLength(plain) <= maxNameBytes) return plain;
  const dot = plain.lastIndexOf('.');
  const extension = dot > 0 && plain.length - dot - 1 <= maxExtension ? plain.slice(dot) : '';
  return cutToBytes(plain, maxNameBytes - Buffer.byteLength(extension)).trimEnd() + extension;
};
