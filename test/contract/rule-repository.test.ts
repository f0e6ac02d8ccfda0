import { MongoRuleRepository } from '../../src/storage/repositories/mongo-rule-repository.ts';
import type { Rule } from '../../src/triggers/rules/rule.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aRule } from '../support/rule-ports.ts';

describe('rule repository', () => {
  let database: TestDatabase;
  let rules: MongoRuleRepository;
  const written = (name: string): { rule: Rule; at: Date; by: string } => ({
    rule: aRule({ name }),
    at: startOfTests,
    by: 'key:a',
  });
  /** Drafted and published; answers the revision after it. */
  const publish = async (id: string, name: string, tenantId: string = tenantA): Promise<number> => {
    await rules.saveDraft(tenantId, id, written(name), null);
    const { rev } = (await rules.find(tenantId, id)) ?? { rev: -1 };
    await rules.publish(tenantId, id, written(name), rev);
    return rev + 1;
  };

  beforeAll(async () => {
    database = await openTestDatabase();
    rules = new MongoRuleRepository(database.models, database.vault);
  });
  afterEach(async () => {
    await database.empty('triggers');
    await database.empty('triggerversions');
  });
  afterAll(() => database.close());

  it('a draft, then its publication: found as written, and sealed where it is stored', async () => {
    expect(await rules.saveDraft(tenantA, 'r', written('first'), 0)).toBe(true);
    expect(await rules.find(tenantA, 'r')).toEqual({
      tenantId: tenantA,
      id: 'r',
      on: 'account.movement.posted',
      rev: 1,
      draft: written('first'),
      published: null,
      versions: 0,
      changes: [],
    });
    expect(await rules.publish(tenantA, 'r', written('first'), 1)).toBe(1);
    expect(await rules.find(tenantA, 'r')).toMatchObject({
      rev: 2,
      draft: null,
      published: { version: 1, ...written('first') },
      changes: [{ did: 'published', version: 1 }],
    });
    const raw = await database.models.collection('triggers').findOne({});
    expect(JSON.stringify(raw)).not.toContain('first');
  });

  it('a revision that is not the last: nothing is written, whatever is asked for', async () => {
    const rev = await publish('r', 'first');
    const before = await rules.find(tenantA, 'r');
    expect(await rules.saveDraft(tenantA, 'r', written('x'), rev - 1)).toBe(false);
    expect(await rules.saveDraft(tenantA, 'r', null, rev - 1)).toBe(false);
    expect(await rules.saveDraft(tenantA, 'new', null, null)).toBe(false);
    expect(await rules.publish(tenantA, 'r', written('x'), rev - 1)).toBeNull();
    expect(await rules.withdraw(tenantA, 'r', written('x'), rev - 1)).toBe(false);
    expect(await rules.find(tenantA, 'r')).toEqual(before);
  });

  it('published by many at once from one revision: one version, and its words are those of whoever won', async () => {
    await rules.saveDraft(tenantA, 'r', written('draft'), null);
    const names = Array.from({ length: 20 }, (_, index) => `by ${index}`);
    const versions = await Promise.all(names.map((name) => rules.publish(tenantA, 'r', written(name), 1)));
    expect(versions.filter((version) => version !== null)).toEqual([1]);
    const winner = names[versions.indexOf(1)];
    expect((await rules.findVersion(tenantA, { id: 'r', version: 1 }))?.rule.name).toBe(winner);
    expect((await rules.listVersions(tenantA, 'r', { limit: 9, after: null })).items).toMatchObject([
      { version: 1, rule: { name: winner } },
    ]);
  });

  it('a process that died before it copied a version: the version is there all the same, then and later', async () => {
    await publish('r', 'first');
    await database.models.collection('triggerversions').deleteMany({});
    expect((await rules.findVersion(tenantA, { id: 'r', version: 1 }))?.rule.name).toBe('first');
    await publish('r', 'second');
    const page = await rules.listVersions(tenantA, 'r', { limit: 9, after: null });
    expect(page.items.map(({ version, rule }) => [version, rule.name])).toEqual([
      [2, 'second'],
      [1, 'first'],
    ]);
    await database.models.collection('triggerversions').deleteMany({ version: 2 });
    const { rev } = (await rules.find(tenantA, 'r')) ?? { rev: -1 };
    await rules.withdraw(tenantA, 'r', written(''), rev);
    expect((await rules.findVersion(tenantA, { id: 'r', version: 2 }))?.rule.name).toBe('second');
  });

  it('what is in use: named, read by version, and another tenant’s is not there', async () => {
    await publish('r', 'first');
    await publish('r', 'second');
    await publish('out', 'gone');
    const out = await rules.find(tenantA, 'out');
    await rules.withdraw(tenantA, 'out', written(''), out?.rev ?? -1);
    await rules.saveDraft(tenantA, 'draft', written('only'), null);
    await publish('r', 'of b', tenantB);
    expect(await rules.publishedRefs(tenantA)).toEqual([{ id: 'r', version: 2 }]);
    const loaded = await rules.loadVersions(tenantA, [
      { id: 'r', version: 1 },
      { id: 'r', version: 2 },
      { id: 'out', version: 1 },
      { id: 'nobody', version: 1 },
    ]);
    expect(loaded.map(({ id, version, rule }) => [id, version, rule.name])).toEqual([
      ['r', 1, 'first'],
      ['r', 2, 'second'],
      ['out', 1, 'gone'],
    ]);
    const page = { limit: 9, after: null };
    const listed = async (filter: object) =>
      (await rules.list(tenantA, filter, page)).items.map(({ id }) => id);
    expect(await listed({})).toEqual(['draft', 'out', 'r']);
    expect(await listed({ isPublished: true })).toEqual(['r']);
    expect(await listed({ isPublished: false })).toEqual(['draft', 'out']);
    expect(await listed({ on: 'feedback.requested' })).toEqual([]);
    expect((await rules.find(tenantB, 'r'))?.published?.rule.name).toBe('of b');
  });
});
