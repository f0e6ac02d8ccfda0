import { jest } from '@jest/globals';
import type { Repositories } from '../../../src/app/make-repositories.ts';
import { tellOfWrites } from '../../../src/app/tell-of-writes.ts';
import type { ChangeTeller } from '../../../src/changes/change.ts';
import type { StaffEdit } from '../../../src/staff/staff.repository.ts';
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

  it('a chat becomes somebody’s: told as a change of it; somebody was quicker: nothing is told', async () => {
    const repositories = repositoriesOf(() => Promise.resolve([]));
    const answers = [true, false];
    repositories.assignments.save = async () => answers.shift() ?? false;
    const teller = listener(true);
    tellOfWrites(repositories, teller);
    const assignment = { tenantId: 't_1', conversationId: 'cnv_1' } as never;

    await repositories.assignments.save(assignment, 0);
    await repositories.assignments.save(assignment, 0);
    expect(teller.note.mock.calls).toEqual([['t_1', { kind: 'conversation.changed', id: 'cnv_1' }]]);
  });

  it.each<[string, number, StaffEdit, unknown]>([
    ['shut out', 1, { isDisabled: true }, {}],
    ['given another role', 1, { role: 'clerk' }, {}],
    ['given the role they have', 0, { name: 'Ayşe', role: 'compliance', isDisabled: false }, {}],
    ['changed, by somebody else before', 0, { role: 'clerk' }, null],
    ['given an address that is taken', 0, { role: 'clerk', email: 'a@b.example' }, 'email_taken'],
  ])('somebody is %s: everything is read again %d times', async (_case, times, changes, edited) => {
    const repositories = repositoriesOf(() => Promise.resolve([]));
    repositories.staff.edit = async () => edited as never;
    const teller = listener(true);
    tellOfWrites(repositories, teller);
    const account = { tenantId: 't_1', role: 'compliance', isDisabled: false } as never;

    await repositories.staff.edit(account, changes);
    expect(teller.noteEverything.mock.calls).toEqual(Array.from({ length: times }, () => ['t_1']));
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
