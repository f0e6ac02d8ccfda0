import { levelOf } from '../../../src/pricing/budget.ts';
import { hourOf, recountAt } from '../../../src/pricing/cost-hour.ts';
import { localMonth, monthAround } from '../../../src/pricing/local-month.ts';

describe('levelOf', () => {
  it.each([
    ['0', 'within'],
    ['7.9999', 'within'],
    ['8', 'warned'],
    ['9.999999', 'warned'],
    ['10.00', 'exhausted'],
    ['11', 'exhausted'],
  ])('%s of 10 with a warning at 80 %%: %s', (spent, level) => {
    expect(levelOf({ amount: '10', warnAtPercent: 80 }, spent)).toBe(level);
  });

  it('a budget of nothing: used up from the beginning', () => {
    expect(levelOf({ amount: '0', warnAtPercent: 80 }, '0')).toBe('exhausted');
  });
});

describe('months', () => {
  it('the last evening of November in London is December in Istanbul', () => {
    const at = new Date('2026-11-30T21:30:00Z');
    expect([localMonth(at, 'Europe/Istanbul'), localMonth(at, 'Europe/London')]).toEqual([
      '2026-12',
      '2026-11',
    ]);
    expect(monthAround(at, 'Europe/Istanbul')).toEqual({
      from: new Date('2026-11-30T21:00:00Z'),
      to: new Date('2026-12-31T21:00:00Z'),
    });
  });
});

describe('recountAt', () => {
  const hour = new Date('2026-11-23T07:00:00Z');
  it.each([
    ['in its own hour', '2026-11-23T07:30:00Z', '2026-11-23T10:00:00.000Z'],
    ['after two hours', '2026-11-23T10:00:00Z', '2026-11-24T08:00:00.000Z'],
    ['after eight days', '2026-12-01T09:00:00Z', '2026-12-24T08:00:00.000Z'],
  ])('counted %s (%s): again at %s', (_what, now, next) => {
    expect(recountAt(hour, new Date(now))?.toISOString()).toBe(next);
  });

  it('counted after a month: never again', () => {
    expect(recountAt(hour, new Date('2026-12-24T08:00:00Z'))).toBeNull();
  });

  it('hourOf: the beginning of the hour', () => {
    expect(hourOf(new Date('2026-11-23T07:59:59.999Z'))).toEqual(hour);
  });
});
