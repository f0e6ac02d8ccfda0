import fc from 'fast-check';
import { MongoWordingRepository } from '../../src/storage/repositories/mongo-wording-repository.ts';
import {
  dropWording,
  saveWording,
  withdrawWording,
  type EditWordingParts,
} from '../../src/templates/account/edit-wordings.ts';
import type { Wording, WordingKey } from '../../src/templates/account/wording.ts';
import { templateDefinitions } from '../../src/templates/template-definitions.ts';
import { languages } from '../../src/vocabulary/language.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const key: WordingKey = { template: 'recon_withdrawn_v1', language: 'tr' };
const by = { at: startOfTests, by: 'key:a' };
const wording = (body: string): Wording => ({ body, fallback: key.template });
const sound = wording(
  'Bilginize sunarız: {{ref}} referanslı mutabakat talebimizi geri çektik, yanıt beklemiyoruz.',
);

let database: TestDatabase;
let wordings: MongoWordingRepository;

beforeAll(async () => {
  database = await openTestDatabase();
  wordings = new MongoWordingRepository(database.models, database.vault);
});
afterEach(() => database.empty('wordings'));
afterAll(() => database.close());

/** Written and submitted; answers the revision after it. */
const submit = async (body: string, tenantId: string = tenantA): Promise<number> => {
  await wordings.saveDraft(tenantId, key, { ...by, wording: wording(body) }, null);
  const { rev, versions } = (await wordings.find(tenantId, key)) ?? { rev: -1, versions: [] };
  await wordings.submit(tenantId, key, { ...by, name: `recon_withdrawn_v1_t${versions.length + 1}` }, rev);
  return rev + 1;
};

describe('wording repository', () => {
  it('a template of the tenant’s own, made twice, deleted and made again: in every language, with the words it had', async () => {
    const vip = { template: 'reminder_vip', base: 'recon_reminder_v1' };
    const [tr] = languages.map((language) => ({ template: vip.template, language }));
    if (tr === undefined) throw new Error('there is a language');
    expect([await wordings.makeNamed(tenantA, vip), await wordings.makeNamed(tenantA, vip)]).toEqual([
      true,
      true,
    ]);
    await wordings.saveDraft(tenantA, tr, { ...by, wording: wording('first') }, 0);
    expect((await wordings.list(tenantA)).map(({ language, base, rev }) => [language, base, rev])).toEqual([
      ['ar', vip.base, 0],
      ['en', vip.base, 0],
      ['tr', vip.base, 1],
    ]);

    await wordings.retire(tenantA, { ...vip, base: 'account_movement_v1' }, by);
    await wordings.retire(tenantB, vip, by);
    expect(await wordings.find(tenantA, tr)).not.toHaveProperty('retired');
    await wordings.retire(tenantA, vip, by);
    await wordings.retire(tenantA, vip, { ...by, by: 'key:b' });
    expect(await wordings.find(tenantA, tr)).toMatchObject({ retired: by, rev: 2 });

    expect(await wordings.makeNamed(tenantA, vip)).toBe(true);
    const again = await wordings.find(tenantA, tr);
    expect(again).toMatchObject({ rev: 3, draft: { wording: wording('first') } });
    expect(again).not.toHaveProperty('retired');
  });

  it('a template of the tenant’s own, half made or half deleted by a process that died: done whole when it is done again', async () => {
    const vip = { template: 'reminder_vip', base: 'recon_reminder_v1' };
    const kept = async (): Promise<string[]> =>
      (await wordings.list(tenantA)).map(
        ({ language, retired }) => `${language} ${String(retired !== undefined)}`,
      );
    await wordings.makeNamed(tenantA, vip);
    await database.models.collection('wordings').deleteOne({ language: 'ar' });
    expect(await wordings.makeNamed(tenantA, vip)).toBe(true);
    expect(await kept()).toEqual(['ar false', 'en false', 'tr false']);

    await database.models
      .collection('wordings')
      .updateOne({ language: 'tr' }, { $set: { retired: by }, $inc: { rev: 1 } });
    await wordings.retire(tenantA, vip, by);
    expect(await kept()).toEqual(['ar true', 'en true', 'tr true']);
  });

  it('made and deleted in any order: it is what was done last, its base and its words stay', async () => {
    const bases = ['account_movement_v1', 'payment_due_v1'];
    const acts = fc.array(
      fc.record({ does: fc.constantFrom('make', 'retire'), base: fc.constantFrom(...bases) }),
      {
        ...{ minLength: 1, maxLength: 8 },
      },
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        run += 1;
        const template = `vip_${String(run)}`;
        let first: string | null = null;
        let isThere = false;
        for (const { does, base } of all) {
          const named = { template, base };
          if (does === 'retire') await wordings.retire(tenantA, named, by);
          else expect(await wordings.makeNamed(tenantA, named)).toBe(first === null || first === base);
          if (does === 'make') first ??= base;
          if (base === first) isThere = does === 'make';
        }
        for (const language of languages) {
          const found = await wordings.find(tenantA, { template, language });
          expect(found === null ? null : found.base).toBe(first);
          if (found !== null) expect(found.retired === undefined).toBe(isThere);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('a name of the tenant’s own, asked for of two bases at the same time: is made of one of them', async () => {
    const [one, other] = ['account_movement_v1', 'payment_due_v1'].map((base) => ({ template: 'vip', base }));
    if (one === undefined || other === undefined) throw new Error('there are two');
    const made = await Promise.all([wordings.makeNamed(tenantA, one), wordings.makeNamed(tenantA, other)]);

    expect([...made].sort()).toEqual([false, true]);
    const winner = made[0] ? one : other;
    expect((await wordings.list(tenantA)).map(({ base }) => base)).toEqual(languages.map(() => winner.base));
    expect(await wordings.makeNamed(tenantA, { ...key, base: one.base })).toBe(true);
    await wordings.saveDraft(tenantB, key, { ...by, wording: wording('of the product’s') }, null);
    expect(await wordings.makeNamed(tenantB, { ...key, base: one.base })).toBe(false);
  });

  it('a draft, then submitted, then in use: found as written, and sealed where it is stored', async () => {
    expect(await wordings.saveDraft(tenantA, key, { ...by, wording: wording('first') }, 0)).toBe(true);
    expect(await wordings.find(tenantA, key)).toEqual({
      ...{ tenantId: tenantA, ...key, rev: 1, versions: [], inUse: null, changes: [] },
      draft: { ...by, wording: wording('first') },
    });
    const version = await wordings.submit(tenantA, key, { ...by, name: 'w_t1' }, 1);
    expect(version).toEqual({ ...by, version: 1, name: 'w_t1', wording: wording('first') });
    expect(await wordings.use(tenantA, key, 1, { ...by, by: 'system' }, 2)).toBe(true);
    expect(await wordings.find(tenantA, key)).toEqual({
      ...{ tenantId: tenantA, ...key, rev: 3, versions: [version], inUse: 1, draft: null },
      changes: [
        { ...by, did: 'submitted', version: 1 },
        { ...by, did: 'used', version: 1, by: 'system' },
      ],
    });
    expect(await wordings.use(tenantA, key, null, by, 3)).toBe(true);
    expect(await wordings.find(tenantA, key)).toMatchObject({ inUse: null, rev: 4 });
    const raw = await database.models.collection('wordings').findOne({});
    expect(JSON.stringify(raw)).not.toContain('first');
  });

  it('a revision that is not the last: nothing is written, whatever is asked for', async () => {
    const rev = await submit('first');
    const before = await wordings.find(tenantA, key);
    const draft = { ...by, wording: wording('x') };
    expect(await wordings.saveDraft(tenantA, key, draft, rev - 1)).toBe(false);
    expect(await wordings.saveDraft(tenantA, key, draft, 0)).toBe(false);
    expect(await wordings.saveDraft(tenantA, key, null, rev - 1)).toBe(false);
    expect(await wordings.submit(tenantA, key, { ...by, name: 'x' }, rev)).toBeNull(); // no draft
    expect(await wordings.use(tenantA, key, 1, by, rev - 1)).toBe(false);
    expect(await wordings.find(tenantA, key)).toEqual(before);
  });

  it('submitted by many at once from one revision: one version under one name', async () => {
    await wordings.saveDraft(tenantA, key, { ...by, wording: wording('draft') }, null);
    const names = Array.from({ length: 20 }, (_, index) => `name_${index}`);
    const made = await Promise.all(names.map((name) => wordings.submit(tenantA, key, { ...by, name }, 1)));
    const winners = made.filter((one) => one !== null);
    expect(winners).toHaveLength(1);
    expect((await wordings.find(tenantA, key))?.versions).toEqual(winners);
  });

  it('a first draft written by many at once for nobody’s revision: one is there', async () => {
    const bodies = Array.from({ length: 20 }, (_, index) => `by ${index}`);
    const saved = await Promise.all(
      bodies.map((body) => wordings.saveDraft(tenantA, key, { ...by, wording: wording(body) }, 0)),
    );
    expect(saved.filter(Boolean)).toHaveLength(1);
    expect(await wordings.find(tenantA, key)).toMatchObject({
      rev: 1,
      draft: { wording: { body: bodies[saved.indexOf(true)] } },
    });
  });

  it('words of several versions and tenants: each tenant has its own, sorted by template and language', async () => {
    await submit('first');
    await submit('second');
    await submit('of b', tenantB);
    await wordings.saveDraft(tenantA, { ...key, language: 'en' }, { ...by, wording: wording('en') }, null);
    await wordings.saveDraft(
      tenantA,
      { ...key, template: 'approval_ended_v1' },
      { ...by, wording: wording('other') },
      null,
    );
    const listed = await wordings.list(tenantA);
    expect(listed.map(({ template, language, versions }) => [template, language, versions.length])).toEqual([
      ['approval_ended_v1', 'tr', 0],
      ['recon_withdrawn_v1', 'en', 0],
      ['recon_withdrawn_v1', 'tr', 2],
    ]);
    expect(listed.at(-1)?.versions.map((one) => one.wording.body)).toEqual(['first', 'second']);
    expect((await wordings.list(tenantB)).map(({ versions }) => versions.length)).toEqual([1]);
    expect(await wordings.find(tenantB, { ...key, language: 'en' })).toBeNull();
  });
});

describe('a tenant’s own words', () => {
  const forgotten: string[] = [];
  const parts = (): EditWordingParts => ({
    wordings,
    noteTemplates: async () => undefined,
    forget: (tenantId) => forgotten.push(tenantId),
    clock: { now: () => startOfTests },
  });
  const edit = (changes: object = {}) => ({ tenantId: tenantA, key, by: 'key:a', rev: null, ...changes });

  it('that keep the rules: stored as a draft, taken away again', async () => {
    expect(await saveWording(parts(), edit({ rev: 0 }), sound)).toMatchObject({
      rev: 1,
      draft: { wording: sound },
    });
    await expect(saveWording(parts(), edit({ rev: 0 }), sound)).rejects.toMatchObject({
      code: 'precondition_failed',
    });
    expect(await dropWording(parts(), edit({ rev: 1 }))).toMatchObject({ draft: null });
    await expect(dropWording(parts(), edit())).rejects.toMatchObject({ code: 'template_not_ready' });
  });

  it.each([
    [
      'without a placeholder of the template',
      'Mutabakat talebimizi geri çektik, yanıt beklemiyoruz.',
      ['body missing_variable'],
    ],
    [
      'with a placeholder of another',
      'Sayın {{contact_name}}, {{ref}} referanslı mutabakat talebimizi geri çektik, yanıt beklemiyoruz.',
      ['body unknown_variable'],
    ],
    ['that end with it', 'Mutabakat talebimizi geri çektik, bilginize: {{ref}}', ['body variable_at_edge']],
    [
      'of advertising',
      'Kampanya: {{ref}} referanslı mutabakat talebimizi geri çektik.',
      ['body promotional_word'],
    ],
  ])('%s: refused with the place', async (_, body, expected) => {
    const error = await saveWording(parts(), edit(), wording(body)).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: 'validation_failed' });
    const { problems } = error as { problems: { field: string; message: string }[] };
    expect(problems.map(({ field, message }) => `${field} ${message.split(':')[0] ?? ''}`)).toEqual(expected);
    expect(await wordings.find(tenantA, key)).toBeNull();
  });

  it('with a fallback of another template: refused; with none: stored', async () => {
    const other = { ...sound, fallback: 'approval_ended_v1' };
    await expect(saveWording(parts(), edit(), other)).rejects.toMatchObject({
      problems: [
        {
          field: 'fallback',
          message: 'must be recon_withdrawn_v1, a template of yours that is made of it, or null',
        },
      ],
    });
    expect(await saveWording(parts(), edit(), { ...sound, fallback: null })).toMatchObject({ rev: 1 });
  });

  it('with a fallback of a template that the tenant made: stored where it is made of this one, refused where it is not or was deleted', async () => {
    const made = { template: 'withdrawn_short', base: key.template };
    await wordings.makeNamed(tenantA, made);
    await wordings.makeNamed(tenantA, { template: 'ended_short', base: 'approval_ended_v1' });
    const named = (fallback: string) => saveWording(parts(), edit(), { ...sound, fallback });
    expect((await named('withdrawn_short')).draft?.wording.fallback).toBe('withdrawn_short');
    await expect(named('ended_short')).rejects.toMatchObject({ code: 'validation_failed' });
    const other = edit({ tenantId: tenantB });
    await expect(
      saveWording(parts(), other, { ...sound, fallback: 'withdrawn_short' }),
    ).rejects.toMatchObject({ code: 'validation_failed' });
    await wordings.retire(tenantA, made, by);
    await expect(named('withdrawn_short')).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('for a template nobody knows: not found', async () => {
    const unknown = edit({ key: { template: 'nobody_v1', language: 'tr' } });
    await expect(saveWording(parts(), unknown, sound)).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each(templateDefinitions())(
    'that are those of $name in $language: sound',
    async ({ name, language, body }) => {
      const same = { body, fallback: name };
      const saved = await saveWording(parts(), edit({ key: { template: name, language } }), same);
      expect(saved.draft?.wording).toEqual(same);
    },
  );

  it('that are withdrawn: the product’s own are in use, and what was at hand is forgotten', async () => {
    const rev = await submit(sound.body);
    await wordings.use(tenantA, key, 1, by, rev);
    await expect(withdrawWording(parts(), edit({ rev }))).rejects.toMatchObject({
      code: 'precondition_failed',
    });
    expect(await withdrawWording(parts(), edit({ rev: rev + 1 }))).toMatchObject({
      inUse: null,
      changes: [{ did: 'submitted' }, { did: 'used' }, { did: 'withdrawn', version: 1 }],
    });
    expect(forgotten).toContain(tenantA);
    await expect(withdrawWording(parts(), edit())).rejects.toMatchObject({ code: 'template_not_ready' });
  });
});
