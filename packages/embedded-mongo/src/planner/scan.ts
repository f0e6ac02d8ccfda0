import { tick } from '../deadline.ts';
import type { Matcher } from '../query/filter.ts';
import { documentKey } from '../store/documents.ts';
import type { Collection } from '../store/catalog.ts';
import type { Entry, Environment, Range } from '../store/environment.ts';
import type { Plan } from './plan.ts';

/** A document found by a scan, with its encoded `_id`. */
export interface Found {
  readonly id: Buffer;
  readonly document: Buffer;
}

/** What a scan counts, for `explain`. */
export interface Counters {
  keys: number;
  documents: number;
}

const firstChunk = 16;
const largestChunk = 512;

/**
 * Reads a plan piece by piece. Between pieces it holds nothing of the database: it goes on after the last key it saw, so a
 * cursor may rest between two `getMore` without pinning old pages. Documents that match the filter come out, each once.
 */
export class Scan {
  readonly counters: Counters;
  private readonly environment: Environment;
  private readonly collection: Collection;
  private readonly matches: Matcher;
  private readonly source: () => Found | undefined;
  private readonly seen: Set<string> | undefined;

  constructor(input: {
    environment: Environment;
    collection: Collection;
    plan: Plan;
    matches: Matcher;
    counters?: Counters;
  }) {
    this.environment = input.environment;
    this.collection = input.collection;
    this.matches = input.matches;
    this.counters = input.counters ?? { keys: 0, documents: 0 };
    const { plan } = input;
    const mayRepeat = plan.stage === 'OR' || (plan.stage === 'IXSCAN' && plan.index?.multikey === true);
    this.seen = mayRepeat ? new Set() : undefined;
    this.source = this.open(plan);
  }

  /** The next matching document. */
  next(): Found | undefined {
    for (;;) {
      tick();
      const found = this.source();
      if (found === undefined) return undefined;
      if (this.seen !== undefined) {
        const mark = found.id.toString('latin1');
        if (this.seen.has(mark)) continue;
        this.seen.add(mark);
      }
      if (this.matches(found.document, 0)) return found;
    }
  }

  private open(plan: Plan): () => Found | undefined {
    switch (plan.stage) {
      case 'IDHACK':
        return this.openKeys(plan.keys);
      case 'COLLSCAN':
        return this.openDocuments([plan.range], plan.reverse, false);
      case 'IXSCAN':
        return plan.index === undefined
          ? this.openDocuments(plan.ranges, plan.reverse, true)
          : this.openIndex(plan.ranges, plan.reverse);
      default:
        return this.openAll(plan.plans);
    }
  }

  private openKeys(keys: readonly Buffer[]): () => Found | undefined {
    let at = 0;
    return () => {
      while (at < keys.length) {
        const key = keys[at++]!;
        this.counters.keys++;
        const document = this.environment.get(key);
        if (document !== undefined) {
          this.counters.documents++;
          return { id: key.subarray(this.collection.documentPrefix.length), document };
        }
      }
      return undefined;
    };
  }

  private openRanges(ranges: readonly Range[], reverse: boolean): () => Entry | undefined {
    let range = 0;
    let chunk: Entry[] = [];
    let at = 0;
    let size = firstChunk;
    let wanted = 0;
    let after: Buffer | undefined;
    return () => {
      while (at >= chunk.length) {
        if (wanted > 0 && chunk.length < wanted) {
          range++;
          after = undefined;
        }
        const here = ranges[range];
        if (here === undefined) return undefined;
        wanted = size;
        chunk = this.environment.entries(here, wanted, reverse, after);
        after = chunk.at(-1)?.key;
        at = 0;
        size = Math.min(size * 2, largestChunk);
      }
      return chunk[at++];
    };
  }

  private openDocuments(
    ranges: readonly Range[],
    reverse: boolean,
    isIndex: boolean,
  ): () => Found | undefined {
    const next = this.openRanges(ranges, reverse);
    return () => {
      const entry = next();
      if (entry === undefined) return undefined;
      if (isIndex) this.counters.keys++;
      this.counters.documents++;
      return { id: entry.key.subarray(this.collection.documentPrefix.length), document: entry.value };
    };
  }

  private openIndex(ranges: readonly Range[], reverse: boolean): () => Found | undefined {
    const next = this.openRanges(ranges, reverse);
    return () => {
      for (;;) {
        const entry = next();
        if (entry === undefined) return undefined;
        this.counters.keys++;
        const document = this.environment.get(documentKey(this.collection, entry.value));
        // Between two pieces another writer may have deleted the document.
        if (document === undefined) continue;
        this.counters.documents++;
        return { id: entry.value, document };
      }
    };
  }

  private openAll(plans: readonly Plan[]): () => Found | undefined {
    const sources = plans.map((plan) => this.open(plan));
    let at = 0;
    return () => {
      for (; at < sources.length; at++) {
        const found = sources[at]!();
        if (found !== undefined) return found;
      }
      return undefined;
    };
  }
}
