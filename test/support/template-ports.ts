import type { ApiPorts } from '../../src/api/api-routes.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { templateDefinitions } from '../../src/templates/template-definitions.ts';
import type { WordingRepository } from '../../src/templates/account/wording.repository.ts';
import type { WordingRecord } from '../../src/templates/account/wording.ts';
import { languages } from '../../src/vocabulary/language.ts';
import { startOfTests, tenantA } from './builders-api.ts';
import { put, type Held } from './held.ts';

const template = 'recon_reminder_v1';

/** Words of a tenant's own that pass: the product's, and a word more. */
export const aWordingBody = (): string =>
  `Sayın ${templateDefinitions().find((one) => one.name === template && one.language === 'tr')?.body ?? ''}`;

/** In use, with a draft beside it: whatever a route does, there is something to do it with. */
export const aWordingRecord = (changes: Partial<WordingRecord> = {}): WordingRecord => {
  const wording = { body: aWordingBody(), fallback: template };
  const by = { at: startOfTests, by: 'key:a' };
  return {
    tenantId: tenantA,
    template,
    language: 'tr',
    rev: 3,
    draft: { wording, ...by },
    versions: [{ version: 1, name: `${template}_t1`, wording, ...by }],
    inUse: 1,
    changes: [
      { did: 'submitted', version: 1, ...by },
      { did: 'used', version: 1, ...by },
    ],
    ...changes,
  };
};

const fakeWordings = (held: Held): WordingRepository => {
  const find = (tenantId: string, key: { template: string; language: string }): WordingRecord | undefined =>
    held.wordings.find(
      (one) => one.tenantId === tenantId && one.template === key.template && one.language === key.language,
    );
  const write = (record: WordingRecord): true => {
    put(held.wordings, record, (one) => one === find(record.tenantId, record));
    return true;
  };
  return {
    find: async (tenantId, key) => find(tenantId, key) ?? null,
    list: async (tenantId) => held.wordings.filter((one) => one.tenantId === tenantId),
    saveDraft: async (tenantId, key, draft, rev) => {
      const empty = { draft: null, versions: [], inUse: null, changes: [], rev: 0 };
      const known = find(tenantId, key) ?? { tenantId, ...key, ...empty };
      return (rev ?? known.rev) === known.rev && write({ ...known, draft, rev: known.rev + 1 });
    },
    submit: async (tenantId, key, { name, at, by }, rev) => {
      const known = find(tenantId, key);
      if (known?.rev !== rev || known.draft === null) return null;
      const version = { version: known.versions.length + 1, name, wording: known.draft.wording, at, by };
      write({ ...known, draft: null, rev: rev + 1, versions: [...known.versions, version] });
      return version;
    },
    makeNamed: async (tenantId, { template: named, base }) => {
      const all = languages.map((language) => ({ template: named, language }));
      if (all.some((key) => (find(tenantId, key)?.base ?? base) !== base)) return false;
      for (const key of all) {
        const empty = { draft: null, versions: [], inUse: null, changes: [], rev: 0 };
        const { retired: _gone, ...known } = find(tenantId, key) ?? { tenantId, ...key, ...empty, base };
        write(known);
      }
      return true;
    },
    retire: async (tenantId, { template: named, base }, { at, by }) => {
      for (const language of languages) {
        const known = find(tenantId, { template: named, language });
        if (known?.base === base && known.retired === undefined)
          write({ ...known, retired: { at, by }, rev: known.rev + 1 });
      }
    },
    use: async (tenantId, key, version, { at, by }, rev) => {
      const known = find(tenantId, key);
      if (known?.rev !== rev) return false;
      const did = version === null ? 'withdrawn' : 'used';
      const change = { did, version: version ?? known.inUse ?? 0, at, by } as const;
      return write({ ...known, inUse: version, rev: rev + 1, changes: [...known.changes, change] });
    },
  };
};

/** A tenant without an account on the platform: what there is on one is looked at in the whole product. */
export const templatePorts = (held: Held, clock: Clock): Pick<ApiPorts, 'templateParts'> => {
  const never = (): Promise<never> => Promise.reject(new Error('nothing is on an account here'));
  const nothing = async (): Promise<void> => undefined;
  return {
    templateParts: {
      wordings: fakeWordings(held),
      templates: {
        find: async () => null,
        list: async () => [],
        note: nothing,
        noteRead: nothing,
        account: async () => null,
        beginRead: never,
        endRead: nothing,
        saveSample: nothing,
        queue: nothing,
        claim: async () => null,
        settle: nothing,
        settleAll: nothing,
      },
      account: { list: never, create: never, edit: never, uploadSample: never },
      noteTemplates: nothing,
      accountsOf: async () => [],
      openTask: nothing,
      settleTasks: nothing,
      releaseMessages: nothing,
      forget: () => undefined,
      readSoon: () => undefined,
      ...{ clock, logger: silentLogger, owner: 'test', leaseMs: 60_000 },
    },
  };
};
