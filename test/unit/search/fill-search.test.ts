import { makeFillSearch } from '../../../src/search/fill-search.ts';
import { silentLogger } from '../../../src/shared/logger.ts';

describe('filling in what a search finds records by', () => {
  it('tenants of which one fails and one has records that cannot be opened: all are looked at, and both are logged', async () => {
    const lines: [object, string][] = [];
    const fill = makeFillSearch({
      search: {
        fillSome: async (tenantId) => {
          if (String(tenantId) === 'broken') throw new Error('not now');
          return { lookedAt: 3, unopened: String(tenantId) === 'shut' ? 2 : 0 };
        },
      },
      tenantIds: async () => ['broken', 'shut', 'whole'],
      logger: { ...silentLogger, error: (fields, message) => void lines.push([fields, message]) },
    });

    expect(await fill()).toBe(6);
    expect(lines).toEqual([
      [{ err: new Error('not now'), tenantId: 'broken' }, 'records could not be made findable'],
      [{ tenantId: 'shut', count: 2 }, 'records cannot be opened, no search finds them'],
    ]);
  });
});
