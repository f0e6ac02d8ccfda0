import { MongoTemplateRepository } from '../../src/storage/repositories/mongo-template-repository.ts';
import type { TemplateFacts, TemplateKey } from '../../src/templates/account/account-template.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const key: TemplateKey = { accountId: '301122334455667', name: 'recon_reminder_v1', language: 'tr' };
const other: TemplateKey = { ...key, language: 'en' };
const after = (seconds: number): Date => new Date(startOfTests.getTime() + seconds * 1_000);
const content = {
  header: null,
  body: 'Mektubunuz hazırdır.',
  footer: null,
  buttons: [{ type: 'quick_reply', text: 'Tamam' }],
};
const lease = (seconds: number, owner = 'a') => ({ owner, now: after(seconds), until: after(seconds + 60) });

let database: TestDatabase;
let templates: MongoTemplateRepository;

beforeAll(async () => {
  database = await openTestDatabase();
  templates = new MongoTemplateRepository(database.models, database.vault);
});
afterEach(async () => {
  await database.empty('templates');
  await database.empty('templateaccounts');
});
afterAll(() => database.close());

const note = (facts: Partial<TemplateFacts>, seconds: number) =>
  templates.note(tenantA, [{ key, facts, at: after(seconds) }]);
const queue = (keys: readonly TemplateKey[] = [key]) =>
  templates.queue(tenantA, keys, { by: 'key:a', at: startOfTests });

describe('template repository', () => {
  it('facts: found as noted, their words sealed, nothing of them by another tenant', async () => {
    const facts = { templateId: '77', status: 'approved', reason: null, advice: null, content } as const;
    await note({ ...facts, category: 'utility', comingCategory: null, quality: 'green' }, 1);
    expect(await templates.find(tenantA, key)).toMatchObject({
      ...{ tenantId: tenantA, ...key, ...facts, category: 'utility', quality: 'green' },
      ...{ statusAt: after(1), readAt: null, edits: [], submission: null },
    });
    expect([await templates.find(tenantB, key), await templates.list(tenantB)]).toEqual([null, []]);
    const raw = await database.models.collection('templates').findOne({});
    expect(JSON.stringify(raw)).not.toContain('Mektubunuz');
  });

  it('older facts: change nothing of what is newer, each kind by itself', async () => {
    await note({ status: 'paused', reason: 'x', advice: null }, 20);
    await note({ status: 'approved', reason: null, advice: null, quality: 'red' }, 10);
    expect(await templates.find(tenantA, key)).toMatchObject({
      ...{ status: 'paused', reason: 'x', quality: 'red' },
      ...{ statusAt: after(20), qualityAt: after(10) },
    });
  });

  it('an account: read by one at a time, by the next when the lease is over, ended by its owner alone', async () => {
    const { accountId } = key;
    expect(await templates.account(tenantA, accountId)).toBeNull();
    expect(await templates.beginRead(tenantA, accountId, lease(0, 'a'))).toBe(true);
    expect(await templates.beginRead(tenantA, accountId, lease(59, 'b'))).toBe(false);
    expect(await templates.beginRead(tenantA, accountId, lease(60, 'b'))).toBe(true);
    await templates.endRead(tenantA, accountId, 'a', { readAt: after(61), others: 9, problem: null });
    expect(await templates.account(tenantA, accountId)).toMatchObject({ readAt: null });
    const problem = { cause: 'access', code: '190', explanation: null, at: after(62) };
    await templates.endRead(tenantA, accountId, 'b', { problem });
    expect(await templates.account(tenantA, accountId)).toMatchObject({ readAt: null, problem });
    expect(await templates.beginRead(tenantA, accountId, lease(63))).toBe(true);
    await templates.endRead(tenantA, accountId, 'a', { readAt: after(63), others: 2, problem: null });
    expect(await templates.account(tenantA, accountId)).toEqual({
      ...{ accountId, readAt: after(63), others: 2, problem: null, sample: null },
    });
  });

  it('a sample: kept by its handle until it is taken away', async () => {
    const sample = { handle: '4::a', sha256: 'a'.repeat(64), at: startOfTests };
    await templates.saveSample(tenantA, key.accountId, sample);
    expect(await templates.account(tenantA, key.accountId)).toMatchObject({ sample });
    await templates.saveSample(tenantA, key.accountId, null);
    expect(await templates.account(tenantA, key.accountId)).toMatchObject({ sample: null });
  });

  it('submissions: claimed one by one, again only when the lease is over, settled by their owner', async () => {
    await queue([key, other]);
    const first = await templates.claim(tenantA, lease(0));
    const second = await templates.claim(tenantA, lease(0, 'b'));
    expect([first?.language, second?.language].sort()).toEqual(['en', 'tr']);
    expect(await templates.claim(tenantA, lease(59))).toBeNull();
    expect(await templates.claim(tenantB, lease(100))).toBeNull();

    const again = await templates.claim(tenantA, lease(60, 'c'));
    expect(again?.submission).toMatchObject({ attempts: 2, by: 'key:a' });
    const lost = again?.language === first?.language ? 'a' : 'b';
    await templates.settle(tenantA, again ?? key, lost, { submission: null });
    expect((await templates.find(tenantA, again ?? key))?.submission).not.toBeNull();
    await templates.settle(tenantA, again ?? key, 'c', { submission: null, edited: after(61) });
    expect(await templates.find(tenantA, again ?? key)).toMatchObject({
      submission: null,
      edits: [after(61)],
    });
  });

  it('failed: not claimed any more, until it is queued again; waiting: when its time has come', async () => {
    await queue();
    await templates.claim(tenantA, lease(0));
    const problem = { cause: 'content', code: '100.2388299', explanation: 'Variables at the edge.' };
    await templates.settle(tenantA, key, 'a', { submission: { state: 'failed', nextAt: null, problem } });
    expect(await templates.find(tenantA, key)).toMatchObject({ submission: { state: 'failed', problem } });
    expect(await templates.claim(tenantA, lease(1_000))).toBeNull();
    await queue();
    await templates.settleAll(tenantA, key.accountId, { state: 'waiting', nextAt: after(600), problem });
    expect(await templates.claim(tenantA, lease(599))).toBeNull();
    expect((await templates.claim(tenantA, lease(600)))?.submission).toMatchObject({
      state: 'waiting',
      problem,
    });
  });
});
