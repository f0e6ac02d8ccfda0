import { makeAcceptUnits } from '../../../src/inbox/accept-units.ts';
import type { InboundUnit, ParsedUnit } from '../../../src/vocabulary/inbound-unit.ts';
import type { InboxEntry, InboxRepository } from '../../../src/inbox/inbox.repository.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { anInboundMessage } from '../../support/builders-work.ts';

const now = '2026-11-24T10:00:00.000Z';
const day = 86_400_000;

const parsed = (unit: InboundUnit, changes: Partial<ParsedUnit> = {}): ParsedUnit => ({
  dedupeSource: `m:${JSON.stringify(unit).length}`,
  phoneNumberId: '41',
  unit,
  raw: '{}',
  ...changes,
});

/** `known`: ids of entries that are there already; `written`: statuses that need no entry. */
const accept = async (
  units: readonly ParsedUnit[],
  known: readonly string[] = [],
  written: readonly string[] = [],
) => {
  const stored: InboxEntry[] = [];
  const unrouted: string[] = [];
  const announced: string[] = [];
  const channel = { tenantId: 't_demo', channelId: 'chn_1' };
  const inbox: Pick<InboxRepository, 'store'> = {
    store: (entries) => {
      stored.push(...entries);
      return Promise.resolve(new Set(entries.map(({ id }) => id).filter((id) => !known.includes(id))));
    },
  };
  await makeAcceptUnits({
    findChannel: (id) => Promise.resolve(id === '41' ? channel : null),
    accountChannel: () => Promise.resolve(channel),
    pseudonym: (tenantId, text) => `${tenantId}/${text}`,
    deploymentPseudonym: (text) => `us/${text}`,
    // Only what accepting uses; the rest of the port is not touched.
    inbox: inbox as InboxRepository,
    noteProgress: (_tenantId, units) => Promise.resolve(units.map(({ status }) => written.includes(status))),
    unrouted: {
      store: (entries) => {
        unrouted.push(...entries.map(({ id }) => id));
        return Promise.resolve();
      },
    },
    platformClock: { note: () => undefined },
    logger: silentLogger,
    onStored: (entries) => announced.push(...entries.map(({ id }) => id)),
    maxAgeMs: 8 * day,
    maxAheadMs: 600_000,
  })(units, new Date(now));
  return { stored, unrouted, announced };
};

const at = (offsetMs: number): Date => new Date(new Date(now).getTime() + offsetMs);

describe('accepting a webhook', () => {
  it.each([
    ['of now', anInboundMessage({ at: at(0) }), 'pending', null],
    ['without a time', anInboundMessage({ at: null }), 'pending', null],
    ['just inside eight days', anInboundMessage({ at: at(-8 * day) }), 'pending', null],
    ['older than eight days', anInboundMessage({ at: at(-8 * day - 1) }), 'stale', 'too_old'],
    ['from the future', anInboundMessage({ at: at(600_001) }), 'stale', 'from_the_future'],
    ['of a group', anInboundMessage({ groupId: 'g1' }), 'pending', null],
    ['of a group, too old', anInboundMessage({ groupId: 'g1', at: at(-9 * day) }), 'stale', 'too_old'],
    [
      'of a kind nobody knows',
      { kind: 'unrecognised', field: 'x', reason: 'y' },
      'quarantined',
      'unrecognised',
    ],
    ['about what is no news', { kind: 'account', field: 'calls', at: null }, 'recorded', null],
    [
      'with news, however old',
      {
        kind: 'account',
        field: 'account_update',
        at: at(-30 * day),
        news: { event: 'X', subject: null, standing: null, details: '{}' },
      },
      'pending',
      null,
    ],
  ] as const)('a unit %s: kept as it stands', async (_name, unit, status, reason) => {
    const { stored, announced } = await accept([parsed(unit)]);

    expect(stored).toHaveLength(1);
    expect(stored[0]).toMatchObject({ status, reason, tenantId: 't_demo', channelId: 'chn_1' });
    expect(announced).toHaveLength(status === 'pending' ? 1 : 0);
  });

  it('a unit that is known already: stored again without being worked again', async () => {
    const unit = parsed(anInboundMessage());
    const { announced } = await accept([unit], [`in_t_demo/${unit.dedupeSource}`]);

    expect(announced).toEqual([]);
  });

  it('a number nobody has set up: kept aside, the rest of the body stored', async () => {
    const { stored, unrouted } = await accept([
      parsed(anInboundMessage(), { phoneNumberId: '99', dedupeSource: 'a' }),
      parsed(anInboundMessage(), { dedupeSource: 'b' }),
    ]);

    expect(unrouted).toEqual(['unr_us/a']);
    expect(stored.map(({ id }) => id)).toEqual(['in_t_demo/b']);
  });

  it('several units: in the order of the body', async () => {
    const units = ['a', 'b', 'c'].map((dedupeSource) => parsed(anInboundMessage(), { dedupeSource }));
    const { stored } = await accept(units);

    const seqs = stored.map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(new Set(seqs).size).toBe(3);
  });

  it('statuses that are written where they belong: no entry; the others of the same body are stored', async () => {
    const units = ['sent', 'delivered', 'failed'].map((status) =>
      parsed(
        {
          ...{ kind: 'status', messageId: 'wamid.1', status, at: at(0), callbackData: 'v1.cnv:1:0.1' },
          ...{ errors: [], recipient: { phone: null, userId: null }, participant: null },
        } as unknown as ParsedUnit['unit'], // what accepting reads of it
        { dedupeSource: status },
      ),
    );
    const { stored, announced } = await accept(units, [], ['sent', 'delivered']);

    expect(stored.map(({ id }) => id)).toEqual(['in_t_demo/failed']);
    expect(announced).toEqual(['in_t_demo/failed']);
  });

  it('statuses that are too old: stored as that, whatever they say', async () => {
    const unit = { kind: 'status', messageId: 'wamid.1', status: 'sent', at: at(-8 * day - 1), errors: [] };
    const { stored } = await accept([parsed(unit as unknown as ParsedUnit['unit'])], [], ['sent']);

    expect(stored.map(({ status }) => status)).toEqual(['stale']);
  });
});
