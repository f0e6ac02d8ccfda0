import type { TenantId } from '../shared/ids.ts';
import { Sweeps } from '../shared/sweeps.ts';
import { FileCheck, type FileCheckParts } from './file-check.ts';
import type { FileRecord } from './file-record.ts';
import type { FileRules } from './file-rules.ts';
import type { MediaFetcher } from './media-fetcher.ts';
import { nextFileAttempt } from './next-file-attempt.ts';

export interface FileWorkerParts extends FileCheckParts {
  tenantIds: () => Promise<readonly string[]>;
  fetcher: MediaFetcher;
  /** What the file's request allows (`fileRulesFor`); asked when the file is looked at. */
  rulesOf: (file: FileRecord) => Promise<FileRules>;
}

/** Above fetching, looking at, scanning and storing one file, waiting for a free process included. */
const leaseMs = 10 * 60 * 1000;
/** Media ids in webhooks live seven days (platform 7). */
const mediaLifetimeMs = 7 * 24 * 60 * 60 * 1000;
/** With waits that double from ten seconds: over five minutes in which media that is only late turns up. */
const missingTries = 6;
/** Files at once: each is held in memory whole. */
const concurrent = 2;
const perSweep = 50;

/** Fetches, looks at and scans what people sent, passes results on, and destroys what has come to its time. */
export class FileWorker {
  readonly #parts: FileWorkerParts;
  readonly #check: FileCheck;
  readonly #sweeps = new Sweeps();

  constructor(parts: FileWorkerParts) {
    this.#parts = parts;
    this.#check = new FileCheck(parts);
  }

  /** At the start of a process with a scanner: what came in without one is looked at after all. */
  async requeueUnscanned(): Promise<void> {
    const { scanner, files, clock, tenantIds } = this.#parts;
    if (scanner === null) return;
    for (const tenantId of (await tenantIds()) as readonly TenantId[])
      await files.requeueUnscanned(tenantId, clock.now());
  }

  /** Does what is due and answers how many files that were. What fails is tried again later and stops nothing else. */
  sweep(): Promise<number> {
    return this.#sweeps.now(() => this.#sweepTenants());
  }

  /** Resolves when no sweep of this worker is under way, whoever began it; true if one of them found something. */
  idle(): Promise<boolean> {
    return this.#sweeps.idle();
  }

  async #sweepTenants(): Promise<number> {
    let done = 0;
    // Ids of tenants come from the directory: the brand only names what they are.
    for (const tenantId of (await this.#parts.tenantIds()) as readonly TenantId[]) {
      done += await this.#reportLeft(tenantId);
      done += await this.#workDue(tenantId);
    }
    return done;
  }

  /** Destroys contents whose time has come, and forgets what the person called them. Answers how many files that were. */
  async destroyDue(): Promise<number> {
    const { files, clock, tenantIds } = this.#parts;
    let done = 0;
    for (const tenantId of (await tenantIds()) as readonly TenantId[]) {
      const due = await files.findToDestroy(tenantId, clock.now(), perSweep);
      for (const file of due) if (await this.#guarded(file, () => this.#destroy(file))) done += 1;
    }
    return done;
  }

  async #reportLeft(tenantId: TenantId): Promise<number> {
    const left = await this.#parts.files.claimUnreported(tenantId, perSweep, leaseMs);
    for (const file of left) await this.#guarded(file, () => this.#check.report(file));
    return left.length;
  }

  async #workDue(tenantId: TenantId): Promise<number> {
    let done = 0;
    while (done < perSweep) {
      const due = await this.#parts.files.claimDue(tenantId, concurrent, leaseMs);
      if (due.length === 0) break;
      await Promise.all(due.map((file) => this.#guarded(file, () => this.#work(file))));
      done += due.length;
    }
    return done;
  }

  async #work(file: FileRecord): Promise<void> {
    if (file.destroyAt !== null && file.destroyAt <= this.#parts.clock.now()) return this.#destroy(file);
    await (file.state === 'pending_fetch' ? this.#fetch(file) : this.#check.scanAgain(file));
  }

  async #fetch(file: FileRecord): Promise<unknown> {
    const { fetcher, rulesOf, clock } = this.#parts;
    const { mediaId, sha256 } = file.declared;
    const age = clock.now().getTime() - file.receivedAt.getTime();
    if (mediaId === null || age > mediaLifetimeMs) return this.#check.refuse(file, 'not_available');
    const rules = await rulesOf(file);
    if (rules.barred !== null) return this.#check.refuse(file, rules.barred);
    if (await this.#check.isOverQuota(file, 0)) return this.#check.refuse(file, 'quota');
    const { tenantId, conversationId } = file;
    const got = await fetcher.fetch({
      tenantId,
      conversationId,
      mediaId,
      sha256Hex: sha256,
      maxBytes: rules.maxBytes,
    });
    switch (got.kind) {
      case 'content':
        return (await this.#check.isOverQuota(file, got.content.length))
          ? this.#check.refuse(file, 'quota')
          : this.#check.take(file, got.content, rules);
      case 'gone':
        return this.#check.refuse(file, 'not_available');
      case 'missing':
        return file.attempts < missingTries ? this.#again(file) : this.#check.refuse(file, 'not_available');
      case 'too_large':
      case 'foreign_address':
      case 'hash_mismatch':
        return this.#check.refuse(file, got.kind);
      case 'retry':
        this.#parts.logger.info({ fileId: file.id, reason: got.reason }, 'file not fetched yet');
        return this.#again(file);
    }
  }

  async #destroy(file: FileRecord): Promise<void> {
    const { files, store, clock } = this.#parts;
    // Its time may have been put off since it was read: finishing an upload keeps what is handed over.
    const now = clock.now();
    if (file.state !== 'deleted' && !(await files.end(file.tenantId, file.id, { dueBy: now }, now))) return;
    // Contents first: a crash in between leaves a record that is found again, never contents that nobody finds.
    for (const key of [file.contents.original, file.contents.view])
      if (key !== null) await store.remove(file.tenantId, key);
    await store.removeOthers(file.tenantId, file.id, []);
    // Whoever works on it still may store something, and die before that is written down: looked at again when its lease is over.
    const isFree = file.nextAttemptAt !== null && file.nextAttemptAt <= now;
    const change = { contents: { original: null, view: null }, ...(isFree ? { nextAttemptAt: null } : {}) };
    // Taken up since it was read: it is found again.
    await files.change(file.tenantId, file.id, ['deleted'], change, file.attempts);
  }

  async #again(file: FileRecord): Promise<void> {
    const { files, clock } = this.#parts;
    const what = file.state === 'pending_scan' ? 'scan' : 'fetch';
    const nextAttemptAt = nextFileAttempt(what, file.attempts, clock.now());
    await files.change(file.tenantId, file.id, [file.state], { nextAttemptAt }, file.attempts);
  }

  async #guarded(file: FileRecord, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.#parts.logger.error({ err: error, fileId: file.id }, 'file could not be worked on');
      // Storage may be what failed: then the lease brings the file back.
      if (file.nextAttemptAt !== null) await this.#again(file).catch(() => undefined);
      return false;
    }
  }
}
