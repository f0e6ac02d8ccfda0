import { callClamd, readClamdAddress } from './clamd-call.ts';
import type { FileScanner, ScanVerdict } from './scan-file.ts';

/** clamd's version line. `signaturesAt`: null where it names no date (a database of one's own). */
export interface ScannerVersion {
  version: string;
  signaturesAt: Date | null;
}

export interface ClamdScanner extends NonNullable<FileScanner> {
  /** Null: it does not answer. Signatures older than 48 h are worth an alarm (reliability F6.6). */
  version(): Promise<ScannerVersion | null>;
}

export interface ClamdOptions {
  /** `tcp://host:3310` or `unix:/path/to/socket`. */
  address: string;
  /** For a whole scan, connecting included. */
  timeoutMs?: number;
}

const readVerdict = (answer: string | null): ScanVerdict => {
  if (answer === 'stream: OK') return 'clean';
  return answer !== null && /^stream: .+ FOUND$/.test(answer) ? 'infected' : 'unavailable';
};

/** `ClamAV 1.4.3/27801/Mon Nov 23 09:41:12 2026`: version, database, its date in clamd's local time (UTC in containers). */
const readVersion = (answer: string): ScannerVersion => {
  const [version = answer, , date = ''] = answer.split('/');
  const at = Date.parse(`${date} UTC`);
  return { version, signaturesAt: Number.isNaN(at) ? null : new Date(at) };
};

/**
 * Asks a clamd. Only `stream: OK` is clean and only `FOUND` is infected; an error, a file above its `StreamMaxLength`
 * (which has to be at least our cap), silence and a lost connection are `unavailable`. Throws `ValidationFailed` for an
 * address it cannot read.
 */
export const makeClamdScanner = ({ address, timeoutMs = 60_000 }: ClamdOptions): ClamdScanner => {
  const target = readClamdAddress(address);
  return {
    async scan(content) {
      return readVerdict(await callClamd(target, 'INSTREAM', content, timeoutMs));
    },
    async version() {
      const answer = await callClamd(target, 'VERSION', null, Math.min(timeoutMs, 5_000));
      return answer === null || answer === '' ? null : readVersion(answer);
    },
  };
};
