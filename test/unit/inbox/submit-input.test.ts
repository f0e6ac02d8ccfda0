import { makeSubmitInput, type InputToSubmit } from '../../../src/inbox/submit-input.ts';
import type { InboxEntry } from '../../../src/inbox/inbox.repository.ts';
import { Unavailable } from '../../../src/shared/errors.ts';

const at = new Date('2026-11-24T09:00:00.000Z');

const aCommand = (id: string, over: Partial<InputToSubmit> = {}): InputToSubmit => ({
  id,
  conversationId: 'cnv_1',
  body: { from: 'system', input: { type: 'command', id, command: { type: 'release', by: 'key' } } },
  ...over,
});

const aWorld = (known: readonly string[] = []) => {
  const stored: InboxEntry[][] = [];
  const worked: InboxEntry[] = [];
  let isDown = false;
  const submitInput = makeSubmitInput({
    inbox: {
      store: (entries) => {
        if (isDown) return Promise.reject(new Unavailable('the database does not answer'));
        stored.push([...entries]);
        return Promise.resolve(new Set(entries.map(({ id }) => id).filter((id) => !known.includes(id))));
      },
    },
    channelOf: (tenantId) => Promise.resolve(`chn_of_${tenantId}`),
    onStored: (entries) => worked.push(...entries),
    clock: { now: () => at },
  });
  return { submitInput, stored, worked, goDown: () => (isDown = true) };
};

describe('submitting inputs', () => {
  it('one: stored as pending for its conversation on the channel of the tenant, then worked', async () => {
    const { submitInput, stored, worked } = aWorld();

    await submitInput('t_1', aCommand('in_1'));

    expect(stored).toEqual([
      [
        {
          id: 'in_1',
          tenantId: 't_1',
          channelId: 'chn_of_t_1',
          conversationId: 'cnv_1',
          receivedAt: at,
          body: aCommand('in_1').body,
          status: 'pending',
          kind: 'system',
          seq: 0,
          reason: null,
        },
      ],
    ]);
    expect(worked).toEqual(stored[0]);
  });

  it('several: one write, in their order', async () => {
    const { submitInput, stored } = aWorld();

    await submitInput('t_1', aCommand('in_2'), aCommand('in_1'), aCommand('in_3'));

    expect(stored.map((entries) => entries.map(({ id }) => id))).toEqual([['in_2', 'in_1', 'in_3']]);
  });

  it('one that is known: not worked again', async () => {
    const { submitInput, worked } = aWorld(['in_1']);

    await submitInput('t_1', aCommand('in_1'), aCommand('in_2'));

    expect(worked.map(({ id }) => id)).toEqual(['in_2']);
  });

  it('one that names its channel: goes there', async () => {
    const { submitInput, stored } = aWorld();

    await submitInput('t_1', aCommand('in_1', { channelId: 'chn_other' }));

    expect(stored[0]?.[0]?.channelId).toBe('chn_other');
  });

  it('none: nothing is written', async () => {
    const { submitInput, stored, worked } = aWorld();

    await submitInput('t_1');

    expect([stored, worked]).toEqual([[], []]);
  });

  it('while the database is down: rejected, and nothing is worked', async () => {
    const { submitInput, worked, goDown } = aWorld();
    goDown();

    await expect(submitInput('t_1', aCommand('in_1'))).rejects.toBeInstanceOf(Unavailable);
    expect(worked).toEqual([]);
  });
});
