import { trusted, type Model } from 'mongoose';
import type {
  AccountState,
  AccountTemplate,
  Submission,
  SubmissionProblem,
  TemplateFacts,
  TemplateKey,
} from '../../templates/account/account-template.ts';
import type { TemplateRepository } from '../../templates/account/template.repository.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { bulkWrite } from './bulk-write.ts';
import { insertOnce } from './insert-once.ts';
import { majority } from './paging.ts';
import {
  emptyTemplate,
  groupsOf,
  sealContent,
  templateId,
  toTemplate,
  type TemplateDocument,
} from './template-document.ts';

interface AccountDocument {
  _id: string;
  tenantId: string;
  accountId: string;
  readAt: Date | null;
  others: number;
  owner: string | null;
  leaseUntil: Date | null;
  problem?: NonNullable<AccountState['problem']>;
  sample?: NonNullable<AccountState['sample']>;
}

type Lease = { owner: string; now: Date; until: Date };

const accountDocId = (tenantId: string, accountId: string): string => `${tenantId}:${accountId}`;

/** Edits older than any limit looks at are not kept (platform 8.4). */
const editsKept = 40;

export class MongoTemplateRepository implements TemplateRepository {
  readonly #templates: Model<TemplateDocument>;
  readonly #accounts: Model<AccountDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#templates = models.model<TemplateDocument>('templates');
    this.#accounts = models.model<AccountDocument>('templateaccounts');
    this.#vault = vault;
  }

  async find(tenantId: string, key: TemplateKey): Promise<AccountTemplate | null> {
    const found = await this.#templates
      .findOne({ _id: templateId(tenantId, key), tenantId }, null, majority)
      .lean<TemplateDocument>();
    return found === null ? null : toTemplate(this.#vault, found);
  }

  async list(tenantId: string): Promise<readonly AccountTemplate[]> {
    const rows = await this.#templates
      .find({ tenantId }, null, majority)
      .sort({ accountId: 1, name: 1, language: 1 })
      .lean<TemplateDocument[]>();
    return rows.map((row) => toTemplate(this.#vault, row));
  }

  async note(
    tenantId: string,
    noted: readonly { key: TemplateKey; facts: Partial<TemplateFacts>; at: Date }[],
  ): Promise<void> {
    await this.#make(
      tenantId,
      noted.map(({ key }) => key),
    );
    await bulkWrite(
      this.#templates,
      noted.flatMap(({ key, facts, at }) => this.#writesOf(tenantId, key, facts, at)),
    );
  }

  async noteRead(tenantId: string, keys: readonly TemplateKey[], at: Date): Promise<void> {
    await this.#make(tenantId, keys);
    const ids = keys.map((key) => templateId(tenantId, key));
    await this.#templates
      .updateMany({ _id: trusted({ $in: ids }), tenantId }, { $set: { readAt: at } })
      .exec();
  }

  async account(tenantId: string, accountId: string): Promise<AccountState | null> {
    const found = await this.#accounts
      .findOne({ _id: accountDocId(tenantId, accountId), tenantId }, null, majority)
      .lean<AccountDocument>();
    if (found === null) return null;
    const { readAt, others, problem, sample } = found;
    return { accountId, readAt, others, problem: problem ?? null, sample: sample ?? null };
  }

  async beginRead(tenantId: string, accountId: string, { owner, now, until }: Lease): Promise<boolean> {
    await this.#makeAccount(tenantId, accountId);
    const { modifiedCount } = await this.#accounts
      .updateOne(
        {
          ...{ _id: accountDocId(tenantId, accountId), tenantId },
          $or: [{ leaseUntil: null }, { leaseUntil: trusted({ $lte: now }) }],
        },
        { $set: { owner, leaseUntil: until } },
      )
      .exec();
    return modifiedCount === 1;
  }

  async endRead(
    tenantId: string,
    accountId: string,
    owner: string,
    { problem, ...read }: Pick<AccountState, 'problem'> & Partial<Pick<AccountState, 'readAt' | 'others'>>,
  ): Promise<void> {
    await this.#accounts
      .updateOne(
        { _id: accountDocId(tenantId, accountId), owner, tenantId },
        {
          $set: { ...read, ...(problem === null ? {} : { problem }), owner: null, leaseUntil: null },
          ...(problem === null ? { $unset: { problem: 1 as const } } : {}),
        },
      )
      .exec();
  }

  async saveSample(tenantId: string, accountId: string, sample: AccountState['sample']): Promise<void> {
    await this.#makeAccount(tenantId, accountId);
    await this.#accounts
      .updateOne(
        { _id: accountDocId(tenantId, accountId), tenantId },
        sample === null ? { $unset: { sample: 1 } } : { $set: { sample } },
      )
      .exec();
  }

  async queue(
    tenantId: string,
    keys: readonly TemplateKey[],
    { by, at }: { by: string; at: Date },
  ): Promise<void> {
    await this.#make(tenantId, keys);
    const ids = keys.map((key) => templateId(tenantId, key));
    const submission = { state: 'queued', by, at, attempts: 0, nextAt: at, owner: null } as const;
    await this.#templates
      .updateMany({ _id: trusted({ $in: ids }), tenantId }, { $set: { submission } })
      .exec();
  }

  async claim(tenantId: string, { owner, now, until }: Lease): Promise<AccountTemplate | null> {
    const found = await this.#templates
      .findOneAndUpdate(
        {
          'submission.nextAt': trusted({ $lte: now }),
          'submission.state': trusted({ $in: ['queued', 'waiting'] }),
          tenantId,
        },
        {
          $set: { 'submission.owner': owner, 'submission.nextAt': until },
          $inc: { 'submission.attempts': 1 },
        },
        { sort: { 'submission.nextAt': 1, _id: 1 }, returnDocument: 'after' },
      )
      .lean<TemplateDocument>();
    return found === null ? null : toTemplate(this.#vault, found);
  }

  async settle(
    tenantId: string,
    key: TemplateKey,
    owner: string,
    {
      submission,
      edited,
    }: { submission: Pick<Submission, 'state' | 'nextAt' | 'problem'> | null; edited?: Date },
  ): Promise<void> {
    const push = edited === undefined ? {} : { $push: { edits: { $each: [edited], $slice: -editsKept } } };
    await this.#templates
      .updateOne(
        { _id: templateId(tenantId, key), 'submission.owner': owner, tenantId },
        { ...changeOf(submission), ...push },
      )
      .exec();
  }

  async settleAll(
    tenantId: string,
    accountId: string,
    submission: Pick<Submission, 'state' | 'nextAt'> & { problem: SubmissionProblem },
  ): Promise<void> {
    await this.#templates
      .updateMany(
        {
          ...{ accountId, tenantId, submission: trusted({ $exists: true }) },
          'submission.state': trusted({ $in: ['queued', 'waiting'] }),
        },
        changeOf(submission),
      )
      .exec();
  }

  async #make(tenantId: string, keys: readonly TemplateKey[]): Promise<void> {
    await insertOnce(
      this.#templates,
      keys.map((key) => emptyTemplate(tenantId, key)),
    );
  }

  async #makeAccount(tenantId: string, accountId: string): Promise<void> {
    const made = { _id: accountDocId(tenantId, accountId), tenantId, accountId };
    await insertOnce(this.#accounts, [{ ...made, readAt: null, others: 0, owner: null, leaseUntil: null }]);
  }

  #writesOf(tenantId: string, key: TemplateKey, facts: Partial<TemplateFacts>, at: Date) {
    const _id = templateId(tenantId, key);
    const { templateId: id, content } = facts;
    const plain = {
      ...(id === undefined ? {} : { templateId: id }),
      ...(content === undefined || content === null
        ? {}
        : { content: sealContent(this.#vault, tenantId, _id, content) }),
    };
    return [
      ...(Object.keys(plain).length === 0
        ? []
        : [{ updateOne: { filter: { _id, tenantId }, update: { $set: plain } } }]),
      ...groupsOf(facts).map(({ field, set }) => ({
        updateOne: {
          filter: { _id, [field]: trusted({ $lte: at }), tenantId },
          update: { $set: { ...set, [field]: at } },
        },
      })),
    ];
  }
}

const changeOf = (submission: Pick<Submission, 'state' | 'nextAt' | 'problem'> | null) => {
  if (submission === null) return { $unset: { submission: 1 as const } };
  const { state, nextAt, problem } = submission;
  return {
    $set: {
      'submission.state': state,
      'submission.nextAt': nextAt,
      'submission.owner': null,
      ...(problem === null ? {} : { 'submission.problem': problem }),
    },
    ...(problem === null ? { $unset: { 'submission.problem': 1 as const } } : {}),
  };
};
