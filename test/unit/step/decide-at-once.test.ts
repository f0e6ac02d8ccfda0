import type { Intent } from '../../../src/delivery/outbox-entry.ts';
import type { SendLane } from '../../../src/delivery/send-lane.ts';
import { decideAtOnce, entryAtOnce } from '../../../src/step/decide-at-once.ts';
import { aClaimed, aCommitOn, anOutput } from '../../support/builders-steps.ts';
import { anIntent } from '../../support/builders-work.ts';
import { minutes } from '../../support/records.ts';

const now = minutes(10);
const parts = (isClear = true, room: Record<SendLane, number> = { kept: 1, ordinary: 1 }) => ({
  openIntents: { isClear: () => isClear },
  deliveries: { roomFor: (lane: SendLane) => room[lane] },
  owner: 'me',
  leaseMs: 30_000,
});
const commitWith = (intents: readonly Intent[], relays: ReturnType<typeof anOutput>[] = []) =>
  aCommitOn(aClaimed({ relays }), { inputIds: ['in_1'], output: anOutput({ intents }) });
const due = anIntent({ notBefore: now });

describe('a step’s intent, sent at once', () => {
  it('the only one, due, of a clear conversation: the commit says who sends it and until when', () => {
    const commit = commitWith([due]);
    const decided = decideAtOnce(commit, parts(), now);
    const until = new Date(now.getTime() + 30_000);

    expect(decided).toEqual({ ...commit, relays: [{ ...commit.relays[0], atOnce: { owner: 'me', until } }] });
    expect(entryAtOnce(decided)).toMatchObject({
      ...due,
      state: 'sending',
      attempt: 1,
      owner: 'me',
      wakeAt: until,
    });
  });

  it('debts of earlier steps before it: they stay as they are, only the last is sent', () => {
    const earlier = anOutput({ rev: 0, intents: [anIntent({ id: 'cnv_1:0:0' })] });
    const decided = decideAtOnce(commitWith([due], [earlier]), parts(), now);

    expect(decided.relays[0]).toBe(earlier);
    expect(entryAtOnce(decided)?.id).toBe(due.id);
  });

  it.each([
    ['nothing to send', [], true],
    ['two of them', [due, anIntent({ id: 'cnv_1:1:1' })], true],
    ['not before a later instant', [{ ...due, notBefore: new Date(now.getTime() + 1) }], true],
    ['not to be sent at all', [{ ...due, suppressed: 'notices_stopped' }], true],
    ['an unsettled one before it', [due], false],
  ])('%s: the commit as it was, and its turn comes in the outbox', (_title, intents, isClear) => {
    const commit = commitWith(intents);
    const decided = decideAtOnce(commit, parts(isClear), now);

    expect(decided).toBe(commit);
    expect(entryAtOnce(decided)).toBeNull();
  });

  it('the process has its hands full of letters: an answer is sent at once, another letter is not', () => {
    const letter = { ...due, isUnasked: true as const };
    const full = parts(true, { kept: 1, ordinary: 0 });

    expect(entryAtOnce(decideAtOnce(commitWith([due]), full, now))?.id).toBe(due.id);
    expect(entryAtOnce(decideAtOnce(commitWith([letter]), full, now))).toBeNull();
  });

  it('an earlier step that was sent at once, this one sends nothing: none of this commit', () => {
    const earlier = anOutput({ rev: 0, intents: [due], atOnce: { owner: 'you', until: now } });

    expect(entryAtOnce(decideAtOnce(commitWith([], [earlier]), parts(), now))).toBeNull();
  });
});
