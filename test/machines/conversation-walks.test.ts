import { newConversationContext, questionOf } from '../../machines/conversation/conversation.context.ts';
import type { ConversationContext } from '../../machines/conversation/conversation.context.ts';
import { conversationMachine } from '../../machines/conversation/conversation.machine.ts';
import { promiseOf } from '../../machines/conversation/promises.ts';
import { isPersonAwaited } from '../../src/tasks/person-awaited.ts';
import { conversationPromptKeys } from '../../machines/conversation/conversation.prompt-keys.ts';
import {
  busyHourEvents,
  checkedFile,
  code,
  filesEvents,
  heldEvents,
  identityEvents,
  noticesEvents,
  questionEvents,
  speakerEvents,
  talkEvents,
} from '../support/conversation-walk-inputs.ts';
import { paramsOf, promptsOf } from '../support/run-dialog.ts';
import { at, checkMachines, walked, whole } from '../support/walk-checks.ts';
import { reachable } from '../support/walks.ts';
import type { Walk, WalkEvent } from '../support/walks.ts';

const region = (name: string, events: readonly WalkEvent[], lead: readonly WalkEvent[] = []) =>
  walked(`conversation, ${name}`, conversationMachine, undefined, events, lead);
const firstFile = filesEvents.filter(({ type }) => type === 'customer.sentFileForSeveral');
const busyHour = { ...code, hourAgo: '2026-11-24T08:00:00.000Z' };
const tenCodes = Array.from({ length: 10 }, () => ({ type: 'customer.startedProof', code: busyHour }));

/** By regions: events of one walk are those whose effect depends on each other. */
const all = [
  region('speaker', [...speakerEvents, ...talkEvents]),
  region('notices', noticesEvents),
  region('identity', identityEvents),
  region('identity after ten codes in an hour', busyHourEvents, tenCodes),
  region('question', questionEvents),
  region('files', filesEvents),
  region('files that were checked', [...checkedFile, { type: 'customer.choseForFile' }], firstFile),
  region('held requests', heldEvents),
];
checkMachines(all, conversationPromptKeys);

const [{ found: ofSpeaker = [] } = {}] = all;
const everyWalk = all.flatMap(({ found }) => found);
const contextOf = ({ before }: Walk): ConversationContext => before.context as ConversationContext; // of this machine

const statePaths = (node: typeof conversationMachine.root): string[] =>
  Object.values(node.states).flatMap((child) => [
    child.path.join('.'),
    ...statePaths(child as typeof conversationMachine.root), // nodes of one machine
  ]);

describe('conversation, every event in every reachable state', () => {
  it('every state of every region: is reached', () => {
    const seen = new Set(
      reachable(everyWalk).flatMap(({ _nodes }: { _nodes?: readonly { path: string[] }[] }) =>
        (_nodes ?? []).map(({ path }) => path.join('.')),
      ),
    );

    expect(statePaths(conversationMachine.root).filter((path) => !seen.has(path))).toEqual([]);
  });

  it('while staff speaks: only what stops or resumes messages, the privacy notice and the end of it are heard', () => {
    const heard = everyWalk
      .filter(({ before, effects }) => before.matches({ speaker: 'staff' }) && promptsOf(effects).length > 0)
      .map(({ event }) => event.type);

    expect([...new Set(heard)].sort()).toEqual([
      'customer.reportedWrongNumber',
      'customer.resumedNotices',
      'customer.stoppedNotices',
      'staff.released',
      'system.metPerson',
    ]);
  });

  it('a person is waited for: nothing is said to be not understood, and no second promise is made', () => {
    const waiting = everyWalk.filter(
      ({ before }) =>
        before.matches({ speaker: { bot: 'waiting' } }) ||
        before.matches({ speaker: { bot: 'expecting' } }) ||
        before.matches({ speaker: { bot: 'offered' } }),
    );
    const missing = /notUnderstood|offerHuman/;
    const asked = everyWalk.filter(({ before }) => before.matches({ speaker: { bot: 'waiting' } }));

    expect(waiting.length).toBeGreaterThan(100);
    expect(waiting.filter(({ effects }) => missing.test(promptsOf(effects).join(' '))).map(at)).toEqual([]);
    expect(
      asked.filter(({ effects }) => /handover|humanRequested/.test(promptsOf(effects).join(' '))).map(at),
    ).toEqual([]);
  });

  it('a person who was asked for: waited for until the menu, a wish to stop, an end of the wait or another speaker', () => {
    const left = everyWalk.filter(
      ({ before, after }) =>
        before.matches({ speaker: { bot: 'waiting' } }) && !after.matches({ speaker: { bot: 'waiting' } }),
    );

    expect([...new Set(left.map(({ event }) => event.type))].sort()).toEqual([
      'customer.openedMenu',
      'customer.stoppedWaiting',
      'staff.attended',
      'staff.tookOver',
      'system.changedHands',
      'system.waitedInVain',
    ]);
    expect(left.every(({ after }) => JSON.stringify(after.value.speaker) !== '{"bot":"expecting"}')).toBe(
      true,
    );
  });

  it('whatever is asked of staff by somebody who waits: a task as ever', () => {
    const reasons = (state: 'waiting' | 'understood'): string[] =>
      ofSpeaker
        .filter(({ before }) => before.matches({ speaker: { bot: state } }))
        .flatMap(({ event, effects }) =>
          paramsOf(effects, 'openTask').map(({ reason }) => `${event.type} ${String(reason)}`),
        );
    // A file in the chat of somebody who waits is no riddle: it is seen there.
    const expected = new Set(reasons('understood').filter((one) => !one.endsWith('unmatched_file')));

    expect(new Set(reasons('waiting').filter((one) => expected.has(one)))).toEqual(expected);
  });

  it('every work that the conversation promises a person for: ends the wait when it is done', () => {
    const promising = everyWalk.filter(({ effects }) =>
      promptsOf(effects).some((prompt) => promiseOf({ prompt }) !== null || prompt.endsWith('offerHuman')),
    );
    const reasons = new Set(
      promising.flatMap(({ effects }) => paramsOf(effects, 'openTask').map(({ reason }) => String(reason))),
    );

    expect(reasons.size).toBeGreaterThan(5);
    expect([...reasons].filter((reason) => !isPersonAwaited({ reason }))).toEqual([]);
  });

  it('amounts: told to a person who proved who they are or whom the books know, and to nobody else', () => {
    const telling = everyWalk.filter(({ effects }) =>
      promptsOf(effects).some((prompt) => /\.(balance|movements|noMovements)$/.test(prompt)),
    );
    const isKnown = ({ before, event }: Walk): boolean =>
      before.matches({ identity: { proof: 'proved' } }) || event['isKnownByBooks'] === true;

    expect(telling.filter((walk) => !isKnown(walk)).map(at)).toEqual([]);
    expect(telling.some(({ event }) => event['isKnownByBooks'] === false)).toBe(true);
  });

  it('proved: by the right code in time only, and before any other number or person', () => {
    const proving = everyWalk.filter(
      ({ before, after }) =>
        !before.matches({ identity: { proof: 'proved' } }) &&
        after.matches({ identity: { proof: 'proved' } }),
    );

    expect(proving.length).toBeGreaterThan(0);
    for (const walk of proving) {
      const { code: awaited } = contextOf(walk);
      expect(walk.event).toMatchObject({ type: 'customer.typedCode', hash: awaited?.hash });
      expect(String(walk.event['now']) <= (awaited?.expiresAt ?? '')).toBe(true);
      // A code is used once.
      expect(walk.after.matches({ identity: { code: 'none' } })).toBe(true);
    }
    const left = everyWalk.filter(({ event }) => /numberChanged|changedHands/.test(event.type));
    expect(left.filter(({ after }) => after.matches({ identity: { proof: 'proved' } })).map(at)).toEqual([]);
  });

  it('messages stopped, or a wrong number: nothing is said that nobody asked for', () => {
    const unasked = everyWalk.filter(
      ({ before, event, effects }) =>
        !before.matches({ notices: 'on' }) &&
        /^system\.(?!metPerson)/.test(event.type) &&
        promptsOf(effects).length > 0,
    );

    expect(unasked.map(at)).toEqual([]);
  });

  it('a consent: accepted by its own button, or by words while it was asked about', () => {
    for (const { before, event, effects } of everyWalk)
      for (const { purpose, action } of paramsOf(effects, 'recordConsent')) {
        if (action !== 'accepted' || purpose === 'transactional') continue;
        const asked = event.type === 'customer.saidConsent' ? before.value.question : event['purpose'];
        expect([event.type, asked]).toEqual([expect.stringMatching(/gaveConsent|saidConsent/), purpose]);
      }
  });

  it('what the regions remember: fits where they stand', () => {
    for (const { value, context } of reachable(everyWalk)) {
      const { proof, code: awaited, asked, files, held } = context as ConversationContext; // of this machine
      expect(value).toMatchObject({
        identity: {
          proof: proof === null ? 'unproven' : 'proved',
          code: awaited === null ? 'none' : 'awaited',
        },
        question: questionOf(asked),
        files: files.length === 0 ? 'none' : 'waiting',
        held: held.length === 0 ? 'none' : 'some',
      });
    }
  });

  it('another record has the number: nothing of the one before is left but that messages are stopped', () => {
    const handed = everyWalk.filter(({ event }) => event.type === 'system.changedHands');

    expect(handed.length).toBeGreaterThan(100);
    for (const { before, after } of handed) {
      const { stoppedBy, ...rest } = after.context as ConversationContext; // of this machine
      expect(rest).toEqual({ ...newConversationContext, stoppedBy: undefined });
      const stopped = (before.context as ConversationContext).stoppedBy;
      expect([stoppedBy, after.value.notices]).toEqual([stopped, stopped === null ? 'on' : 'stopped']);
    }
  });

  it('no event: ever records a decision, closes a request or touches one', () => {
    const types = everyWalk.flatMap((walk) => whole(walk).map(({ type }) => type));

    expect(
      types.filter((type) => /recordDecision|closeRequest|forwardRequest|extendDeadline/.test(type)),
    ).toEqual([]);
  });
});
