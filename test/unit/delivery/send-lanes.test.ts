import fc from 'fast-check';
import type { BucketRepository } from '../../../src/delivery/bucket.repository.ts';
import { NumberPace } from '../../../src/delivery/number-pace.ts';
import { laneOf, ordinaryShare, type SendLane } from '../../../src/delivery/send-lane.ts';
import { SendQueue } from '../../../src/delivery/send-queue.ts';

describe('laneOf: what a part of the pace is kept for', () => {
  it.each([
    ['an answer of ours', { class: 'reply', author: 'bot' }, 'kept'],
    ['the receipt of a decision', { class: 'decision', author: 'bot' }, 'kept'],
    ['a text of staff', { class: 'reply', author: 'staff', isUnasked: true }, 'kept'],
    ['a letter of a run', { class: 'decision', author: 'bot', isUnasked: true }, 'ordinary'],
    ['a notice', { class: 'notify', author: 'bot', isUnasked: true }, 'ordinary'],
    ['a campaign', { class: 'bulk', author: 'bot', isUnasked: true }, 'ordinary'],
  ] as const)('%s', (_what, intent, lane) => {
    expect(laneOf(intent)).toBe(lane);
  });
});

const messages = (lane: SendLane, count: number) => Array.from({ length: count }, (_, n) => ({ lane, n }));

describe('SendQueue', () => {
  it('a run has taken all it may: an answer that comes behind it is sent at once', () => {
    const queue = new SendQueue<{ lane: SendLane; n: number }>(10);
    for (const letter of messages('ordinary', 100)) queue.add(letter);
    const begun = messages('ordinary', 100).map(() => queue.next());
    expect(begun.filter((one) => one !== null)).toHaveLength(8);
    const answer = { lane: 'kept' as const, n: 1 };
    queue.add(answer);
    expect(queue.next()).toBe(answer);
    expect(queue.next()).toBeNull();
  });

  it('only answers: they have every call', () => {
    const queue = new SendQueue<{ lane: SendLane; n: number }>(10);
    for (const answer of messages('kept', 20)) queue.add(answer);
    expect(messages('kept', 20).filter(() => queue.next() !== null)).toHaveLength(10);
  });

  it('one call alone: letters go as well', () => {
    const queue = new SendQueue<{ lane: SendLane; n: number }>(1);
    for (const letter of messages('ordinary', 2)) queue.add(letter);
    expect([queue.next(), queue.next()]).toEqual([{ lane: 'ordinary', n: 0 }, null]);
  });

  it('any order of coming, going and ending: calls and room within bounds, each lane in its order, nothing lost', () => {
    const step = fc.constantFrom('kept', 'ordinary', 'next', 'done');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(step, { maxLength: 200 }), (calls, steps) => {
        const queue = new SendQueue<{ lane: SendLane; n: number }>(calls);
        const seen: Record<SendLane, number[]> = { kept: [], ordinary: [] };
        const running: { lane: SendLane; n: number }[] = [];
        let n = 0;
        for (const what of steps) {
          const item = what === 'next' ? queue.next() : null;
          const ended = what === 'done' ? running.shift() : undefined;
          if (what === 'kept' || what === 'ordinary') queue.add({ lane: what, n: (n += 1) });
          if (item !== null) {
            seen[item.lane].push(item.n);
            running.push(item);
          }
          if (ended !== undefined) queue.done(ended);
          const ordinary = running.filter(({ lane }) => lane === 'ordinary').length;
          expect(running.length).toBeLessThanOrEqual(calls);
          expect(ordinary).toBeLessThanOrEqual(Math.max(1, Math.floor(calls * ordinaryShare)));
          expect(queue.roomFor('ordinary')).toBeLessThanOrEqual(queue.roomFor('kept'));
        }
        for (const lane of ['kept', 'ordinary'] as const)
          expect(seen[lane]).toEqual([...seen[lane]].sort((a, b) => a - b));
        expect(seen.kept.length + seen.ordinary.length + queue.drain().length).toBe(n);
      }),
    );
  });

  it('letters have filled their room: there is room for answers', () => {
    const queue = new SendQueue<{ lane: SendLane; n: number }>(10);
    for (let n = 0; queue.roomFor('ordinary') > 0; n += 1) queue.add({ lane: 'ordinary', n });
    expect(queue.roomFor('kept')).toBe(8);
  });
});

/** The bucket of the database, with the clock of the test: filled evenly, an eighth of a second's worth saved up. */
const bucketsAt = (time: { now: number }): BucketRepository => {
  const known = new Map<string, { tokens: number; at: number }>();
  return {
    take: (key, want, ratePerSecond) => {
      const most = Math.max(1, ratePerSecond / 8);
      const last = known.get(key) ?? { tokens: most, at: time.now };
      const tokens = Math.min(most, last.tokens + ((time.now - last.at) / 1_000) * ratePerSecond);
      const granted = Math.min(want, Math.floor(tokens));
      known.set(key, { tokens: tokens - granted, at: time.now });
      return Promise.resolve({ granted, waitMs: granted > 0 ? 0 : Math.ceil(1_000 / ratePerSecond) });
    },
    pause: () => Promise.resolve(),
  };
};

describe('the pace of a number', () => {
  const perSecond = 80;
  const seconds = 60;

  /** As many as the pace gives in each tenth of a second, letters first. */
  const sendFor = async (wanted: { letters: number; answers: number }) => {
    const time = { now: 0 };
    const pace = new NumberPace(bucketsAt(time), perSecond, () => time.now);
    const sent: Record<SendLane, number> = { ordinary: 0, kept: 0 };
    const takeUpTo = async (count: number, lane: SendLane): Promise<void> => {
      for (let n = 0; n < count; n += 1) {
        if ((await pace.take('chn_1', lane)) > 0) return;
        sent[lane] += 1;
      }
    };
    for (let tick = 0; tick < seconds * 10; tick += 1) {
      time.now += 100;
      await takeUpTo(wanted.letters, 'ordinary');
      await takeUpTo(wanted.answers, 'kept');
    }
    return sent;
  };

  it('a run without end: it uses four fifths, never more', async () => {
    const { ordinary } = await sendFor({ letters: 1_000, answers: 0 });
    expect(ordinary).toBeLessThanOrEqual(seconds * perSecond * ordinaryShare + perSecond / 8);
    expect(ordinary).toBeGreaterThan(seconds * perSecond * ordinaryShare * 0.85);
  });

  it('answers beside a run without end: a fifth of the pace is theirs', async () => {
    const { kept } = await sendFor({ letters: 1_000, answers: 1 });
    // One in each tenth of a second is less than a fifth of 80: none of them waits.
    expect(kept).toBe(seconds * 10);
  });

  it('answers alone: they may have the whole pace', async () => {
    const { kept } = await sendFor({ letters: 0, answers: 1_000 });
    expect(kept).toBeGreaterThan(seconds * perSecond * 0.9);
  });
});
