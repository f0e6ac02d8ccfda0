import { createHash, randomInt } from 'node:crypto';

/** Without letters and digits that look alike. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const groups = 4;
const groupLength = 4;
const recoveryCodeCount = 10;

const newCode = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join(''),
  ).join('-');

/** Ten codes of 80 random bits each, to be written down. */
export const newRecoveryCodes = (): readonly string[] => Array.from({ length: recoveryCodeCount }, newCode);

/** SHA-256 (hex) of a code, however it was typed: enough for 80 random bits that are asked for slowly. */
export const hashRecoveryCode = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest('hex');
