import { jest } from '@jest/globals';
import type { Repositories } from '../../../src/app/make-repositories.ts';
import { tellOfWrites } from '../../../src/app/tell-of-writes.ts';
import type { ChangeTeller } from '../../../src/changes/change.ts';
import { aNote } from '../../support/staff-records.ts';

/** Repositories whose writes succeed and whose look-ups do as they are told. */
const repositoriesOf = (lookUp: () => Promise<unknown>): Repositories => {
  const repository = () =>
    new Proxy<Record<string, unknown>>(
      {},
      {
        get: (own, name) => own[String(name)] ?? (/^find/.test(String(name)) ? lookUp : async () => ['done']),
      },
    );
  const made = new Map<string, unknown>();
  return new Proxy(
    {},
    {
      get: (_own, name) => {
        const key = String(name);
        if (!made.has(key)) made.set(key, repository());
        return made.get(key);
      },
    },
  ) as unknown as Repositories;
};

const listener = (isAwake: boolean) => ({
  isAwake,
  note: jest.fn<ChangeTeller['note']>(),
  noteEverything: jest.fn<ChangeTeller['noteEverything']>(),
});

const status = { providerMessageId: 'wamid.1', intentId: null } as unknown as Parameters<
  Repositories['outbox']['applyStatuses']
>[1][number];

describe('what listeners hear of writes', () => {
  it('a look-up that fails after the write: the write is answered as it came out, and everything is read again', async () => {
    const repositories = repositoriesOf(() => Promise.reject(new Error('no database')));
    const teller = listener(true);
    tellOfWrites(repositories, teller);

    await expect(repositories.outbox.applyStatuses('t_1', [status])).resolves.toEqual(['done']);
    expect(teller.noteEverything.mock.calls).toEqual([['t_1']]);
    expect(teller.note).not.toHaveBeenCalled();
  });

  it('a listener that throws: the write is answered as it came out', async () => {
    const repositories = repositoriesOf(() => Promise.resolve([]));
    const teller = listener(true);
    teller.note.mockImplementation(() => {
      throw new Error('a fault of the listener');
    });
    tellOfWrites(repositories, teller);

    await expect(repositories.customers.upsert({ tenantId: 't_1', ref: 'C001' } as never)).resolves.toEqual([
      'done',
    ]);
  });

  it('an internal note is written: its id and its chat are told, nothing of its words', async () => {
    const repositories = repositoriesOf(() => Promise.resolve([]));
    const teller = listener(true);
    tellOfWrites(repositories, teller);

    await repositories.notes.add(aNote());
    expect(teller.note.mock.calls).toEqual([
      [aNote().tenantId, { kind: 'note.changed', id: 'not_1', conversationId: 'cnv_1' }],
    ]);
  });

  it('nobody listens: nothing is looked up and nothing noted', async () => {
    const lookUp = jest.fn(() => Promise.resolve([]));
    const repositories = repositoriesOf(lookUp);
    const teller = listener(false);
    tellOfWrites(repositories, teller);

    await repositories.outbox.applyStatuses('t_1', [status]);
    expect(lookUp).not.toHaveBeenCalled();
    expect(teller.note).not.toHaveBeenCalled();
  });
});
