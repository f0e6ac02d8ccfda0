import { cameAt, isUnheard } from '../../../src/triggers/missed-tasks.ts';

const [received, due, laid] = ['09', '10', '11'].map((hour) => new Date(`2026-11-23T${hour}:00:00.000Z`)) as [
  Date,
  Date,
  Date,
];

describe('a decision that was not asked', () => {
  it('its deadline passed: work for staff where our own side was late, and not where it came too late', () => {
    expect(isUnheard('reconciliation.letter.ready', 'deadline_passed', true)).toBe(true);
    expect(isUnheard('reconciliation.letter.ready', 'deadline_passed')).toBe(false);
    expect(isUnheard('account.movement.posted', 'deadline_passed', true)).toBe(false);
  });

  it('it could be asked as it came, or when it asked to be; what a rule of ours laid aside, or failed, came before', () => {
    expect(cameAt({ receivedAt: received })).toBe(received);
    expect(cameAt({ receivedAt: received, dueAt: due })).toBe(due);
    expect(cameAt({ receivedAt: received, dueAt: laid, laidUntil: laid })).toBe(received);
    expect(cameAt({ receivedAt: received, dueAt: laid, hasFailed: true })).toBe(received);
  });
});
