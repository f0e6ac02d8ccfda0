/** How the letters of a file were read. */
export type TextEncoding = 'utf-8' | 'utf-16' | 'windows-1254';

const startsWith = (content: Buffer, ...bytes: number[]): boolean =>
  bytes.every((byte, index) => content[index] === byte);

/**
 * The text of a file: UTF-16 where its mark says so («Unicode text» of Excel), UTF-8 where all of it is, else Windows-1254,
 * the code page of Turkish Windows (domain 2.6), which every byte is a letter of.
 */
export const decodeText = (content: Buffer): { text: string; encoding: TextEncoding } => {
  if (startsWith(content, 0xff, 0xfe))
    return { text: new TextDecoder('utf-16le').decode(content), encoding: 'utf-16' };
  if (startsWith(content, 0xfe, 0xff))
    return { text: new TextDecoder('utf-16be').decode(content), encoding: 'utf-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(content), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1254').decode(content), encoding: 'windows-1254' };
  }
};
