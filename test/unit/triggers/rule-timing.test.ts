import { actingAt, durationOf } from '../../../src/triggers/rule-timing.ts';

const zone = 'Europe/Istanbul';

describe('durations of rules', () => {
  it.each([
    ['PT0S', 0],
    ['PT10M', 600_000],
    ['P1D', 86_400_000],
    ['P1DT2H3M4S', 93_784_000],
    ['PT90M', 5_400_000],
  ])('%s: %d ms', (text, expected) => {
    expect(durationOf(text)).toBe(expected);
  });

  it.each(['', 'P', 'PT', 'P1DT', '1D', 'P1W', 'P1M', 'PT1.5H', 'P-1D', 'pt1h', 'PT1H ', 'P1Y'])(
    '%j: none',
    (text) => {
      expect(durationOf(text)).toBeNull();
    },
  );
});

describe('when a rule acts', () => {
  const at = (instant: string, wait: Parameters<typeof actingAt>[1]): string =>
    actingAt(new Date(instant), wait, { timeZone: zone }).toISOString();

  it('after a time, then in office hours of the zone: the first instant that is both', () => {
    expect(at('2026-11-23T10:00:00+03:00', { for: null, until: null })).toBe('2026-11-23T07:00:00.000Z');
    expect(at('2026-11-23T10:00:00+03:00', { for: 'PT2H', until: null })).toBe('2026-11-23T09:00:00.000Z');
    expect(at('2026-11-23T10:00:00+03:00', { for: 'PT9H', until: 'business_hours' })).toBe(
      '2026-11-24T06:00:00.000Z',
    );
    expect(at('2026-11-27T17:59:59+03:00', { for: null, until: 'business_hours' })).toBe(
      '2026-11-27T14:59:59.000Z',
    );
    expect(at('2026-11-27T18:00:00+03:00', { for: null, until: 'business_hours' })).toBe(
      '2026-11-30T06:00:00.000Z',
    );
  });
});
