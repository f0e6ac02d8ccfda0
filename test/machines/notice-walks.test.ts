import { feedbackMachine } from '../../machines/feedback/feedback.machine.ts';
import { feedbackPromptKeys } from '../../machines/feedback/feedback.prompt-keys.ts';
import { noticeMachine } from '../../machines/notice/notice.machine.ts';
import { noticePromptKeys } from '../../machines/notice/notice.prompt-keys.ts';
import { feedbackEvents, feedbackInput, noticeEvents, noticeInputs } from '../support/notice-walk-inputs.ts';
import { paramsOf, promptsOf } from '../support/run-dialog.ts';
import { at, checkDialogs, checkMachines, walked, whole } from '../support/walk-checks.ts';

const notices = noticeInputs.map(({ name, input }) => walked(name, noticeMachine, input, noticeEvents));
const all = [...notices, walked('feedback', feedbackMachine, feedbackInput, feedbackEvents)];

/** Outcomes of domain 7.2, 7.5, 7.8, 7.9, 7.10 and 7.11, and our own withdrawal. */
const outcomes: { readonly [variant: string]: readonly string[] } = {
  report: ['cancelled', 'delivered', 'link_expired', 'refused_identity'],
  movement: ['cancelled', 'delivered', 'disputed', 'muted'],
  payment: ['cancelled', 'expired', 'paid'],
  difference: ['agreed_difference', 'cancelled', 'open_dispute'],
  verification: ['cancelled', 'confirmed', 'denied', 'no_response'],
  deadline: ['answered', 'cancelled', 'expired', 'extended', 'paid'],
  feedback: ['cancelled', 'negative', 'neutral', 'no_answer', 'positive'],
};

checkMachines(all, [...noticePromptKeys, ...feedbackPromptKeys]);
checkDialogs(all, /unrecognised|Unclearly|sentMedia|softly|deferred|askedForHuman|askedAgain/);

describe.each(all)('$name', ({ input, found }) => {
  it('every end: closed exactly once, nothing decided or forwarded', () => {
    const wrong = found.filter((walk) => {
      const asked = whole(walk);
      return (
        paramsOf(asked, 'closeRequest').length !== (walk.after.status === 'done' ? 1 : 0) ||
        asked.some(({ type }) => type === 'recordDecision' || type === 'forwardRequest')
      );
    });

    expect(wrong.map(at)).toEqual([]);
  });

  it('outcomes: are those of its kind, each of them reached', () => {
    const reached = found.flatMap(({ effects }) =>
      paramsOf(effects, 'closeRequest').map(({ outcome }) => outcome),
    );

    expect([...new Set(reached)].sort()).toEqual(outcomes[input.variant]);
  });

  it('its time is over: nothing is said', () => {
    const said = found.filter(
      ({ event, effects }) => event.type === 'timer.expiry' && promptsOf(effects).length > 0,
    );

    expect(said.map(at)).toEqual([]);
  });
});

it('a report, on every way: comes only to somebody seen lately or after the code', () => {
  const report = notices.find(({ name }) => name === 'report');
  const sent = (report?.found ?? []).filter(({ effects }) =>
    promptsOf(effects).includes('notice.reportHere'),
  );

  expect(sent.length).toBeGreaterThan(0);
  for (const { event, before } of sent) {
    const isProof =
      event.type === 'customer.provedIdentity' && JSON.stringify(before.value).includes('proving');
    expect(isProof || event['isFresh'] === true).toBe(true);
  }
});

it('a verification, on every way: is confirmed by its own button or words only', () => {
  const verification = notices.find(({ name }) => name === 'verification');
  for (const { event, effects } of verification?.found ?? [])
    if (paramsOf(effects, 'closeRequest')[0]?.outcome === 'confirmed')
      expect(event.type).toBe('customer.confirmedMine');
});
