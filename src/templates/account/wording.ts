import type { Language } from '../../vocabulary/language.ts';

/** A template in one language, by the product's name for it: `recon_letter_ready_v1`. */
export interface WordingKey {
  template: string;
  language: Language;
}

/** A tenant's own words for a template: the same placeholders, buttons and document as the product's. */
export interface Wording {
  /** With the template's `{{placeholders}}`. */
  body: string;
  /**
   * The template that goes in its place while the platform does not carry it: the product's own, or one that the tenant made of that; null:
   * none, its messages wait.
   */
  fallback: string | null;
}

/** Who wrote something, and when. */
export interface By {
  at: Date;
  by: string;
}

export type WordingVersion = By & {
  version: number;
  /** Its name on the platform: a name stands for one text (ADR 0046). */
  name: string;
  wording: Wording;
};

export type WordingChange = By & { did: 'submitted' | 'used' | 'withdrawn'; version: number };

/** Everything a tenant wrote for a template in one language. */
export interface WordingRecord extends WordingKey {
  tenantId: string;
  /** The template of the product that one of the tenant's own is made of (ADR 0068); left out: it is the product's. */
  base?: string;
  /** One of the tenant's own was deleted; its versions stay, and so does its name. Left out: it was not. */
  retired?: By;
  /** Counts writes: what an editor has to have seen. */
  rev: number;
  draft: (By & { wording: Wording }) | null;
  /** Oldest first: all that were ever submitted. */
  versions: readonly WordingVersion[];
  /** Which of them messages are said in; null: in the product's own words. */
  inUse: number | null;
  /** Oldest first. */
  changes: readonly WordingChange[];
}

/** The last one that was submitted; null: none was. */
export const newestVersion = ({ versions }: Pick<WordingRecord, 'versions'>): WordingVersion | null =>
  versions.at(-1) ?? null;

/** The one messages are said in; null: the product's own words. */
export const versionInUse = ({
  versions,
  inUse,
}: Pick<WordingRecord, 'versions' | 'inUse'>): WordingVersion | null =>
  versions.find(({ version }) => version === inUse) ?? null;

/** By name: what the tenant made of a template of the product, in the same language, and has not deleted. It may stand in for that. */
export const madeOf = (
  records: readonly WordingRecord[],
  { template, language }: WordingKey,
): ReadonlyMap<string, WordingRecord> =>
  new Map(
    records
      .filter((one) => one.base === template && one.language === language && one.retired === undefined)
      .map((one) => [one.template, one]),
  );
