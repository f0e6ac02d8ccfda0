import type { AnyMachineSnapshot } from 'xstate';
import { documentRequestMachine } from '../../machines/document-request/document-request.machine.ts';
import { documentPromptKeys } from '../../machines/document-request/document-request.prompt-keys.ts';
import {
  chatDocument,
  documentFileEvents,
  documentTimeEvents,
  linkDocument,
  linkDocumentEvents,
  unremindedDocument,
} from '../support/document-walk-inputs.ts';
import { paramsOf, promptsOf } from '../support/run-dialog.ts';
import { at, checkDialogs, checkMachines, walked, whole } from '../support/walk-checks.ts';
import { reachable } from '../support/walks.ts';

const all = [
  walked('document request, files', documentRequestMachine, unremindedDocument, documentFileEvents),
  walked('document request, time', documentRequestMachine, chatDocument, documentTimeEvents),
  walked('document request, link only', documentRequestMachine, linkDocument, linkDocumentEvents),
];

const waits = ({ value }: AnyMachineSnapshot): boolean =>
  value === 'awaitingFile' || value === 'confirmingRefusal';

checkMachines(all, documentPromptKeys);
checkDialogs(
  all,
  /unrecognised|Unclearly|sentMedia|softly|deferred|askedFor|askedAgain|refusedToSend|announced/,
);

describe.each(all)('$name', ({ found }) => {
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

  it('outcomes: are those of domain 7.7 and our own withdrawal', () => {
    const outcomes = found.flatMap(({ effects }) =>
      effects.flatMap((effect) => (effect.type === 'closeRequest' ? [effect.params.outcome] : [])),
    );
    for (const outcome of outcomes)
      expect([
        'accepted',
        'rejected_type',
        'rejected_quality',
        'expired_document',
        'not_received',
        'refused',
        'cancelled',
      ]).toContain(outcome);
  });

  it('time runs out: ends the request only where nothing is being looked at', () => {
    const expiries = found.filter(({ event }) => event.type === 'timer.expiry');
    for (const { before, after } of expiries)
      expect(after.value).toBe(waits(before) ? 'notReceived' : before.value);
  });

  it('reminders: only while the document is awaited', () => {
    const reminded = found.filter(({ effects }) => promptsOf(effects).includes('document.reminder'));
    expect(reminded.filter(({ before }) => !waits(before))).toEqual([]);
  });

  it('tries: are never more than three, and the third ends the request', () => {
    for (const { context, status } of reachable(found)) {
      expect(context.tries).toBeLessThanOrEqual(3);
      if (context.tries === 3) expect(status).toBe('done');
    }
  });
});

it('a file for a document only the link takes, in every state: is never waited for', () => {
  const linkOnly = all.find(({ name }) => name.endsWith('link only'));
  const states = new Set(reachable(linkOnly?.found ?? []).map(({ value }) => value));

  expect(states.has('reviewing')).toBe(true);
  expect(states.has('checking')).toBe(false);
});
