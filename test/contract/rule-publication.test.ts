import type { Models } from '../../src/storage/models.ts';
import { MongoRuleRepository } from '../../src/storage/repositories/mongo-rule-repository.ts';
import { startOfTests, tenantA } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aRule } from '../support/rule-ports.ts';

class Died extends Error {}

/** A process that dies at its `nth` write, before it arrives or when it has. */
const mortal = (models: Models, nth: number, moment: 'before' | 'after'): Models => {
  let left = nth;
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    left -= 1;
    if (left === 0 && moment === 'before') throw new Died();
    if (left < 0) throw new Died();
    const done = await work();
    if (left === 0) throw new Died();
    return done;
  };
  const wrapped = (model: object): object =>
    new Proxy(model, {
      get: (target, name) => {
        const found = Reflect.get(target, name) as unknown;
        if (typeof found !== 'function') return found;
        const method = found.bind(target) as (...input: unknown[]) => { exec(): Promise<unknown> };
        if (name === 'updateOne')
          return (...input: unknown[]) => ({ exec: () => write(() => method(...input).exec()) });
        if (name === 'insertMany')
          return (...input: unknown[]) => write(() => method(...input) as unknown as Promise<unknown>);
        return method;
      },
    });
  return new Proxy(models, {
    get: (target, name) => {
      const found = Reflect.get(target, name) as unknown;
      if (name === 'model') return (which: Parameters<Models['model']>[0]) => wrapped(target.model(which));
      return typeof found === 'function' ? (found.bind(target) as unknown) : found;
    },
  });
};

describe('a process dies while it publishes a rule', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  const written = (name: string) => ({ rule: aRule({ name }), at: startOfTests, by: 'key:a' });
  const repository = (models = database.models) => new MongoRuleRepository(models, database.vault);

  const moments = [1, 2, 3, 4].flatMap((nth) =>
    (['before', 'after'] as const).map((when) => [nth, when] as const),
  );

  it.each(moments)(
    'at its write %s, %s it: the rule is as it was or as it was to be, and no version is lost',
    async (nth, when) => {
      const id = `r-${nth}-${when}`;
      const rules = repository();
      await rules.saveDraft(tenantA, id, written('one'), null);
      await rules.publish(tenantA, id, written('one'), 1);
      await rules.saveDraft(tenantA, id, written('two'), null);

      const dying = repository(mortal(database.models, nth, when));
      const died = await dying.publish(tenantA, id, written('two'), 3).then(
        () => false,
        (error: unknown) => {
          if (!(error instanceof Died)) throw error;
          return true;
        },
      );

      const found = await rules.find(tenantA, id);
      const isThere = found?.published?.version === 2;
      // Nobody was told that it is done, or it is.
      expect(died || isThere).toBe(true);
      expect(found?.published?.rule.name).toBe(isThere ? 'two' : 'one');
      expect(found?.draft?.rule.name ?? null).toBe(isThere ? null : 'two');
      expect(found?.changes.map(({ version }) => version)).toEqual(isThere ? [1, 2] : [1]);
      const refs = (await rules.publishedRefs(tenantA)).filter((ref) => ref.id === id);
      expect(
        (await rules.loadVersions(tenantA, refs)).map(({ version, rule }) => [version, rule.name]),
      ).toEqual([isThere ? [2, 'two'] : [1, 'one']]);
      expect((await rules.findVersion(tenantA, { id, version: 1 }))?.rule.name).toBe('one');

      // Whoever comes next goes on from what is there.
      const rev = found?.rev ?? 0;
      expect(await rules.publish(tenantA, id, written('three'), rev)).toBe(isThere ? 3 : 2);
      const versions = await rules.listVersions(tenantA, id, { limit: 10, after: null });
      expect(versions.items.map(({ version, rule }) => `${version} ${rule.name}`)).toEqual(
        isThere ? ['3 three', '2 two', '1 one'] : ['2 three', '1 one'],
      );
    },
  );
});
