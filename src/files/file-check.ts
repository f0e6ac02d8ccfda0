import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { FileRecord, RefusalReason } from './file-record.ts';
import type { FileRules } from './file-rules.ts';
import type { FileChange } from './file.repository.ts';
import type { InspectFile } from './inspect-file.ts';
import { nextFileAttempt } from './next-file-attempt.ts';
import type { FileScanner } from './scan-file.ts';
import type { FileWorkRepository } from './file-work.repository.ts';
import type { FileContentWorkRepository } from './file-content-work.repository.ts';

/** How much one conversation may send within 24 hours (reliability F6.2). */
export interface FileQuota {
  files: number;
  bytes: number;
}
export const defaultFileQuota: FileQuota = { files: 20, bytes: 200_000_000 };

export interface FileCheckParts {
  files: FileWorkRepository;
  store: FileContentWorkRepository;
  inspect: InspectFile;
  scanner: FileScanner;
  /**
   * Told of every file that reached a checked state, at least once each: it has to bear hearing it again. A file that was
   * taken unscanned and is clean by a later scan is no news. Of one that staff knows for an identity document it is told as `deleted`,
   * and of nothing else afterwards.
   */
  onChecked: (file: FileRecord) => Promise<void>;
  clock: Clock;
  logger: Logger;
  quota?: FileQuota;
}

const dayMs = 24 * 60 * 60 * 1000;
const noContents = { original: null, view: null };

const isChecked = ({ state }: FileRecord): boolean => state !== 'pending_fetch' && state !== 'pending_scan';
const isAccepted = ({ state }: FileRecord): boolean => state === 'clean' || state === 'unscanned';
/** Only what was taken unscanned waits for a scan with a result that was passed on. */
const wasAccepted = ({ state, reportedAt = null }: FileRecord): boolean =>
  state === 'pending_scan' && reportedAt !== null;

/** The way of a file from its bytes to its result: the same for the chat and for uploads (reliability F6). */
export class FileCheck {
  readonly #parts: FileCheckParts;

  constructor(parts: FileCheckParts) {
    this.#parts = parts;
  }

  /** Whether this file, `bytes` long, is more than the conversation may send; the first ones of a day are taken. */
  async isOverQuota(file: FileRecord, bytes: number): Promise<boolean> {
    const { files, quota = defaultFileQuota } = this.#parts;
    const since = new Date(file.receivedAt.getTime() - dayMs);
    const used = await files.usageSince(file.tenantId, file.conversationId, since, file);
    return used.files + 1 > quota.files || used.bytes + bytes > quota.bytes;
  }

  /** The file as it is afterwards; null: somebody else has it by now. */
  refuse(file: FileRecord, reason: RefusalReason): Promise<FileRecord | null> {
    return this.#end(file, { state: 'refused', reason, contents: noContents });
  }

  /** Looks at the content, has it scanned and keeps what passed. What is refused or infected is never stored. */
  async take(file: FileRecord, content: Buffer, rules: FileRules): Promise<FileRecord | null> {
    const result = await this.#parts.inspect({ content, declared: file.declared, rules });
    if (result.kind === 'refused') return this.refuse(file, result.reason);
    const { found, view } = result;
    const scanned = await this.#verdict(content);
    if (scanned === 'infected')
      return this.#end(file, { state: 'infected', reason: 'infected', found, contents: noContents });
    const { store } = this.#parts;
    const original = await store.put(file.tenantId, content, file.id);
    const contents = {
      original,
      view: view === null ? null : await store.put(file.tenantId, view, file.id),
    };
    const after =
      scanned === 'pending_scan'
        ? await this.#wait(file, { state: scanned, found, contents })
        : await this.#end(file, { state: scanned, found, contents });
    // Only what this call stored: whoever has the file now stored its own.
    if (after === null)
      for (const key of [contents.original, contents.view])
        if (key !== null) await store.remove(file.tenantId, key);
    return after;
  }

  /** Scans what is stored already. */
  async scanAgain(file: FileRecord): Promise<FileRecord | null> {
    const key = file.contents.original;
    const content = key === null ? null : await this.#parts.store.read(file.tenantId, key);
    if (content === null) return this.refuse(file, 'not_available');
    const state = await this.#verdict(content);
    if (state === 'pending_scan') return this.#wait(file, {});
    if (state === 'infected') return this.#end(file, { state, reason: 'infected', contents: noContents });
    return this.#end(file, { state });
  }

  /**
   * Passes the result on. The contents of a refused file, and what a process left that died on the way, are gone before
   * anybody hears of it; only then is the report done, so that after a crash in between all of it happens again.
   */
  async report(file: FileRecord, isNews = true): Promise<void> {
    // Waits for a scanner that was set up meanwhile: its result comes.
    if (!isChecked(file)) return;
    const { files, store, onChecked, clock } = this.#parts;
    const keep = [file.contents.original, file.contents.view].filter((key) => key !== null);
    await store.removeOthers(file.tenantId, file.id, keep);
    const { tenantId, id, state } = file;
    const isSo = await files.beginReport(tenantId, id, state);
    if (isSo && isNews) await onChecked(file);
    if (isSo && (await files.markReported(tenantId, id, clock.now(), state))) return;
    await this.#reportEnd(file);
  }

  /** It was ended as an identity document in this moment: whoever told of it until now tells of that, last. */
  async #reportEnd({ tenantId, id }: FileRecord): Promise<void> {
    const { files, onChecked, clock } = this.#parts;
    const now = await files.find(tenantId, id);
    if (now?.state !== 'deleted' || now.reason !== 'identity_in_chat') return;
    await onChecked(now);
    await files.markReported(tenantId, id, clock.now(), 'deleted');
  }

  async #verdict(content: Buffer): Promise<'clean' | 'infected' | 'unscanned' | 'pending_scan'> {
    const { scanner } = this.#parts;
    if (scanner === null) return 'unscanned';
    const verdict = await scanner.scan(content);
    return verdict === 'unavailable' ? 'pending_scan' : verdict;
  }

  async #wait(file: FileRecord, change: FileChange): Promise<FileRecord | null> {
    const nextAttemptAt = nextFileAttempt('scan', file.attempts, this.#parts.clock.now());
    return this.#change(file, { ...change, nextAttemptAt });
  }

  async #end(file: FileRecord, change: FileChange): Promise<FileRecord | null> {
    const checked = await this.#change(file, {
      ...change,
      checkedAt: this.#parts.clock.now(),
      nextAttemptAt: null,
    });
    if (checked === null) return null;
    try {
      await this.report(checked, !(wasAccepted(file) && isAccepted(checked)));
    } catch (error) {
      this.#parts.logger.warn({ err: error, fileId: file.id }, 'result of a file not passed on yet');
    }
    return checked;
  }

  async #change(file: FileRecord, change: FileChange): Promise<FileRecord | null> {
    const { files } = this.#parts;
    const isOurs = await files.change(file.tenantId, file.id, [file.state], change, file.attempts);
    return isOurs ? { ...file, ...change } : null;
  }
}
