import type { DeadLetterDesk } from '../../../src/deadletters/close-dead-letters.ts';
import { deadLetterIdOf, sourceOfDeadLetter } from '../../../src/deadletters/dead-letter.ts';
import fc from 'fast-check';
import { fakeClock } from '../../support/app-ports.ts';
import { tenantA, tenantB } from '../../support/builders-api.ts';
import { aDeadLetter, deadLetterPorts } from '../../support/dead-letter-ports.ts';
import { nothingHeld, type Held } from '../../support/held.ts';

const caller = { tenantId: tenantA, by: 'key:1', seesCompliance: false };

const deskOver = (held: Held): Pick<DeadLetterDesk, 'find' | 'replay' | 'replayAll' | 'drop'> =>
  deadLetterPorts(held, fakeClock()).deadLetterDesk;

const many = (count: number): Held => ({
  ...nothingHeld(),
  deadLetters: Array.from({ length: count }, (_, n) =>
    aDeadLetter({ id: deadLetterIdOf('callback', `msg_${String(n).padStart(5, '0')}`) }),
  ),
});

describe('closing dead letters', () => {
  it('more than one call takes: five hundred, and the rest with the next one', async () => {
    const held = many(730);
    const desk = deskOver(held);

    expect(await desk.replayAll(caller, { kind: 'callback' })).toEqual({
      ...{ replayed: 500, notReady: 0, more: true },
    });
    expect(await desk.replayAll(caller, { kind: 'callback' })).toEqual({
      ...{ replayed: 230, notReady: 0, more: false },
    });
    expect(held.deadLetters.every(({ state, replays }) => state === 'replayed' && replays === 1)).toBe(true);
  });

  it('some that nobody can read among them: they stay, the others go', async () => {
    const held = many(4);
    held.unreadable.push(held.deadLetters[0]?.id ?? '', held.deadLetters[2]?.id ?? '');

    expect(await deskOver(held).replayAll(caller, { kind: 'callback' })).toEqual({
      ...{ replayed: 2, notReady: 2, more: false },
    });
    expect(held.deadLetterNotes).toHaveLength(2);
  });

  it('an input that can be read by now: who put it back is on record before it is taken', async () => {
    const held = many(1);
    held.readable.push(held.deadLetters[0]?.id ?? '');
    await deskOver(held).replay(caller, held.deadLetters[0]?.id ?? '');

    expect(held.deadLetterNotes).toEqual([`replayed ${held.deadLetters[0]?.id} key:1`, 'taken']);
  });

  it('messages that may have arrived: sent again only under their own reason', async () => {
    const held: Held = {
      ...nothingHeld(),
      deadLetters: ['unknown_outcome', 'rejected'].map((reason) =>
        aDeadLetter({ id: deadLetterIdOf('callback', reason), reason }),
      ),
    };
    const desk = deskOver(held);

    expect(await desk.replayAll(caller, { kind: 'callback' })).toMatchObject({ replayed: 1, notReady: 1 });
    expect(await desk.replayAll(caller, { reason: 'unknown_outcome' })).toMatchObject({ replayed: 1 });
  });

  it('replayed and dropped: each is noted with who did it, and a repetition is not', async () => {
    const held = { ...nothingHeld(), deadLetters: [aDeadLetter(), aDeadLetter({ id: 'dl_callback_Yg' })] };
    const desk = deskOver(held);
    for (let time = 0; time < 2; time += 1) {
      await desk.replay(caller, aDeadLetter().id);
      await desk.drop(caller, 'dl_callback_Yg', 'Elle bildirildi');
    }

    expect(held.deadLetterNotes).toEqual([
      `replayed ${aDeadLetter().id} key:1`,
      'dropped dl_callback_Yg key:1 Elle bildirildi',
    ]);
    await expect(desk.drop(caller, aDeadLetter().id, 'x')).rejects.toMatchObject({
      ...{ code: 'dead_letter_closed' },
    });
  });

  it('of the compliance compartment, or of another tenant: as if it were not there', async () => {
    const held = { ...nothingHeld(), deadLetters: [aDeadLetter({ isForCompliance: true })] };
    const desk = deskOver(held);
    const { id } = aDeadLetter();

    for (const who of [caller, { ...caller, tenantId: tenantB, seesCompliance: true }])
      for (const act of [desk.find(who, id), desk.replay(who, id), desk.drop(who, id, 'x')])
        await expect(act).rejects.toMatchObject({ code: 'not_found' });
    expect(await desk.replayAll(caller, { kind: 'callback' })).toMatchObject({ replayed: 0 });
    expect(await desk.find({ ...caller, seesCompliance: true }, id)).toMatchObject({ id });
  });

  it('ids: name what was given up, whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (sourceId) => {
        fc.pre(Buffer.from(sourceId).toString() === sourceId);
        const id = deadLetterIdOf('event', sourceId);
        expect(id).toMatch(/^[A-Za-z0-9][\w-]*$/);
        expect(sourceOfDeadLetter(id)).toEqual({ kind: 'event', sourceId });
      }),
    );
  });
});
