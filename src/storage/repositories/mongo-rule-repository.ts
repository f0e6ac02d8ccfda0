import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { RuleRef } from '../../triggers/rule-action.ts';
import type { PublishedRule, RuleFilter, RuleRepository } from '../../triggers/rules/rule.repository.ts';
import type { Rule, RuleChange, RuleRecord, RuleVersion } from '../../triggers/rules/rule.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { isDuplicateKey } from '../write-errors.ts';
import { insertOnce } from './insert-once.ts';
import { keyOfNumber, majority, numberOfKey, pageOf, readLimit } from './paging.ts';

interface Written {
  at: Date;
  by: string;
  body: Binary;
}

interface RuleDocument {
  _id: string;
  tenantId: string;
  ruleId: string;
  on: string;
  rev: number;
  versions: number;
  changes: RuleChange[];
  draft?: Written;
  published?: Written & { version: number };
}

type VersionDocument = Written & { _id: string; tenantId: string; ruleId: string; version: number };

const idOf = (tenantId: string, ruleId: string): string => `${tenantId}:${ruleId}`;
const versionId = (tenantId: string, { id, version }: RuleRef): string => `${tenantId}:${id}:${version}`;

/**
 * The version in use stands in the rule's own document, so that bringing one into use is one write; its copy among the versions
 * is there at the latest before another one takes its place.
 */
export class MongoRuleRepository implements RuleRepository {
  readonly #rules: Model<RuleDocument>;
  readonly #versions: Model<VersionDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#rules = models.model<RuleDocument>('triggers');
    this.#versions = models.model<VersionDocument>('triggerversions');
    this.#vault = vault;
  }

  async find(tenantId: string, id: string): Promise<RuleRecord | null> {
    const found = await this.#read(tenantId, id);
    return found === null ? null : this.#toRecord(found);
  }

  async list(
    tenantId: string,
    { on, isPublished, exceptOn = [] }: RuleFilter,
    { limit, after }: PageRequest,
  ): Promise<Page<RuleRecord>> {
    const rows = await this.#rules
      .find(
        {
          ...(after === null ? {} : { ruleId: trusted({ $gt: after.id }) }),
          ...(on === undefined ? {} : { on }),
          ...(exceptOn.length === 0 ? {} : { $and: [{ on: trusted({ $nin: [...exceptOn] }) }] }),
          ...(isPublished === undefined ? {} : { published: trusted({ $exists: isPublished }) }),
          tenantId,
        },
        null,
        readLimit,
      )
      .sort({ ruleId: 1 })
      .limit(limit + 1)
      .lean<RuleDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toRecord(row),
      ({ ruleId }) => ({ key: ruleId, id: ruleId }),
    );
  }

  async saveDraft(
    tenantId: string,
    id: string,
    draft: { rule: Rule; at: Date; by: string } | null,
    rev: number | null,
  ): Promise<boolean> {
    const _id = idOf(tenantId, id);
    const change =
      draft === null
        ? { $unset: { draft: 1 as const }, $inc: { rev: 1 } }
        : {
            $set: { draft: this.#seal(tenantId, 'triggers', _id, draft), on: draft.rule.on },
            $inc: { rev: 1 },
          };
    const filter = { _id, ...(rev === null ? {} : { rev }), tenantId };
    for (;;) {
      const written = await this.#rules.updateOne(filter, change).exec();
      if (written.matchedCount === 1) return true;
      if (draft === null || (rev !== null && rev !== 0)) return false;
      if (await this.#make(tenantId, id, draft)) return true;
      // Somebody made it in this moment: theirs is what a caller who wanted none of it has not seen.
      if (rev === 0) return false;
    }
  }

  async publish(
    tenantId: string,
    id: string,
    { rule, at, by }: { rule: Rule; at: Date; by: string },
    rev: number,
  ): Promise<number | null> {
    const before = await this.#read(tenantId, id);
    if (before?.rev !== rev) return null;
    await this.#copy(before);
    const version = before.versions + 1;
    const written = { version, ...this.#seal(tenantId, 'triggers', before._id, { rule, at, by }) };
    const { matchedCount } = await this.#rules
      .updateOne(
        { _id: before._id, rev, tenantId },
        {
          $set: { published: written, on: rule.on, versions: version },
          $unset: { draft: 1 },
          $inc: { rev: 1 },
          $push: { changes: { did: 'published', version, at, by } },
        },
      )
      .exec();
    if (matchedCount === 0) return null;
    await this.#copy({ ...before, published: written });
    return version;
  }

  async withdraw(
    tenantId: string,
    id: string,
    { at, by }: { at: Date; by: string },
    rev: number,
  ): Promise<boolean> {
    const before = await this.#read(tenantId, id);
    if (before?.rev !== rev || before.published === undefined) return false;
    await this.#copy(before);
    const { version } = before.published;
    const { matchedCount } = await this.#rules
      .updateOne(
        { _id: before._id, rev, tenantId },
        {
          $unset: { published: 1 },
          $inc: { rev: 1 },
          $push: { changes: { did: 'withdrawn', version, at, by } },
        },
      )
      .exec();
    return matchedCount === 1;
  }

  async listVersions(
    tenantId: string,
    id: string,
    { limit, after }: PageRequest,
  ): Promise<Page<RuleVersion>> {
    const current = await this.#read(tenantId, id);
    if (current !== null) await this.#copy(current);
    const rows = await this.#versions
      .find(
        {
          ...(after === null ? {} : { version: trusted({ $lt: numberOfKey(after.key) }) }),
          ruleId: id,
          tenantId,
        },
        null,
        readLimit,
      )
      .sort({ version: -1 })
      .limit(limit + 1)
      .lean<VersionDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toVersion(row),
      ({ version, ruleId }) => ({ key: keyOfNumber(version), id: ruleId }),
    );
  }

  async findVersion(tenantId: string, ref: RuleRef): Promise<RuleVersion | null> {
    const found = await this.#versions
      .findOne({ _id: versionId(tenantId, ref), tenantId }, null, readLimit)
      .lean<VersionDocument>();
    if (found !== null) return this.#toVersion(found);
    const record = await this.find(tenantId, ref.id);
    return record?.published?.version === ref.version ? record.published : null;
  }

  async publishedRefs(tenantId: string): Promise<RuleRef[]> {
    const rows = await this.#rules
      .find(
        { published: trusted({ $exists: true }), tenantId },
        { ruleId: 1, 'published.version': 1 },
        majority,
      )
      .lean<{ _id: string; ruleId: string; published: { version: number } }[]>();
    return rows.map(({ ruleId: id, published: { version } }) => ({ id, version }));
  }

  async loadVersions(tenantId: string, refs: readonly RuleRef[]): Promise<PublishedRule[]> {
    const rows = await this.#rules
      .find({ ruleId: trusted({ $in: refs.map(({ id }) => id) }), tenantId }, null, majority)
      .lean<RuleDocument[]>();
    const inUse = new Map(rows.map((row) => [row.ruleId, this.#toRecord(row).published]));
    const loaded = await Promise.all(
      refs.map(async (ref): Promise<PublishedRule | null> => {
        const current = inUse.get(ref.id);
        const found = current?.version === ref.version ? current : await this.findVersion(tenantId, ref);
        return found === null ? null : { ...ref, rule: found.rule };
      }),
    );
    return loaded.filter((one) => one !== null);
  }

  async #read(tenantId: string, id: string): Promise<RuleDocument | null> {
    return this.#rules.findOne({ _id: idOf(tenantId, id), tenantId }, null, majority).lean<RuleDocument>();
  }

  async #make(tenantId: string, id: string, draft: { rule: Rule; at: Date; by: string }): Promise<boolean> {
    const _id = idOf(tenantId, id);
    try {
      await this.#rules.insertMany(
        [
          {
            ...{ _id, tenantId, ruleId: id, on: draft.rule.on, rev: 1, versions: 0, changes: [] },
            draft: this.#seal(tenantId, 'triggers', _id, draft),
          },
        ],
        { rawResult: true },
      );
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  }

  async #copy({ tenantId, ruleId, published }: RuleDocument): Promise<void> {
    if (published === undefined) return;
    const { version, ...written } = published;
    const { rule } = this.#open(tenantId, 'triggers', idOf(tenantId, ruleId), written);
    const _id = versionId(tenantId, { id: ruleId, version });
    const sealed = this.#seal(tenantId, 'triggerversions', _id, { ...written, rule });
    await insertOnce(this.#versions, [{ _id, tenantId, ruleId, version, ...sealed }]);
  }

  #seal(
    tenantId: string,
    collection: string,
    _id: string,
    { rule, at, by }: { rule: Rule; at: Date; by: string },
  ): Written {
    return { at, by, body: this.#vault.seal(tenantId, collection, _id, 'body', { rule }) };
  }

  #open(
    tenantId: string,
    collection: string,
    _id: string,
    { at, by, body }: Written,
  ): { rule: Rule; at: Date; by: string } {
    return { at, by, ...this.#vault.open<{ rule: Rule }>(tenantId, collection, _id, 'body', body) };
  }

  #toRecord({
    _id,
    tenantId,
    ruleId,
    on,
    rev,
    versions,
    changes,
    draft,
    published,
  }: RuleDocument): RuleRecord {
    return {
      ...{ tenantId, id: ruleId, on, rev, versions, changes },
      draft: draft === undefined ? null : this.#open(tenantId, 'triggers', _id, draft),
      published:
        published === undefined
          ? null
          : { version: published.version, ...this.#open(tenantId, 'triggers', _id, published) },
    };
  }

  #toVersion({ _id, tenantId, version, ...written }: VersionDocument): RuleVersion {
    return { version, ...this.#open(tenantId, 'triggerversions', _id, written) };
  }
}
