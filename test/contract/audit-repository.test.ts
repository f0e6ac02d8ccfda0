import type { Binary } from 'mongodb';
import { sealConversation } from '../../src/storage/repositories/conversation-document.ts';
import type { ConversationState, OpenDialog } from '../../src/conversations/conversation-state.ts';
import { newConversationState } from '../../src/conversations/conversation-state.ts';
import type { DownloadNote } from '../../src/documents/download-log.ts';
import type { ChannelId, ConversationId, RequestId } from '../../src/shared/ids.ts';
import { MongoAuditRepository } from '../../src/storage/repositories/mongo-audit-repository.ts';
import { MongoDownloadTicketRepository } from '../../src/storage/repositories/mongo-download-ticket-repository.ts';
import { MongoOpenDialogRepository } from '../../src/storage/repositories/mongo-open-dialog-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { storeConversation } from '../support/stored-conversation.ts';
import { minutes, readAll } from '../support/records.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const aNote = (changes: Partial<DownloadNote> = {}): DownloadNote => ({
  tenantId: tenantA,
  fileId: 'fil_1',
  variant: 'original',
  by: 'key:k1',
  at: minutes(1),
  ...changes,
});

describe('audit repository', () => {
  it('a number that was changed, and a person who was linked: who did it to whom in clear, before and after sealed', async () => {
    const audit = new MongoAuditRepository(database.models, database.vault);
    const [from, to] = ['+905000000201', '+905000000299'];
    const by = 'key:k1';
    await audit.noteNumberChange({ tenantId: tenantA, contactRef: 'C002-1', from, to, by, at: minutes(1) });
    const conversationId = 'cnv_1' as ConversationId;
    await audit.noteLink({ tenantId: tenantA, conversationId, from: null, to: 'C002-1', by, at: minutes(1) });
    for (const [subject, what, kept] of [
      ['C002-1', 'contact.number_changed', { from, to }],
      ['cnv_1', 'person.linked', { from: null, to: 'C002-1' }],
    ] as const) {
      const stored = await database.models
        .collection<{ _id: string; body: Binary }>('audit')
        .findOne({ subject });
      expect(stored).toMatchObject({ what, by, at: minutes(1), tenantId: tenantA });
      expect(JSON.stringify({ ...stored, body: undefined })).not.toContain(to);
      const { _id, body } = stored as { _id: string; body: Binary };
      expect(database.vault.open(tenantA, 'audit', _id, 'body', body)).toEqual(kept);
    }
  });

  it('an agreement filed and taken off: whose in clear, which one sealed', async () => {
    const audit = new MongoAuditRepository(database.models, database.vault);
    const note = {
      tenantId: tenantA,
      customerRef: 'C009',
      agreementId: 'del-1',
      by: 'key:k1',
      at: minutes(1),
    };
    await audit.noteAgreement({ ...note, kind: 'channel_evidence', what: 'filed' });
    await audit.noteAgreement({ ...note, kind: 'channel_evidence', what: 'removed' });
    const stored = await database.models
      .collection<{ _id: string; what: string; body: Binary }>('audit')
      .find({ subject: 'C009' })
      .toArray();
    expect(stored.map(({ what }) => what).sort()).toEqual(['agreement.filed', 'agreement.removed']);
    for (const { _id, body } of stored)
      expect(database.vault.open(tenantA, 'audit', _id, 'body', body)).toEqual({
        ...{ agreement: 'del-1', kind: 'channel_evidence' },
      });
  });

  it('a canned reply made twice under one id, changed by two of one revision, deleted: each writer once, the revision sealed', async () => {
    const audit = new MongoAuditRepository(database.models, database.vault);
    const note = { tenantId: tenantA, replyId: 'rpl_1', by: 'key:k1', at: minutes(1) };
    await audit.noteCannedReply({ ...note, did: 'made', rev: 7 });
    await audit.noteCannedReply({ ...note, did: 'made', rev: 7, at: minutes(2) });
    await audit.noteCannedReply({ ...note, did: 'changed', rev: 8 });
    await audit.noteCannedReply({ ...note, did: 'changed', rev: 8, by: 'staff:stf_1' });
    await audit.noteCannedReply({ ...note, did: 'removed', rev: 8 });
    const filter = { subject: 'rpl_1', withCompartment: false };
    const { items } = await audit.list(tenantA, filter, { limit: 10, after: null });
    expect(items.map(({ what, by, details }) => `${what} ${by} ${JSON.stringify(details)}`).sort()).toEqual([
      'reply.changed key:k1 {"rev":8}',
      'reply.changed staff:stf_1 {"rev":8}',
      'reply.made key:k1 {"rev":7}',
      'reply.removed key:k1 {"rev":8}',
    ]);
    expect((await audit.list(tenantB, filter, { limit: 10, after: null })).items).toEqual([]);
  });

  it('a test message, ordered twice under one id: one entry, which chat it goes to sealed', async () => {
    const audit = new MongoAuditRepository(database.models, database.vault);
    const note = {
      ...{
        tenantId: tenantA,
        channelId: 'chn_try' as ChannelId,
        conversationId: 'cnv_try' as ConversationId,
      },
      ...{ commandId: 'cmd_1', after: '0000000000000129', by: 'staff:stf_1', at: minutes(1) },
    };
    await audit.noteTestMessage(note);
    await audit.noteTestMessage({ ...note, at: minutes(2) });
    const filter = { subject: 'chn_try', withCompartment: false };
    const { items } = await audit.list(tenantA, filter, { limit: 10, after: null });
    expect(items).toMatchObject([
      {
        what: 'channel.test_message',
        by: 'staff:stf_1',
        at: minutes(1),
        details: { conversation: 'cnv_try', after: '0000000000000129' },
      },
    ]);
    const stored = await database.models.collection('audit').findOne({ subject: 'chn_try' });
    expect(JSON.stringify({ ...stored, body: undefined })).not.toContain('cnv_try');
    expect((await audit.list(tenantB, filter, { limit: 10, after: null })).items).toEqual([]);
  });

  it('who saw numbers whole: whose and why sealed, each look an entry, newest first', async () => {
    const audit = new MongoAuditRepository(database.models, database.vault);
    const note = {
      ...{ tenantId: tenantA, customerRef: 'C-seen', contacts: ['C-seen-1'], taxNumber: true },
      ...{ agreements: [], reason: 'other' as const, note: 'Kimlik kontrolü', by: 'staff:stf_1' },
    };
    await audit.noteReveal({ ...note, at: minutes(1) });
    await audit.noteReveal({ ...note, at: minutes(2) });
    const filter = { what: 'customer.revealed', subject: 'C-seen', withCompartment: false };
    const { items } = await audit.list(tenantA, filter, { limit: 10, after: null });

    const details = {
      ...{ reason: 'other', note: 'Kimlik kontrolü' },
      ...{ contacts: ['C-seen-1'], taxNumber: true, agreements: [] },
    };
    expect(items).toMatchObject([
      { by: 'staff:stf_1', at: minutes(2), details },
      { by: 'staff:stf_1', at: minutes(1), details },
    ]);
    const stored = await database.models.collection('audit').findOne({ subject: 'C-seen' });
    expect(JSON.stringify({ ...stored, body: undefined })).not.toMatch(/Kimlik|C-seen-1|other/);
    expect((await audit.list(tenantB, filter, { limit: 10, after: null })).items).toEqual([]);
  });

  it('what came of telling a former number, noted twice: one entry, number and outcome sealed', async () => {
    const audit = new MongoAuditRepository(database.models, database.vault);
    const [from, former] = ['+905000000201', 'not_told:notices_stopped' as const];
    const note = { id: 'chg_1', tenantId: tenantA, contactRef: 'C003-1', from, former, at: minutes(1) };
    await audit.noteFormer(note);
    await audit.noteFormer({ ...note, former: 'told' });
    const stored = await database.models
      .collection<{ _id: string; body: Binary }>('audit')
      .find({ subject: 'C003-1' })
      .toArray();
    expect(stored).toMatchObject([{ what: 'contact.former_number', by: 'system', at: minutes(1) }]);
    const [{ _id, body }] = stored as [{ _id: string; body: Binary }];
    expect(database.vault.open(tenantA, 'audit', _id, 'body', body)).toEqual({ from, former });
  });

  it('words of templates: who did what in clear, the words before and after sealed, the same step once', async () => {
    const audit = new MongoAuditRepository(database.models, database.vault);
    const [before, after] = ['eski sözler', 'yeni sözler'].map((body) => ({ body, fallback: null }));
    const key = { tenantId: tenantA, template: 'recon_reminder_v1', language: 'tr' } as const;
    const note = { ...key, by: 'key:k1', at: minutes(1), rev: 2 };
    const words = { before: before ?? null, after: after ?? null };
    const content = { header: null, body: 'x', footer: null, buttons: [] };
    await audit.noteTemplates([{ ...note, what: 'drafted', ...words }]);
    await audit.noteTemplates([
      { ...note, what: 'drafted', ...words },
      { ...note, what: 'submitted', ...words },
      { ...note, what: 'queued', accountId: '1', before: null, after: content },
      { ...note, what: 'queued', accountId: '2', before: null, after: content },
    ]);
    await audit.noteTemplates([]);
    const stored = await database.models
      .collection<{ _id: string; what: string; body: Binary }>('audit')
      .find({ subject: 'recon_reminder_v1/tr' })
      .toArray();

    expect(stored.map(({ what }) => what).toSorted()).toEqual([
      'template.drafted',
      'template.queued',
      'template.queued',
      'template.submitted',
    ]);
    expect(stored[0]).toMatchObject({ by: 'key:k1', at: minutes(1), tenantId: tenantA });
    const { _id, body } = stored.find(({ what }) => what === 'template.drafted') as (typeof stored)[number];
    expect(database.vault.open(tenantA, 'audit', _id, 'body', body)).toEqual({ rev: 2, before, after });
  });

  it('whose a chat or a task is: a line for each revision, once, and of the compartment for those in it', async () => {
    const audit = new MongoAuditRepository(database.models, database.vault);
    const note = {
      tenantId: tenantA,
      subject: 'tsk_1',
      assignee: 'stf_1',
      at: minutes(1),
      by: 'staff:stf_2',
    };
    for (const what of ['task.assigned', 'task.assigned', 'compliance.assigned'] as const)
      await audit.noteAssigned({ ...note, what, rev: 1 });
    await audit.noteAssigned({ ...note, what: 'task.assigned', rev: 2, assignee: null, at: minutes(2) });
    const listed = async (withCompartment: boolean) =>
      (
        await audit.list(tenantA, { subject: 'tsk_1', withCompartment }, { limit: 10, after: null })
      ).items.map(({ what, details }) => [what, details]);

    expect(await listed(false)).toEqual([
      ['task.assigned', { assignee: null }],
      ['task.assigned', { assignee: 'stf_1' }],
    ]);
    expect(await listed(true)).toHaveLength(3);
  });

  it('downloads of a file: listed page by page, newest first, of this file and tenant only', async () => {
    const audit = new MongoAuditRepository(database.models, database.vault);
    const notes = [
      aNote(),
      aNote({ variant: 'view', at: minutes(2) }),
      aNote({ by: 'key:k2', at: minutes(2) }),
    ];
    for (const note of [...notes, aNote({ fileId: 'fil_2' }), aNote({ tenantId: tenantB })])
      await audit.noteDownload(note);
    const listed = await readAll((page) => audit.listOfFile(tenantA, 'fil_1', page), 2);
    expect(listed.map(({ at }) => at)).toEqual([minutes(2), minutes(2), minutes(1)]);
    expect(listed).toEqual(expect.arrayContaining(notes));
    expect(await readAll((page) => audit.listOfFile(tenantB, 'fil_1', page), 2)).toEqual([
      aNote({ tenantId: tenantB }),
    ]);
  });
});

describe('download ticket repository', () => {
  const ticket = {
    id: 'ab'.repeat(32),
    tenantId: tenantA,
    fileId: 'fil_1',
    variant: 'view',
    by: 'key:k1',
    expiresAt: minutes(1_000_000),
  } as const;

  it('a ticket taken by many: one gets it, then it is gone', async () => {
    const tickets = new MongoDownloadTicketRepository(database.models);
    await tickets.insert(ticket);
    const taken = await Promise.all([1, 2, 3, 4].map(() => tickets.take(ticket.id)));
    expect(taken.filter((one) => one !== null)).toEqual([ticket]);
    expect(await tickets.take(ticket.id)).toBeNull();
  });
});

describe('open dialogs', () => {
  it('a request is open in a conversation: its dialog is found there, and nowhere else', async () => {
    // Only what is looked at; the rest of a dialog is of no concern here.
    const dialog = { request: { requestId: 'req_1' }, promptNumber: 3 } as unknown as OpenDialog;
    const state: ConversationState = { ...newConversationState('tr'), dialogs: [dialog] };
    await storeConversation(database, 'cnv_1', {
      body: sealConversation(database.vault, tenantA, 'cnv_1', {
        state,
        address: { phone: null, userId: null },
      }),
    });
    const dialogs = new MongoOpenDialogRepository(database.models, database.vault);
    const find = (tenantId: typeof tenantA, conversation: string, request: string) =>
      dialogs.find(tenantId, conversation as ConversationId, request as RequestId);
    expect(await find(tenantA, 'cnv_1', 'req_1')).toEqual(dialog);
    expect(await find(tenantA, 'cnv_1', 'req_2')).toBeNull();
    expect(await find(tenantA, 'cnv_2', 'req_1')).toBeNull();
    expect(await find(tenantB, 'cnv_1', 'req_1')).toBeNull();
  });
});
