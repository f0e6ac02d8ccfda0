import { groupNames, groupOf } from '../../../console/src/places/today/groups.ts';
import {
  kindOf,
  noticeKinds,
  reasonsOfKinds,
  type NoticeKind,
} from '../../../src/notifications/notice-kinds.ts';
import { defaultChoices, type NoticeChoices } from '../../../src/notifications/notice-settings.ts';
import { planNotices, type Listener } from '../../../src/notifications/plan-notices.ts';
import type { UntoldTask } from '../../../src/notifications/untold-task.repository.ts';
import { noCredentials, type StaffAccount } from '../../../src/staff/staff-account.ts';
import { aStaffAccount } from '../../support/staff-accounts.ts';
import { aTask } from '../../support/staff-records.ts';

const timeZone = 'Europe/Istanbul';
/** A Tuesday; Istanbul is three hours ahead. */
const at = (localTime: string, day = '01'): Date => new Date(`2026-12-${day}T${localTime}:00+03:00`);
const noon = { now: at('12:00'), timeZone };

const credentials = { ...noCredentials, oidc: { issuer: 'https://id.example', sub: '1' } };
const person = (
  id: string,
  changes: Partial<StaffAccount> = {},
  choices: Partial<NoticeChoices> = {},
): Listener => {
  const account = aStaffAccount({ id, credentials, ...changes });
  return { account, choices: { ...defaultChoices(account.role), ...choices }, reachedBy: ['email'] };
};
const modes = (mode: 'off' | 'at_once' | 'digest') =>
  Object.fromEntries(noticeKinds.map((kind) => [kind, mode])) as NoticeChoices['kinds'];
const opened = (changes: Parameters<typeof aTask>[1] = {}): UntoldTask => ({
  task: aTask('tsk_1', changes),
  untold: 'opened',
});
const toldOf = (news: UntoldTask, listeners: readonly Listener[], when = noon): string[] =>
  planNotices(news, listeners, when).map(({ staffId }) => staffId);

describe('who is told', () => {
  const clerk = person('stf_clerk', { role: 'clerk' });
  const compliance = person('stf_mlro', { role: 'compliance' });
  const owner = person('stf_owner', { role: 'owner' });
  const auditor = person('stf_auditor', { role: 'auditor' }, { kinds: modes('off') });

  it('of a task: everybody who works tasks and wants it', () => {
    expect(toldOf(opened(), [clerk, compliance, owner, auditor])).toEqual([
      'stf_clerk',
      'stf_mlro',
      'stf_owner',
    ]);
  });

  it('of the compartment: whoever may see it, not even the owner', () => {
    const [notice, ...more] = planNotices(
      opened({ role: 'compliance', urgent: true }),
      [clerk, compliance, owner],
      noon,
    );
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ staffId: 'stf_mlro', kind: 'compliance' });
  });

  it.each<[string, Partial<StaffAccount>]>([
    ['shut out', { isDisabled: true }],
    ['never signed in', { credentials: noCredentials }],
  ])('nobody who is %s', (_, changes) => {
    expect(toldOf(opened(), [person('stf_1', changes), clerk])).toEqual(['stf_clerk']);
  });

  it('of what was given to somebody: them alone, or nobody where they are gone', () => {
    const given = (holder: string): UntoldTask => ({
      task: aTask('tsk_1', { owner: `staff:${holder}`, status: 'claimed', rev: 1 }),
      untold: 'assigned',
    });
    expect(toldOf(given('stf_clerk'), [clerk, owner])).toEqual(['stf_clerk']);
    expect(toldOf(given('stf_gone'), [clerk, owner])).toEqual([]);
  });

  it('of what is overdue: whoever has it; everybody when nobody has it, or whoever had it is gone', () => {
    const late = (holder: string | null): UntoldTask => ({
      task: aTask('tsk_1', { owner: holder, escalations: 1 }),
      untold: 'escalated',
    });
    expect(toldOf(late('staff:stf_clerk'), [clerk, owner])).toEqual(['stf_clerk']);
    expect(toldOf(late(null), [clerk, owner])).toEqual(['stf_clerk', 'stf_owner']);
    expect(toldOf(late('staff:stf_gone'), [clerk, owner])).toEqual(['stf_clerk', 'stf_owner']);
  });

  it('nobody by a channel that they turned off, or that does not reach them', () => {
    const off = person('stf_1', {}, { channels: { email: false, push: true } });
    const unreached = { ...clerk, reachedBy: [] };
    expect(toldOf(opened(), [off, unreached])).toEqual([]);
  });
});

it('by each way that reaches them and that they left on', () => {
  const both = { ...person('stf_1'), reachedBy: ['email', 'push'] as const };
  const noMail = person('stf_2', {}, { channels: { email: false, push: true } });
  const planned = planNotices(opened(), [both, { ...noMail, reachedBy: ['email', 'push'] }], {
    now: at('12:00'),
    timeZone,
  });
  expect(planned.map(({ staffId, channel }) => [staffId, channel])).toEqual([
    ['stf_1', 'email'],
    ['stf_1', 'push'],
    ['stf_2', 'push'],
  ]);
});

describe('when they are told', () => {
  const notBefore = (
    choices: Partial<NoticeChoices>,
    now: Date,
    changes: Parameters<typeof aTask>[1] = {},
  ): Date | undefined =>
    planNotices(opened(changes), [person('stf_1', {}, choices)], { now, timeZone })[0]?.notBefore;
  const quietHours = { from: '20:00', to: '08:30', sundays: true };

  it.each<[string, Partial<NoticeChoices>, Date, Date, boolean]>([
    ['at once', { kinds: modes('at_once'), quietHours }, at('12:00'), at('12:00'), false],
    ['after a quiet night', { kinds: modes('at_once'), quietHours }, at('21:15'), at('08:30', '02'), false],
    [
      'after a quiet Sunday',
      { kinds: modes('at_once'), quietHours },
      at('12:00', '06'),
      at('08:30', '07'),
      false,
    ],
    [
      'urgent, and quiet all the same',
      { kinds: modes('at_once'), quietHours },
      at('21:15'),
      at('08:30', '02'),
      true,
    ],
    [
      'urgent, at night because they want it',
      { kinds: modes('at_once'), quietHours, urgentAlways: true },
      at('21:15'),
      at('21:15'),
      true,
    ],
    [
      'not urgent, at night, for whoever wants what is urgent',
      { kinds: modes('at_once'), quietHours, urgentAlways: true },
      at('21:15'),
      at('08:30', '02'),
      false,
    ],
    ['without quiet hours', { kinds: modes('at_once'), quietHours: null }, at('03:00'), at('03:00'), false],
    [
      'together, at the next of their hours',
      { kinds: modes('digest'), digestAt: ['09:00', '16:00'] },
      at('12:00'),
      at('16:00'),
      false,
    ],
    [
      'together, at this very hour',
      { kinds: modes('digest'), digestAt: ['09:00', '16:00'] },
      at('16:00'),
      at('16:00'),
      false,
    ],
    [
      'together, tomorrow',
      { kinds: modes('digest'), digestAt: ['09:00'] },
      at('12:00'),
      at('09:00', '02'),
      false,
    ],
    [
      'together, and not on a quiet Sunday',
      { kinds: modes('digest'), digestAt: ['09:00'], quietHours },
      at('12:00', '05'),
      at('09:00', '07'),
      false,
    ],
    [
      'together, on a Sunday that is not quiet',
      { kinds: modes('digest'), digestAt: ['09:00'], quietHours: { ...quietHours, sundays: false } },
      at('12:00', '05'),
      at('09:00', '06'),
      false,
    ],
  ])('%s', (_, choices, now, expected, urgent) => {
    expect(notBefore(choices, now, { urgent })).toEqual(expected);
  });

  it('off: never', () => {
    expect(notBefore({ kinds: modes('off') }, at('12:00'))).toBeUndefined();
  });
});

describe('planned again', () => {
  const one = person('stf_1');
  const idsOf = (news: UntoldTask): string[] => planNotices(news, [one], noon).map(({ newsId }) => newsId);

  it('the same news has the same id, another day and after other choices as well', () => {
    const later = planNotices(opened(), [person('stf_1', {}, { kinds: modes('digest') })], {
      ...noon,
      now: at('22:00'),
    });
    expect(later.map(({ newsId }) => newsId)).toEqual(idsOf(opened()));
  });

  it('what happens to the task next has another', () => {
    const ids = [opened(), opened({ rev: 2 }), opened({ escalations: 1 })].flatMap(idsOf);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('kinds', () => {
  it('are the groups of Today, reason by reason', () => {
    const groups = groupNames.filter((name) => name !== 'escalated');
    expect(groups.filter((name) => !(noticeKinds as readonly string[]).includes(name))).toEqual([]);
    const reasons = Object.values(reasonsOfKinds).flat();
    expect(reasons.length).toBeGreaterThan(50);
    for (const reason of [...reasons, 'never_heard_of'])
      expect(kindOf({ role: 'staff', reason }, 'opened')).toBe(
        groupOf({ reason, escalations: 0 }) as NoticeKind,
      );
  });

  it.each(['opened', 'assigned', 'escalated'] as const)('of the compartment, %s: one', (untold) => {
    expect(kindOf({ role: 'compliance', reason: 'document_review' }, untold)).toBe('compliance');
  });
});
