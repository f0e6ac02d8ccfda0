import fc from 'fast-check';
import type { ClaimedConversation, StepCommit } from '../../../src/step/claimed-conversation.ts';
import { newConversationState } from '../../../src/conversations/conversation-state.ts';
import { derivedId } from '../../../src/shared/ids.ts';
import { viewDialog } from '../../../src/conversations/dialog-snapshots.ts';
import { makeFoldInput } from '../../../src/step/fold-input.ts';
import { computeStep } from '../../../src/step/step-compute.ts';
import type { StepContext } from '../../../src/step/step-context.ts';
import type { StepInput } from '../../../src/step/step-input.ts';
import { readFigure } from '../../../src/reading/read-figure.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import { renderPrompt } from '../../../src/templates/render-prompt.ts';
import { noQuietHours, quietHoursOf } from '../../../src/timers/quiet-hours.ts';
import { anInboundMessage } from '../../support/builders-work.ts';
import { aContact, aDocument, aLetter, anApproval } from '../conversations/chat.ts';

const now = '2026-11-24T10:00:00.000Z';
const context: StepContext = {
  fold: makeFoldInput({ readReply, readFigure }),
  view: viewDialog,
  render: renderPrompt,
  company: {
    name: 'DEMO KIYMETLİ MADEN A.Ş.',
    workingHours: '09:00-18:00',
    privacyUrl: 'https://example.com/privacy',
  },
  timeZone: 'Europe/Istanbul',
  quietHours: noQuietHours,
  pace: { intervalMs: 1, burst: 1_000 },
  unpaidUntil: null,
  replyValidityMs: 86_400_000,
  keepsUnrecognised: true,
  uploadLink: (requestId, n) => ({
    url: `https://example.com/u/${requestId}-${n}`,
    tokenHash: `${requestId}-${n}`,
  }),
};

const fresh = (): ClaimedConversation => ({
  conversationId: 'cnv_1',
  tenantId: 't_demo',
  channelId: 'chn_1',
  contactId: 'ct_1',
  rev: 0,
  attempts: 1,
  leaseToken: 1,
  state: newConversationState('tr'),
  applied: [],
  relays: [],
  pendingSince: null,
  windowExpiresAt: null,
  lastMessageAt: null,
  paceUntil: null,
  address: { phone: '+905321112233', userId: null },
});

const facts = { now, contact: aContact() };

const message = (id: string, text: string): StepInput => ({
  id,
  receivedAt: new Date(now),
  quotedRequestId: null,
  body: {
    from: 'webhook',
    raw: '{}',
    unit: anInboundMessage({ messageId: `wamid.${id}`, at: new Date(now), content: { type: 'text', text } }),
  },
});

const request = (id: string, content: ReturnType<typeof aLetter>): StepInput => ({
  id,
  receivedAt: new Date(now),
  quotedRequestId: null,
  body: {
    from: 'system',
    input: { type: 'request', id, request: content, token: 't'.repeat(22), forwardedFrom: null },
  },
});

const texts = ['Merhaba', 'mutabıkız', 'onaylıyorum', 'hayır', '1.250,340 gr', 'temsilci', 'evet', '🙂'];
const story = fc
  .array(fc.constantFrom(...texts), { minLength: 1, maxLength: 10 })
  .map((said): StepInput[] => [
    request('in_r1', aLetter()),
    ...said.map((text, n) => message(`in_${n}`, text)),
    request('in_r2', anApproval()),
  ]);

/** The conversation as the next claim would load it, before anything was relayed. */
const afterCommit = (doc: ClaimedConversation, commit: StepCommit): ClaimedConversation => ({
  ...doc,
  ...commit,
  rev: doc.rev + 1,
  attempts: 1,
});

/** Inputs of what was committed, in order, whatever the steps they came in. */
const appliedInputs = (commit: ClaimedConversation): string[] =>
  commit.relays.flatMap(({ step }) => step.inputs.map(({ id }) => id));

const prompts = (doc: ClaimedConversation): string[] =>
  doc.relays.flatMap(({ intents }) => intents.map(({ prompt, rendered }) => `${prompt}: ${rendered.text}`));

const stepOf = (doc: ClaimedConversation, inputs: readonly StepInput[]): ClaimedConversation => {
  const commit = computeStep(doc, inputs, facts, context);
  return commit === null ? doc : afterCommit(doc, commit);
};

const run = (batches: readonly (readonly StepInput[])[]): ClaimedConversation =>
  batches.reduce(stepOf, fresh());

describe('words that were not understood', () => {
  const owed = (said: string, changes: Partial<StepContext> = {}): unknown[] =>
    computeStep(fresh(), [message('in_1', said)], facts, { ...context, ...changes })?.relays.flatMap(
      ({ unrecognised }) => unrecognised,
    ) ?? [];

  it('are owed to the list under an id of tenant and message, the same in a step that is done again', () => {
    const [text] = owed('zqxw vbnq');

    expect(text).toMatchObject({
      id: derivedId('unr', 't_demo', 'in_1'),
      ...{ conversationId: 'cnv_1', contactRef: 'C002-1', messageId: derivedId('msg', 'in_1') },
      ...{
        at: now,
        language: 'tr',
        text: 'zqxw vbnq',
        as: 'unknown',
        names: expect.arrayContaining(['Bora Hayalci']),
      },
    });
    expect(owed('zqxw vbnq')).toEqual([text]);
  });

  it('are not owed where the tenant does not want them kept, nor where they were understood', () => {
    expect(owed('zqxw vbnq', { keepsUnrecognised: false })).toEqual([]);
    expect(owed('bakiye')).toEqual([]);
  });
});

describe('messages typed in a row', () => {
  const opened = [request('in_r1', aLetter())];
  const said = [message('in_1', 'mutabık'), message('in_2', 'değiliz')];
  const [first = message('', ''), second = message('', '')] = said;

  it('in one step and in two: each has its answer, and together they are the no', () => {
    const together = run([opened, said]);
    const apart = run([opened, [first], [second]]);

    expect(prompts(together)).toEqual(prompts(apart));
    expect(prompts(together).map((prompt) => prompt.split(':')[0])).toEqual([
      'reconciliation.letter',
      'reconciliation.confirmSoft',
      'reconciliation.whichUnit',
    ]);
    expect(together.state.turn).toEqual(apart.state.turn);
  });

  it('words of staff between: nothing is read together, and what was said before may be said again', () => {
    const staff: StepInput = {
      id: 'in_s',
      receivedAt: new Date(now),
      quotedRequestId: null,
      body: { from: 'staff', text: 'Merhaba', by: 'key:1' },
    };
    const doc = run([opened, [message('in_1', 'tamam')], [staff], [message('in_2', 'tamam')]]);

    expect(prompts(doc).map((prompt) => prompt.split(':')[0])).toEqual([
      'reconciliation.letter',
      'reconciliation.confirmSoft',
      'staff.text',
      'reconciliation.confirmSoft',
    ]);
    expect(doc.state.turn).toHaveLength(1);
  });
});

describe('a step', () => {
  it('computed twice from the same: byte for byte the same commit (B.T7)', () => {
    fc.assert(
      fc.property(story, (inputs) => {
        const commits = [0, 1].map(() => JSON.stringify(computeStep(fresh(), inputs, facts, context)));
        expect(commits[1]).toBe(commits[0]);
      }),
      { numRuns: 25 },
    );
  });

  it('its argument: never changed', () => {
    const doc = fresh();
    const before = JSON.stringify(doc);
    computeStep(doc, [request('in_r', aLetter()), message('in_1', 'mutabıkız')], facts, context);

    expect(JSON.stringify(doc)).toBe(before);
  });

  it('of inputs that were applied before: nothing to do', () => {
    const doc = run([[message('in_1', 'Merhaba')]]);

    expect(computeStep(doc, [message('in_1', 'Merhaba')], facts, context)).toBeNull();
  });

  it('ids of intents and lines: from conversation, revision and position, never twice', () => {
    fc.assert(
      fc.property(story, (inputs) => {
        const doc = run(inputs.map((input) => [input]));
        const intents = doc.relays.flatMap((relay) => relay.intents);
        const lines = doc.relays.flatMap((relay) => relay.messages);
        for (const { id } of intents) expect(id).toMatch(/^cnv_1:\d+:\d+$/);
        expect(new Set(intents.map(({ id }) => id)).size).toBe(intents.length);
        expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
        const seqs = lines.map(({ seq }) => seq);
        expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
      }),
      { numRuns: 25 },
    );
  });

  it('of more inputs than a step takes: the first of them, the others wait', () => {
    const many = Array.from({ length: 200 }, (_, n) => message(`in_${n}`, 'Merhaba'));
    const commit = computeStep(fresh(), many, facts, context);
    const taken = commit?.applied ?? [];

    expect(taken.length).toBeGreaterThan(0);
    expect(taken.length).toBeLessThan(200);
    expect(taken).toEqual(many.slice(0, taken.length).map(({ id }) => id));
    expect(commit?.relays[0]?.intents.length).toBeLessThanOrEqual(64);
  });

  it('opens the service window by the platform’s time, for 24 hours', () => {
    const commit = computeStep(fresh(), [message('in_1', 'Merhaba')], facts, context);

    expect(commit?.windowExpiresAt?.toISOString()).toBe('2026-11-25T10:00:00.000Z');
  });
});

describe('a file that is sent in the quiet hours', () => {
  const quiet = { ...context, quietHours: quietHoursOf({ from: '20:00', to: '09:00', days: [] }) };
  const night = (seconds: number): string => new Date(Date.UTC(2026, 10, 24, 20, 0, seconds)).toISOString();
  const stepAt = (doc: ClaimedConversation, inputs: readonly StepInput[], seconds: number) => {
    const commit = computeStep(doc, inputs, { ...facts, now: night(seconds) }, quiet);
    return commit === null ? doc : afterCommit(doc, commit);
  };
  const said = (doc: ClaimedConversation) =>
    doc.relays
      .flatMap(({ intents }) => intents)
      .map(({ prompt, heldUntil, isUnasked = false }) => ({ prompt, heldUntil, isUnasked }));
  const sent = (): ClaimedConversation => {
    const file: StepInput = {
      ...message('in_file', ''),
      body: {
        from: 'webhook',
        raw: '{}',
        unit: anInboundMessage({
          messageId: 'wamid.in_file',
          at: new Date(night(0)),
          content: {
            ...{ type: 'image', mediaId: 'm1', mimeType: 'image/jpeg' },
            ...{ sha256: null, filename: null, caption: null },
          },
        }),
      },
    };
    return stepAt(run([[request('in_r1', aDocument())]]), [file], 0);
  };
  const result: StepInput = {
    id: 'in_result',
    receivedAt: new Date(night(5)),
    quotedRequestId: null,
    body: {
      from: 'system',
      input: {
        ...{ type: 'file', id: 'in_result', requestId: 'req_document', result: 'accepted', reason: null },
        fileId: derivedId('fil', 'in_file'),
      },
    },
  };

  it('what its check found: is the answer, at once, and no word of the check before', () => {
    expect(said(stepAt(sent(), [result], 5)).slice(1)).toEqual([
      { prompt: 'document.received', heldUntil: null, isUnasked: false },
    ]);
  });

  it('a check that takes longer: is spoken of, at once, and its result comes behind', () => {
    const slow = stepAt(sent(), [], 20);
    expect(said(slow).slice(1)).toEqual([{ prompt: 'document.checking', heldUntil: null, isUnasked: false }]);
    expect(said(stepAt(slow, [result], 50)).map(({ prompt }) => prompt)).toEqual([
      ...['document.request', 'document.checking', 'document.received'],
    ]);
  });

  it('timer and result in one step: the result alone', () => {
    expect(said(stepAt(sent(), [result], 30)).map(({ prompt }) => prompt)).toEqual([
      ...['document.request', 'document.received'],
    ]);
  });
});

describe('any deliveries of a story: duplicated, cut into steps anywhere, with crashes between (B.T1)', () => {
  const chaos = fc.array(
    fc.record({ take: fc.integer({ min: 1, max: 4 }), repeats: fc.boolean(), crashes: fc.boolean() }),
    { minLength: 30, maxLength: 30 },
  );

  it('each input applied once, and the end is that of the sequential model', () => {
    fc.assert(
      fc.property(story, chaos, (inputs, moves) => {
        const model = run(inputs.map((input) => [input]));
        let doc = fresh();
        let next = 0;
        for (const { take, repeats, crashes } of moves) {
          // Applied ids stay until they are marked done: a redelivery from the very beginning changes nothing.
          const batch = [...(repeats ? inputs.slice(0, next) : []), ...inputs.slice(next, next + take)];
          const commit = computeStep(doc, batch, facts, context);
          if (crashes || commit === null) continue;
          doc = afterCommit(doc, commit);
          next += take;
        }
        doc = inputs.slice(next).reduce((last, input) => stepOf(last, [input]), doc);

        expect(appliedInputs(doc)).toEqual(inputs.map(({ id }) => id));
        expect(prompts(doc)).toEqual(prompts(model));
        expect(doc.state.dialogs.map(({ snapshot }) => snapshot)).toEqual(
          model.state.dialogs.map(({ snapshot }) => snapshot),
        );
        expect(doc.state.closed).toEqual(model.state.closed);
      }),
      { numRuns: 25 },
    );
  });
});
