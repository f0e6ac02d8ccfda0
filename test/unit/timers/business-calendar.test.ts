import fc from 'fast-check';
import {
  addBusinessDays,
  atLocalTime,
  endOfLocalDate,
  isBusinessDay,
  localDate,
} from '../../../src/timers/business-calendar.ts';

const zone = 'Europe/Istanbul';

describe('business days in Türkiye', () => {
  it.each([
    ['2026-11-23', true],
    ['2026-11-28', false],
    ['2026-11-29', false],
    ['2026-10-29', false],
    ['2026-05-27', false],
    ['2027-03-10', false],
    ['2026-10-28', true],
  ])('%s: %s', (date, expected) => {
    expect(isBusinessDay(new Date(`${date}T09:00:00Z`), { timeZone: zone })).toBe(expected);
  });

  it('R29: added over a weekend and a holiday: skipped, the local time kept', () => {
    const friday = new Date('2026-10-23T07:30:00Z');
    expect(addBusinessDays(friday, 1, { timeZone: zone }).toISOString()).toBe('2026-10-26T07:30:00.000Z');
    expect(addBusinessDays(friday, 4, { timeZone: zone }).toISOString()).toBe('2026-10-30T07:30:00.000Z');
  });

  it('forward any number: lands on a business day, and the same number back is not later', () => {
    const instants = fc.date({
      min: new Date('2026-01-02T00:00:00Z'),
      max: new Date('2027-10-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 30 }), (from, days) => {
        const to = addBusinessDays(from, days, { timeZone: zone });
        expect(isBusinessDay(to, { timeZone: zone })).toBe(true);
        expect(to.getTime() - from.getTime()).toBeGreaterThanOrEqual(days * 86_400_000);
        if (isBusinessDay(from, { timeZone: zone }))
          expect(addBusinessDays(to, -days, { timeZone: zone })).toEqual(from);
      }),
    );
  });
});

describe('local dates', () => {
  it('just before and after midnight in Istanbul: two dates, whatever UTC says', () => {
    expect(localDate(new Date('2026-11-23T20:59:59Z'), zone)).toBe('2026-11-23');
    expect(localDate(new Date('2026-11-23T21:00:00Z'), zone)).toBe('2026-11-24');
  });

  it('the end of a date and a time of a date: instants in the zone, across summer time too', () => {
    expect(endOfLocalDate('2026-12-08', zone).toISOString()).toBe('2026-12-08T20:59:59.000Z');
    expect(endOfLocalDate('2026-03-29', 'Europe/Berlin').toISOString()).toBe('2026-03-29T21:59:59.000Z');
    expect(atLocalTime('2026-10-25', 9, 'Europe/Berlin').toISOString()).toBe('2026-10-25T08:00:00.000Z');
  });
});
