import type { Binary } from 'mongodb';
import { trusted, type Model, type QueryFilter } from 'mongoose';
import type { AuditEntry, AuditFilter } from '../../api/audit-routes.ts';
import type { HeldNote } from '../../api/message-routes.ts';
import type { NoteWritten } from '../../api/note-routes.ts';
import type { RevealNote } from '../../api/reveal-routes.ts';
import { testMessageOrdered, type TestMessageNote } from '../../api/test-message-routes.ts';
import type { ExportNote } from '../../api/transcript-routes.ts';
import type { AssignmentNote } from '../../conversations/assign-chat.ts';
import type { CannedReplyNote } from '../../conversations/edit-canned-replies.ts';
import type { AgreementNote } from '../../customers/file-agreement.ts';
import type { FormerNote } from '../../customers/former-number.ts';
import type { PersonLink } from '../../customers/link-person.ts';
import type { NumberChange } from '../../customers/put-customer.ts';
import type { DeadLetterNote } from '../../deadletters/close-dead-letters.ts';
import type { DownloadNote } from '../../documents/download-log.ts';
import type { IdentityNote } from '../../documents/mark-identity.ts';
import type { NoteCancelled } from '../../imports/cancel-import.ts';
import { derivedId, randomId, type TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { StaffAct } from '../../staff/staff-act.ts';
import type { TemplateNote } from '../../templates/account/template-note.ts';
import type { ShadowNote } from '../../triggers/rules/edit-shadow.ts';
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
/** Nobody else is to know that there is anything to look at (domain 6.2). */
const ofCompartment = [
  'compliance.viewed',
  'compliance.assigned',
  'compliance.shadow_started',
  'compliance.shadow_stopped',
] as const;
/** What stands with them are people's numbers and names. */
const ofNumbers: ReadonlySet<string> = new Set([
  'contact.number_changed',
  'contact.former_number',
  'person.linked',
]);

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

  /** A person of ours wrote an internal note about a chat; the same note is one entry. */
  async noteWritten({ tenantId, noteId, conversationId, by, at }: NoteWritten): Promise<void> {
    const id = derivedId('aud', tenantId, noteId, 'written');
    const body = this.#vault.seal(tenantId, collection, id, 'body', { note: noteId });
    const entry = { _id: id, tenantId, at, by, body, subject: conversationId };
    await insertOnce(this.#audit, [{ ...entry, what: 'note.written' }]);
  }

  /** A canned reply was made, changed or deleted; the same writer doing the same to the same revision is one entry. */
  async noteCannedReply({ tenantId, replyId, did, rev, by, at }: CannedReplyNote): Promise<void> {
    const id = derivedId('aud', tenantId, replyId, did, rev, by);
    const body = this.#vault.seal(tenantId, collection, id, 'body', { rev });
    const entry = { _id: id, tenantId, at, by, body, subject: replyId };
    await insertOnce(this.#audit, [{ ...entry, what: `reply.${did}` }]);
  }

  /** Whose a chat or a task is; the same revision of it is one entry. */
  async noteAssigned({ tenantId, what, subject, rev, assignee, by, at }: AssignmentNote): Promise<void> {
    const id = derivedId('aud', tenantId, what, subject, String(rev));
    const body = this.#vault.seal(tenantId, collection, id, 'body', { assignee });
    await insertOnce(this.#audit, [{ _id: id, tenantId, at, by, body, subject, what }]);
  }

  /** An agreement of a customer came on file, changed or went; which one stands in the sealed part. */
  async noteAgreement({
    tenantId,
    customerRef,
    agreementId,
    kind,
    what,
    by,
    at,
  }: AgreementNote): Promise<void> {
    const id = randomId('aud');
    const body = this.#vault.seal(tenantId, collection, id, 'body', { agreement: agreementId, kind });
    await this.#audit.create({
      ...{ _id: id, tenantId, at, by, body },
      ...{ what: `agreement.${what}`, subject: customerRef },
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

  /** Somebody knew a file of the chat for an identity document, and it goes; the same file is one entry. */
  async noteIdentityDocument({ tenantId, fileId, by, at }: IdentityNote): Promise<void> {
    const id = derivedId('aud', tenantId, fileId, 'identity');
    const body = this.#vault.seal(tenantId, collection, id, 'body', {});
    const entry = { _id: id, tenantId, at, by, body, subject: fileId };
    await insertOnce(this.#audit, [{ ...entry, what: 'document.identity' }]);
  }

  /** Somebody stopped an import of customers; how far it was stands in the sealed part. The same import is one entry. */
  async noteImportCancelled({
    tenantId,
    importId,
    was,
    by,
    at,
  }: Parameters<NoteCancelled>[0]): Promise<void> {
    const id = derivedId('aud', tenantId, importId, 'cancelled');
    const body = this.#vault.seal(tenantId, collection, id, 'body', { was });
    const entry = { _id: id, tenantId, at, by, body, subject: importId };
    await insertOnce(this.#audit, [{ ...entry, what: 'import.cancelled' }]);
  }

  /** Somebody ordered a test message of a number, to which chat stands in the sealed part; the same order is one entry. */
  async noteTestMessage({
    tenantId,
    channelId,
    conversationId,
    commandId,
    after,
    by,
    at,
  }: TestMessageNote): Promise<void> {
    const id = derivedId('aud', tenantId, commandId, 'test-message');
    const details = { conversation: conversationId, ...(after === null ? {} : { after }) };
    const body = this.#vault.seal(tenantId, collection, id, 'body', details);
    const entry = { _id: id, tenantId, at, by, body, subject: channelId };
    await insertOnce(this.#audit, [{ ...entry, what: testMessageOrdered }]);
  }

  /** A draft went into the shadow, or out of it; the same shadow is one entry each. */
  async noteShadow({ tenantId, shadowId, ruleId, did, isHidden, by, at }: ShadowNote): Promise<void> {
    const id = derivedId('aud', tenantId, shadowId, did);
    const body = this.#vault.seal(tenantId, collection, id, 'body', { shadow: shadowId });
    const group = isHidden ? 'compliance' : 'trigger';
    const entry = { _id: id, tenantId, at, by, body, subject: ruleId };
    await insertOnce(this.#audit, [{ ...entry, what: `${group}.shadow_${did}` }]);
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

  /** Somebody saw numbers of a customer whole: whose, of which kind and why stand in the sealed part, the numbers nowhere. */
  async noteReveal({ tenantId, customerRef, by, at, ...shown }: RevealNote): Promise<void> {
    const id = randomId('aud');
    const { contacts, taxNumber, agreements, reason, note } = shown;
    const details = { reason, note, contacts, taxNumber, agreements };
    const body = this.#vault.seal(tenantId, collection, id, 'body', details);
    const entry = { _id: id, tenantId, at, by, body, subject: customerRef };
    await this.#audit.create({ ...entry, what: 'customer.revealed' });
  }

  /** Somebody took a transcript, a history or a list out; format and period stand in the sealed part. */
  async noteExport({ tenantId, what, subject, by, at, details }: ExportNote): Promise<void> {
    const id = randomId('aud');
    const body = this.#vault.seal(tenantId, collection, id, 'body', details);
    await this.#audit.create({ _id: id, tenantId, at, what: `export.${what}`, subject, by, body });
  }

  /** Words of templates were written, submitted, taken into use or back; before and after stand in the sealed part. */
  async noteTemplates(notes: readonly TemplateNote[]): Promise<void> {
    const entries = notes.map(({ tenantId, template, language, what, by, at, ...details }) => {
      const subject = `${template}/${language}`;
      const of = 'accountId' in details ? details.accountId : '';
      const id = derivedId('aud', tenantId, subject, what, of, String(details.rev), by, at.toISOString());
      const body = this.#vault.seal(tenantId, collection, id, 'body', details);
      return { _id: id, tenantId, at, what: `template.${what}`, subject, by, body };
    });
    await insertOnce(this.#audit, entries);
  }

  /** Words of people that were not understood were seen, given out, labelled or deleted. */
  async noteTextAccess({ tenantId, what, subject, by, at, details }: TextAccess): Promise<void> {
    const id = randomId('aud');
    const body = this.#vault.seal(tenantId, collection, id, 'body', details);
    await this.#audit.create({ _id: id, tenantId, at, what: `unrecognised.${what}`, subject, by, body });
  }

  /** Somebody signed in or out, or an account changed. */
  async noteStaffAct({ tenantId, what, subject, by, at, details }: StaffAct): Promise<void> {
    const id = randomId('aud');
    const body = this.#vault.seal(tenantId, collection, id, 'body', details);
    await this.#audit.create({ _id: id, tenantId, at, what, subject, by, body });
  }

  /** Newest first, without what only some may know of. */
  async list(
    tenantId: TenantId,
    { since, withCompartment, ...equal }: AuditFilter,
    page: PageRequest,
  ): Promise<Page<AuditEntry>> {
    const hidden = withCompartment ? [] : [{ what: trusted({ $nin: [...ofCompartment] }) }];
    const from = since === undefined ? [] : [{ at: trusted({ $gte: since }) }];
    const rows = await this.#audit
      .find({ ...equal, $and: [{ tenantId }, ...hidden, ...from, after(page)] }, null, readLimit)
      .sort({ at: -1, _id: -1 })
      .limit(page.limit + 1)
      .lean<AuditDocument[]>();
    return pageOf(
      rows,
      page.limit,
      ({ _id, at, what, subject, by, body }) => ({
        ...{ id: _id, at, what, subject, by },
        details: ofNumbers.has(what)
          ? null
          : this.#vault.open<Record<string, unknown>>(tenantId, collection, _id, 'body', body),
      }),
      ({ _id, at }) => ({ key: at.toISOString(), id: _id }),
    );
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
