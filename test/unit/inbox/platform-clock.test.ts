import { PlatformClock } from '../../../src/inbox/platform-clock.ts';
import { silentLogger } from '../../../src/shared/logger.ts';

const now = new Date('2026-11-24T10:00:00.000Z');
const after = (ms: number): Date => new Date(now.getTime() + ms);
const minute = 60_000;

describe('the clock of this machine beside the platform', () => {
  it('nothing seen, or times of a moment ago: they agree', () => {
    const clock = new PlatformClock(silentLogger);
    expect(clock.agrees(now)).toBe(true);
    for (let n = 0; n < 10; n += 1) clock.note(after(-2_000), now);
    expect([clock.agrees(now), clock.aheadMs(now)]).toEqual([true, 0]);
  });

  it('one time a quarter of an hour ahead: they disagree, until it is long past', () => {
    const clock = new PlatformClock(silentLogger);
    clock.note(after(15 * minute), now);
    expect([clock.agrees(now), clock.aheadMs(now)]).toEqual([false, 15 * minute]);
    expect(clock.agrees(after(11 * minute))).toBe(true);
  });

  it('one late message among fresh ones, or a few late ones: they agree; nothing but late ones: not', () => {
    const mixed = new PlatformClock(silentLogger);
    for (const late of [-20, -30, -0.1, -40, -50, -60]) mixed.note(after(late * minute), now);
    const few = new PlatformClock(silentLogger);
    few.note(after(-20 * minute), now);
    const late = new PlatformClock(silentLogger);
    for (let n = 0; n < 6; n += 1) late.note(after((-15 - n) * minute), now);

    expect([mixed.agrees(now), few.agrees(now), late.agrees(now)]).toEqual([true, true, false]);
    expect(late.aheadMs(now)).toBe(-15 * minute);
  });

  it('a disagreement: in the log once a minute', () => {
    const lines: unknown[] = [];
    const clock = new PlatformClock({
      ...silentLogger,
      error: (...line: unknown[]) => void lines.push(line),
    });
    for (const seconds of [0, 1, 30, 61]) clock.note(after(20 * minute), after(seconds * 1_000));
    expect(lines).toHaveLength(2);
  });
});
