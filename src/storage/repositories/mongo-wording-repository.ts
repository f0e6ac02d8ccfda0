import type { Binary } from 'mongodb';
import type { Model } from 'mongoose';
import type { NamedTemplate, WordingRepository } from '../../templates/account/wording.repository.ts';
import type {
  By,
  Wording,
  WordingChange,
  WordingKey,
  WordingRecord,
  WordingVersion,
} from '../../templates/account/wording.ts';
import { languages, type Language } from '../../vocabulary/language.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { isDuplicateKey } from '../write-errors.ts';
import { majority } from './paging.ts';

interface WordingDocument {
  _id: string;
  tenantId: string;
  template: string;
  language: Language;
  base?: string;
  retired?: By;
  rev: number;
  draft?: By & { body: Binary };
  versions: (By & { version: number; name: string; body: Binary })[];
  inUse?: number;
  changes: WordingChange[];
}

const idOf = (tenantId: string, { template, language }: WordingKey): string =>
  `${tenantId}:${template}:${language}`;

/** Everything of a template in one language stands in one document, so that each change is one write. */
export class MongoWordingRepository implements WordingRepository {
  readonly #wordings: Model<WordingDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#wordings = models.model<WordingDocument>('wordings');
    this.#vault = vault;
  }

  async find(tenantId: string, key: WordingKey): Promise<WordingRecord | null> {
    const found = await this.#read(tenantId, key);
    return found === null ? null : this.#toRecord(found);
  }

  async list(tenantId: string): Promise<readonly WordingRecord[]> {
    const rows = await this.#wordings
      .find({ tenantId }, null, majority)
      .sort({ template: 1, language: 1 })
      .lean<WordingDocument[]>();
    return rows.map((row) => this.#toRecord(row));
  }

  async saveDraft(
    tenantId: string,
    key: WordingKey,
    draft: (By & { wording: Wording }) | null,
    rev: number | null,
  ): Promise<boolean> {
    const _id = idOf(tenantId, key);
    const change =
      draft === null
        ? { $unset: { draft: 1 as const }, $inc: { rev: 1 } }
        : { $set: { draft: this.#draftOf(tenantId, _id, draft) }, $inc: { rev: 1 } };
    const filter = { _id, ...(rev === null ? {} : { rev }), tenantId };
    for (;;) {
      const written = await this.#wordings.updateOne(filter, change).exec();
      if (written.matchedCount === 1) return true;
      if (draft === null || (rev !== null && rev !== 0)) return false;
      if (await this.#make(tenantId, key, draft)) return true;
      // Somebody made it in this moment: theirs is what a caller who wanted none of it has not seen.
      if (rev === 0) return false;
    }
  }

  async submit(
    tenantId: string,
    key: WordingKey,
    { name, at, by }: By & { name: string },
    rev: number,
  ): Promise<WordingVersion | null> {
    const before = await this.#read(tenantId, key);
    if (before?.rev !== rev || before.draft === undefined) return null;
    const { _id } = before;
    const { wording } = this.#openDraft(tenantId, _id, before.draft);
    const version = (before.versions.at(-1)?.version ?? 0) + 1;
    const body = this.#vault.seal(tenantId, 'wordings', _id, `version ${version}`, wording);
    const { matchedCount } = await this.#wordings
      .updateOne(
        { _id, rev, tenantId },
        {
          $unset: { draft: 1 },
          $push: {
            versions: { version, name, at, by, body },
            changes: { did: 'submitted', version, at, by },
          },
          $inc: { rev: 1 },
        },
      )
      .exec();
    return matchedCount === 0 ? null : { version, name, at, by, wording };
  }

  async use(
    tenantId: string,
    key: WordingKey,
    version: number | null,
    { at, by }: By,
    rev: number,
  ): Promise<boolean> {
    const _id = idOf(tenantId, key);
    const before = await this.#read(tenantId, key);
    if (before?.rev !== rev) return false;
    const change: WordingChange =
      version === null
        ? { did: 'withdrawn', version: before.inUse ?? before.versions.at(-1)?.version ?? 0, at, by }
        : { did: 'used', version, at, by };
    const { matchedCount } = await this.#wordings
      .updateOne(
        { _id, rev, tenantId },
        {
          ...(version === null ? { $unset: { inUse: 1 as const } } : { $set: { inUse: version } }),
          $push: { changes: change },
          $inc: { rev: 1 },
        },
      )
      .exec();
    return matchedCount === 1;
  }

  async makeNamed(tenantId: string, { template, base }: NamedTemplate): Promise<boolean> {
    for (const language of languages) {
      const key = { template, language };
      const _id = idOf(tenantId, key);
      if (await this.#insert({ ...{ _id, tenantId, ...key, base }, rev: 0, versions: [], changes: [] }))
        continue;
      const there = await this.#read(tenantId, key);
      if (there?.base !== base) return false;
      if (there.retired === undefined) continue;
      await this.#wordings
        .updateOne({ _id, rev: there.rev, tenantId }, { $unset: { retired: 1 }, $inc: { rev: 1 } })
        .exec();
    }
    return true;
  }

  async retire(tenantId: string, { template, base }: NamedTemplate, { at, by }: By): Promise<void> {
    for (const language of languages)
      await this.#wordings
        .updateOne(
          {
            ...{ _id: idOf(tenantId, { template, language }), tenantId, base },
            'retired.at': null,
          },
          { $set: { retired: { at, by } }, $inc: { rev: 1 } },
        )
        .exec();
  }

  #read(tenantId: string, key: WordingKey): Promise<WordingDocument | null> {
    return this.#wordings
      .findOne({ _id: idOf(tenantId, key), tenantId }, null, majority)
      .lean<WordingDocument>()
      .exec();
  }

  #make(
    tenantId: string,
    { template, language }: WordingKey,
    draft: By & { wording: Wording },
  ): Promise<boolean> {
    const _id = idOf(tenantId, { template, language });
    return this.#insert({
      ...{ _id, tenantId, template, language, rev: 1, versions: [], changes: [] },
      draft: this.#draftOf(tenantId, _id, draft),
    });
  }

  /** False: it is there. */
  async #insert(made: WordingDocument): Promise<boolean> {
    try {
      await this.#wordings.insertMany([made], { rawResult: true });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  }

  #draftOf(tenantId: string, _id: string, { wording, at, by }: By & { wording: Wording }) {
    return { at, by, body: this.#vault.seal(tenantId, 'wordings', _id, 'draft', wording) };
  }

  #openDraft(
    tenantId: string,
    _id: string,
    { at, by, body }: By & { body: Binary },
  ): By & { wording: Wording } {
    return { at, by, wording: this.#vault.open<Wording>(tenantId, 'wordings', _id, 'draft', body) };
  }

  #toRecord(document: WordingDocument): WordingRecord {
    const { _id, tenantId, template, language, rev, draft, versions, inUse, changes } = document;
    const { base, retired } = document;
    return {
      ...(base === undefined ? {} : { base }),
      ...(retired === undefined ? {} : { retired }),
      ...{ tenantId, template, language, rev, changes, inUse: inUse ?? null },
      draft: draft === undefined ? null : this.#openDraft(tenantId, _id, draft),
      versions: versions.map(({ version, name, at, by, body }) => ({
        ...{ version, name, at, by },
        wording: this.#vault.open<Wording>(tenantId, 'wordings', _id, `version ${version}`, body),
      })),
    };
  }
}
