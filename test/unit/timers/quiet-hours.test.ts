import fc from 'fast-check';
import { afterQuietHours, noQuietHours, type QuietHours } from '../../../src/timers/quiet-hours.ts';

const zone = 'Europe/Istanbul';
const standard: QuietHours = { hours: { from: 20 * 60, until: 9 * 60 }, sundays: true };
const at = (text: string): Date => new Date(text);
const moved = (text: string, quiet = standard): string =>
  afterQuietHours(at(text), quiet, zone).toISOString();

describe('quiet hours of 20:00 to 09:00 and Sundays in Istanbul', () => {
  it.each([
    ['a weekday at noon', '2026-11-23T09:00:00.000Z', '2026-11-23T09:00:00.000Z'],
    ['the first quiet minute', '2026-11-23T17:00:00.000Z', '2026-11-24T06:00:00.000Z'],
    ['the last quiet minute', '2026-11-24T05:59:59.000Z', '2026-11-24T06:00:00.000Z'],
    ['nine o’clock', '2026-11-24T06:00:00.000Z', '2026-11-24T06:00:00.000Z'],
    ['after midnight', '2026-11-24T00:30:00.000Z', '2026-11-24T06:00:00.000Z'],
    ['Saturday night', '2026-11-28T18:00:00.000Z', '2026-11-30T06:00:00.000Z'],
    ['Sunday noon', '2026-11-29T09:00:00.000Z', '2026-11-30T06:00:00.000Z'],
  ])('%s: %s moves to %s', (_name, from, to) => {
    expect(moved(from)).toBe(to);
  });

  it('none: nothing moves', () => {
    expect(moved('2026-11-29T23:00:00.000Z', noQuietHours)).toBe('2026-11-29T23:00:00.000Z');
  });
});

describe('any quiet hours', () => {
  const quiet = fc.record({
    hours: fc.option(
      fc.record({ from: fc.nat(1_439), until: fc.nat(1_439) }).filter(({ from, until }) => from !== until),
    ),
    sundays: fc.boolean(),
  });
  const zones = fc.constantFrom('Europe/Istanbul', 'Europe/Berlin', 'America/New_York', 'Asia/Dubai');
  const instants = fc.date({
    min: at('2026-01-01T00:00:00Z'),
    max: at('2027-12-31T00:00:00Z'),
    noInvalidDate: true,
  });

  it('R29: move an instant never back, at most two days and a night, and only once', () => {
    fc.assert(
      fc.property(quiet, zones, instants, (hours, timeZone, instant) => {
        const once = afterQuietHours(instant, hours, timeZone);
        expect(once.getTime()).toBeGreaterThanOrEqual(instant.getTime());
        expect(once.getTime() - instant.getTime()).toBeLessThanOrEqual(3 * 24 * 3_600_000);
        expect(afterQuietHours(once, hours, timeZone)).toEqual(once);
      }),
    );
  });

  it('instants one after the other, within minutes and in two zones: each as if it were the first that is asked', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: -90_000, max: 150_000 }), zones), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(quiet, instants, steps, (hours, first, asked) => {
        let instant = first.getTime();
        for (const [ms, timeZone] of asked) {
          instant += ms;
          const alone = afterQuietHours(new Date(instant), { ...hours }, timeZone);
          expect(afterQuietHours(new Date(instant), hours, timeZone)).toEqual(alone);
        }
      }),
    );
  });
});
