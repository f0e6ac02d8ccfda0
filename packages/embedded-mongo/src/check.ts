import { checkDocument } from './bson/check.ts';
import { successor } from './bson/key.ts';
import { CommandError } from './errors.ts';
import { Catalog } from './store/catalog.ts';
import type { Collection, Index } from './store/catalog.ts';
import { entryKey } from './store/documents.ts';
import { Environment, space } from './store/environment.ts';
import type { Entry } from './store/environment.ts';
import { documentKeys, encodeId } from './store/index-keys.ts';
import { idOf } from './update/upsert.ts';

/** What a check found; `findings` is empty when everything agrees. */
export interface CheckReport {
  readonly collections: number;
  readonly documents: number;
  readonly indexEntries: number;
  readonly findings: readonly string[];
}

/** Told now and then how far a check is. */
export type Progress = (what: string, done: number) => void;

const maxFindings = 100;
const chunk = 1000;

/** Compares documents and indexes of one snapshot in both directions. */
class ConsistencyCheck {
  readonly findings: string[] = [];
  documents = 0;
  indexEntries = 0;
  private readonly environment: Environment;
  private readonly progress: Progress;
  private readonly known = new Set<string>();

  constructor(environment: Environment, progress: Progress) {
    this.environment = environment;
    this.progress = progress;
  }

  run(catalog: Catalog): void {
    for (const prefix of catalog.removed()) this.known.add(prefix.toString('hex'));
    for (const collection of catalog.all()) this.collection(collection);
    for (const kind of [space.documents, space.index]) this.orphans(kind);
  }

  private note(finding: string): void {
    if (this.findings.length < maxFindings) this.findings.push(finding);
  }

  private *entries(prefix: Buffer): Generator<Entry> {
    let after: Buffer | undefined;
    for (;;) {
      const range = { start: prefix, end: successor(prefix) };
      const entries = this.environment.entries(range, chunk, false, after);
      yield* entries;
      if (entries.length < chunk) return;
      after = entries.at(-1)!.key;
    }
  }

  private collection(collection: Collection): void {
    this.known.add(collection.documentPrefix.toString('hex'));
    const expected = new Map(collection.indexes.map((index) => [index, 0]));
    for (const { key, value } of this.entries(collection.documentPrefix)) {
      if (++this.documents % chunk === 0) this.progress('documents', this.documents);
      const id = key.subarray(collection.documentPrefix.length);
      if (!this.isDocument(collection, id, value)) continue;
      for (const index of collection.indexes)
        expected.set(index, expected.get(index)! + this.missing(collection, index, id, value));
    }
    for (const [index, count] of expected) this.index(collection, index, count);
  }

  private isDocument(collection: Collection, id: Buffer, document: Buffer): boolean {
    try {
      const isWhole = checkDocument(document, 0, document.length) === document.length;
      const own = isWhole ? idOf(document) : undefined;
      if (own !== undefined && encodeId(own).equals(id)) return true;
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
    }
    this.note(`${collection.namespace}: the document ${id.toString('hex')} is not valid`);
    return false;
  }

  /** Looks for the entries a document must have; returns how many these are. */
  private missing(collection: Collection, index: Index, id: Buffer, document: Buffer): number {
    const { keys } = documentKeys(index, document);
    for (const key of keys) {
      const holder = this.environment.get(entryKey(index, key, id));
      if (holder?.equals(id) !== true && !index.building)
        this.note(`${collection.namespace}: index ${index.name} lacks the document ${id.toString('hex')}`);
    }
    return keys.length;
  }

  /** With every entry that must be there found, an equal number means that there are no others. */
  private index(collection: Collection, index: Index, expected: number): void {
    const prefix = index.prefix;
    this.known.add(prefix.toString('hex'));
    let found = 0;
    for (const { value } of this.entries(prefix)) {
      found++;
      if (++this.indexEntries % chunk === 0) this.progress('index entries', this.indexEntries);
      if (this.environment.get(Buffer.concat([collection.documentPrefix, value])) === undefined)
        this.note(`${collection.namespace}: index ${index.name} points to a document that is not there`);
    }
    if (found !== expected && !index.building)
      this.note(
        `${collection.namespace}: index ${index.name} has ${found} entries, its documents make ${expected}`,
      );
  }

  /** Documents and entries of collections and indexes that the catalog does not know. */
  private orphans(kind: number): void {
    let start = Buffer.from([kind]);
    const end = Buffer.from([kind + 1]);
    for (;;) {
      const [entry] = this.environment.entries({ start, end }, 1, false);
      if (entry === undefined) return;
      const prefix = entry.key.subarray(0, 5);
      if (!this.known.has(prefix.toString('hex')))
        this.note(`data of a collection or index that is not in the catalog: ${prefix.toString('hex')}`);
      start = Buffer.from(successor(prefix));
    }
  }
}

/**
 * Reads everything in a directory: pages, checksums, documents, and indexes against documents in both directions. Works on one
 * snapshot, also while servers write. Throws `DatabaseUnusable` when the file is damaged or cannot be read; other
 * disagreements are in the report.
 */
export async function checkDatabase(
  directory: string,
  progress: Progress = () => undefined,
): Promise<CheckReport> {
  let pages = 0;
  const environment = new Environment(directory, {
    onPage: () => ++pages % chunk === 0 && progress('pages', pages),
  });
  try {
    return environment.pinned(() => {
      const catalog = new Catalog(environment);
      catalog.refresh();
      const check = new ConsistencyCheck(environment, progress);
      check.run(catalog);
      const { documents, indexEntries, findings } = check;
      return { collections: catalog.all().length, documents, indexEntries, findings };
    });
  } finally {
    await environment.close();
  }
}
