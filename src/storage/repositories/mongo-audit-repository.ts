import type { Binary } from 'mongodb';
import { trusted, type Model, type QueryFilter } from 'mongoose';
import type { HeldNote } from '../../api/message-routes.ts';
import type { FormerNote } from '../../customers/former-number.ts';
import type { PersonLink } from '../../customers/link-person.ts';
import type { NumberChange } from '../../customers/put-customer.ts';
import type { DeadLetterNote } from '../../deadletters/close-dead-letters.ts';
import type { DownloadNote } from '../../documents/download-log.ts';
import { derivedId, randomId, type TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { TextAccess } from '../../unrecognised/text-access.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';
import type { DownloadLogRepository } from '../../documents/download-log.repository.ts';

interface AuditDocument {
  _id: string;
  tenantId: string;
  at: Date;
  what: string;
  subject: string;
  by: string;
  body: Binary;
}

type DownloadDetails = Pick<DownloadNote, 'variant'>;

const collection = 'audit';
const downloaded = 'document.downloaded';

export class MongoAuditRepository implements DownloadLogRepository {
  readonly #audit: Model<AuditDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#audit = models.model<AuditDocument>(collection);
    this.#vault = vault;
  }

  async noteDownload({ tenantId, fileId, variant, by, at }: DownloadNote): Promise<void> {
    const id = randomId('aud');
    const details: DownloadDetails = { variant };
    const body = this.#vault.seal(tenantId, collection, id, 'body', details);
    await this.#audit.create({ _id: id, tenantId, at, what: downloaded, subject: fileId, by, body });
  }

  /** Somebody looked into the compliance compartment (domain 6.3-j). */
  async noteTaskView({
    tenantId,
    taskId,
    by,
    at,
  }: {
    tenantId: string;
    taskId: string;
    by: string;
    at: Date;
  }): Promise<void> {
    const id = randomId('aud');
    const body = this.#vault.seal(tenantId, collection, id, 'body', {});
    await this.#audit.create({ _id: id, tenantId, at, what: 'compliance.viewed', subject: taskId, by, body });
  }

  /** The books named another number for a contact; before and after stand in the sealed part. */
  async noteNumberChange({ tenantId, contactRef, by, at, ...change }: NumberChange): Promise<void> {
    const id = randomId('aud');
    const body = this.#vault.seal(tenantId, collection, id, 'body', change);
    await this.#audit.create({
      ...{ _id: id, tenantId, at, by, body },
      ...{ what: 'contact.number_changed', subject: contactRef },
    });
  }

  /** What came of telling the former number of such a change; the same again is one entry. */
  async noteFormer({ id: of, tenantId, contactRef, from, former, at }: FormerNote): Promise<void> {
    const id = derivedId('aud', of);
    const body = this.#vault.seal(tenantId, collection, id, 'body', { from, former });
    const entry = { _id: id, tenantId, at, by: 'system', body };
    await insertOnce(this.#audit, [{ ...entry, what: 'contact.former_number', subject: contactRef }]);
  }

  /** Whoever chats in a conversation is a contact from now on; who they were before stands in the sealed part too. */
  async noteLink({ tenantId, conversationId, from, to, by, at }: PersonLink): Promise<void> {
    const id = randomId('aud');
    const body = this.#vault.seal(tenantId, collection, id, 'body', { from, to });
    await this.#audit.create({
      ...{ _id: id, tenantId, at, by, body },
      ...{ what: 'person.linked', subject: conversationId },
    });
  }

  /** A dead letter went back into work, or away; the same letter the same time is one entry. */
  async noteDeadLetter({
    tenantId,
    letterId,
    what,
    replays,
    by,
    at,
    because,
  }: DeadLetterNote): Promise<void> {
    const id = derivedId('aud', tenantId, letterId, what, replays);
    const details = because === undefined ? {} : { because };
    const body = this.#vault.seal(tenantId, collection, id, 'body', details);
    const entry = { _id: id, tenantId, at, by, body };
    await insertOnce(this.#audit, [{ ...entry, what: `deadletter.${what}`, subject: letterId }]);
  }

  /** A person of ours let a held message go, or dropped it; why it was held stands in the sealed part. */
  async noteHeldMessage({ tenantId, messageId, reason, what, by, at }: HeldNote): Promise<void> {
    const id = randomId('aud');
    const body = this.#vault.seal(tenantId, collection, id, 'body', { reason });
    await this.#audit.create({
      _id: id,
      tenantId,
      at,
      what: `message.${what}`,
      subject: messageId,
      by,
      body,
    });
  }

  /** Words of people that were not understood were seen, given out, labelled or deleted. */
  async noteTextAccess({ tenantId, what, subject, by, at, details }: TextAccess): Promise<void> {
    const id = randomId('aud');
    const body = this.#vault.seal(tenantId, collection, id, 'body', details);
    await this.#audit.create({ _id: id, tenantId, at, what: `unrecognised.${what}`, subject, by, body });
  }

  async listOfFile(tenantId: TenantId, fileId: string, page: PageRequest): Promise<Page<DownloadNote>> {
    const rows = await this.#audit
      .find({ subject: fileId, what: downloaded, ...after(page), tenantId }, null, readLimit)
      .sort({ at: -1, _id: -1 })
      .limit(page.limit + 1)
      .lean<AuditDocument[]>();
    return pageOf(
      rows,
      page.limit,
      ({ _id, at, by, body }) => ({
        tenantId,
        fileId,
        by,
        at,
        ...this.#vault.open<DownloadDetails>(tenantId, collection, _id, 'body', body),
      }),
      ({ _id, at }) => ({ key: at.toISOString(), id: _id }),
    );
  }
}

const after = ({ after: position }: PageRequest): QueryFilter<AuditDocument> => {
  if (position === null) return {};
  const at = dateOfKey(position.key);
  return {
    at: trusted({ $lte: at }),
    $or: [{ at: trusted({ $lt: at }) }, { _id: trusted({ $lt: position.id }) }],
  };
};
