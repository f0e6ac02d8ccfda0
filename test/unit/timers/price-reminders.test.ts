import { scheduleOf } from '../../../src/timers/request-schedule.ts';

const opened = new Date('2026-11-24T11:20:00.000Z');
const remindersOf = (minutes: number): string[] =>
  scheduleOf({
    variant: 'transaction',
    openedAt: opened,
    deadline: null,
    receivedAt: null,
    priceValidUntil: new Date(opened.getTime() + minutes * 60_000).toISOString(),
    timeZone: 'Europe/Istanbul',
    quietHours: { hours: null, sundays: false },
  }).reminders.map((at) => at.toISOString());

describe('reminders of a price that holds for minutes', () => {
  it('half-time with five minutes or more to go: one reminder there', () => {
    expect(remindersOf(15)).toEqual(['2026-11-24T11:27:30.000Z']);
    expect(remindersOf(10)).toEqual(['2026-11-24T11:25:00.000Z']);
  });

  it('less: none', () => {
    expect(remindersOf(9)).toEqual([]);
    expect(remindersOf(1)).toEqual([]);
  });
});
