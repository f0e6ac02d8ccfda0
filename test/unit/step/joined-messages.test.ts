import type { Intent } from '../../../src/delivery/outbox-entry.ts';
import {
  newConversationState,
  type ScopedEffect,
  type StepFacts,
} from '../../../src/conversations/conversation-state.ts';
import { viewDialog } from '../../../src/conversations/dialog-snapshots.ts';
import { readFigure } from '../../../src/reading/read-figure.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import type { ClaimedConversation, StepCommit } from '../../../src/step/claimed-conversation.ts';
import { makeFoldInput } from '../../../src/step/fold-input.ts';
import { promptOf } from '../../../src/step/joined-effects.ts';
import type { Occasion } from '../../../src/step/send-gate.ts';
import { leadsToNext } from '../../../src/step/lead-before.ts';
import { StepBooks } from '../../../src/step/step-books.ts';
import { computeStep } from '../../../src/step/step-compute.ts';
import type { StepContext } from '../../../src/step/step-context.ts';
import type { StepInput } from '../../../src/step/step-input.ts';
import type { NewConsent } from '../../../src/step/step-output.ts';
import { renderPrompt } from '../../../src/templates/render-prompt.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';
import type { ConversationInput } from '../../../src/vocabulary/conversation-input.ts';
import { languages, type Language } from '../../../src/vocabulary/language.ts';
import { anInboundMessage } from '../../support/builders-work.ts';
import { aContact, aLetter, anAccount } from '../conversations/chat.ts';

const now = '2026-11-24T10:00:00.000Z';
const context: StepContext = {
  fold: makeFoldInput({ readReply, readFigure }),
  view: viewDialog,
  render: renderPrompt,
  company: { name: 'DEMO A.Ş.', workingHours: '09:00-18:00', privacyUrl: 'https://example.com/privacy' },
  timeZone: 'Europe/Istanbul',
  quietHours: noQuietHours,
  pace: { intervalMs: 1, burst: 1_000 },
  unpaidUntil: null,
  replyValidityMs: 86_400_000,
  keepsUnrecognised: true,
  uploadLink: (requestId, n) => ({ url: `https://example.com/u/${requestId}-${n}`, tokenHash: `${n}` }),
};
const fresh: ClaimedConversation = {
  ...{ conversationId: 'cnv_1', tenantId: 't_demo', channelId: 'chn_1', contactId: 'ct_1' },
  ...{ rev: 0, attempts: 1, leaseToken: 1, applied: [], relays: [], pendingSince: null },
  ...{ windowExpiresAt: null, lastMessageAt: null, paceUntil: null },
  state: newConversationState('tr'),
  address: { phone: '+905321112233', userId: null },
};

const writes = (text: string, n = 0): StepInput => {
  const unit = anInboundMessage({
    messageId: `wamid.${text}.${n}`,
    at: new Date(now),
    content: { type: 'text', text },
  });
  return {
    id: `in_${text}_${n}`,
    receivedAt: new Date(now),
    quotedRequestId: null,
    body: { from: 'webhook', raw: '{}', unit },
  };
};
/** A letter with so many balances, opened in a step of its own. */
const withLetter = (balances: number): ClaimedConversation => {
  const lines = Array.from({ length: balances }, (_, n) => ({
    unit: 'TRY',
    quantity: `${1_000_000 + n}.00`,
    side: 'B' as const,
  }));
  const request = aLetter({ lines });
  const input = { type: 'request', id: 'in_r', request, token: 't'.repeat(22), forwardedFrom: null } as const;
  const opening: StepInput = {
    ...{ id: 'in_r', receivedAt: new Date(now), quotedRequestId: null },
    body: { from: 'system', input },
  };
  const commit = computeStep(fresh, [opening], { now, contact: aContact() }, context);
  if (commit === null) throw new Error('nothing was opened');
  return { ...fresh, ...commit, rev: 1, attempts: 1, relays: [] };
};
const answerTo = (doc: ClaimedConversation, text: string): readonly Intent[] =>
  computeStep(doc, [writes(text)], { now, contact: aContact() }, context)?.relays.flatMap(
    ({ intents }) => intents,
  ) ?? [];

describe('a greeting with a letter open', () => {
  it("a letter of a few balances: greeting and question in one message, under the question's buttons", () => {
    const [only, ...more] = answerTo(withLetter(3), 'merhaba');

    expect(more).toEqual([]);
    expect(only).toMatchObject({ prompt: 'reconciliation.help', requestId: 'req_letter' });
    expect(only?.rendered.kind).toBe('buttons');
    expect(only?.rendered.text).toMatch(/^Merhaba, DEMO A\.Ş\.[^]*\n\nMektup: MUT-2026-10-C002\n/);
  });

  it('any number of balances: one message or two, all that was to be said, within what the platform takes', () => {
    const counts = Array.from({ length: 70 }, (_, n) => n + 1).map((balances) => {
      const sent = answerTo(withLetter(balances), 'merhaba');
      const all = sent.map(({ rendered: { text } }) => text).join('\n\n');
      expect(all).toMatch(/^Merhaba, DEMO A\.Ş\./);
      expect(all.match(/1\.000\.\d{3},00 TL/g)).toHaveLength(balances);
      for (const { rendered } of sent)
        expect(rendered.text.length).toBeLessThanOrEqual(rendered.kind === 'buttons' ? 1_024 : 4_096);
      return sent.length;
    });

    expect(new Set(counts)).toEqual(new Set([1, 2]));
  });
});

describe('a recap that is shown again', () => {
  it('in another language: stands alone, the sentence about the language before it', () => {
    const asked = withLetter(3);
    const commit = computeStep(asked, [writes('mutabıkız')], { now, contact: aContact() }, context);
    if (commit === null) throw new Error('nothing was said');
    const sent = answerTo({ ...asked, ...commit, rev: 2, attempts: 1, relays: [] }, 'English');

    expect(sent.map(({ prompt }) => prompt)).toEqual(['conversation.languageSet', 'reconciliation.recap']);
    expect(sent[1]?.rendered.text).toMatch(/^Your reply to the reconciliation letter/);
  });
});

/** What is done in a conversation, one step after the other. */
class Steps {
  readonly #facts: Omit<StepFacts, 'now'>;
  #doc: ClaimedConversation;

  constructor(facts: Omit<StepFacts, 'now'>, language: Language = 'tr') {
    this.#facts = facts;
    this.#doc = { ...fresh, state: newConversationState(language) };
  }

  do(input: StepInput): StepCommit {
    const commit = computeStep(this.#doc, [input], { now, ...this.#facts }, context);
    if (commit === null) throw new Error('nothing came of it');
    this.#doc = { ...this.#doc, ...commit, rev: this.#doc.rev + 1, attempts: 1, relays: [] };
    return commit;
  }
}

const fromUs = (input: ConversationInput): StepInput => ({
  ...{ id: input.id, receivedAt: new Date(now), quotedRequestId: null },
  body: { from: 'system', input },
});
const sentBy = ({ relays }: StepCommit): readonly Intent[] => relays.flatMap(({ intents }) => intents);
const presentedBy = ({ relays }: StepCommit): readonly NewConsent[] =>
  relays.flatMap(({ consents = [] }) => consents).filter(({ action }) => action === 'presented');
const privacyNotice = { version: '2026-11' };
const limitOf = ({ rendered }: Intent): number => (rendered.kind === 'buttons' ? 1_024 : 4_096);

describe('the first contact asks for balances', () => {
  const lines = ['HAS', 'USD', 'EUR', 'TRY'].map((unit) => ({
    ...{ unit, quantity: '123456.75', side: 'B' as const },
  }));
  const accountsOf = (count: number) =>
    Array.from({ length: count }, (_, n) => anAccount({ accountNo: `120.01.000${n + 1}`, lines }));
  const asks = (language: Language, count: number): StepCommit =>
    new Steps({ contact: aContact({ accounts: accountsOf(count) }), privacyNotice }, language).do(
      writes({ tr: 'bakiye', en: 'balance', ar: 'الرصيد' }[language]),
    );

  it.each(languages)(
    '%s, one account to five: all of it and the notice, within what the platform takes',
    (of) => {
      const counts = [1, 2, 3, 4, 5].map((count) => {
        const commit = asks(of, count);
        const sent = sentBy(commit);
        const all = sent.map(({ rendered: { text } }) => text).join('\n\n');
        for (const { accountNo } of accountsOf(count)) expect(all.split(accountNo)).toHaveLength(2);
        expect(all.split('https://example.com/privacy')).toHaveLength(2);
        for (const one of sent) expect(one.rendered.text.length).toBeLessThanOrEqual(limitOf(one));
        const [presented, ...more] = presentedBy(commit);
        expect(more).toEqual([]);
        const carrier = sent.find(({ id }) => id === presented?.messageId);
        expect(carrier?.saysNotice).toBe(true);
        expect(carrier?.rendered.text.endsWith(presented?.text ?? '-')).toBe(true);
        return sent.length;
      });

      // Together where that is not too long.
      expect(counts[0]).toBe(1);
      expect(Math.max(...counts)).toBeGreaterThan(1);
    },
  );

  it('too long with the notice: that comes first, as a message of its own', () => {
    const found = [2, 3, 4, 5].map((count) => sentBy(asks('tr', count)));
    const apart = found.find((sent) => sent.length > 1) ?? [];

    expect(apart.map(({ prompt }) => prompt)).toEqual(['conversation.privacyNotice', 'conversation.balance']);
    expect(apart[1]?.rendered.text).not.toContain('https://example.com/privacy');
  });
});

describe('a notice that did not arrive, and the same is asked for once more', () => {
  it.each(languages)('%s: the same message, and its own words are on record as presented', (language) => {
    const steps = new Steps({ contact: aContact(), privacyNotice }, language);
    const asks = (n: number) => writes({ tr: 'menü', en: 'menu', ar: 'القائمة' }[language], n);
    const first = steps.do(asks(1));
    const [menu] = sentBy(first);
    steps.do(fromUs({ type: 'notice-unsaid', id: 'in_unsaid', messageId: menu?.id ?? '' }));
    const second = steps.do(asks(2));

    expect(menu?.saysNotice).toBe(true);
    expect(sentBy(second).map(({ rendered }) => rendered.text)).toEqual([menu?.rendered.text]);
    const [one, other] = [presentedBy(first)[0], presentedBy(second)[0]];
    expect([other?.text, other?.textHash]).toEqual([one?.text, one?.textHash]);
    const own = sentBy(new Steps({ contact: aContact() }, language).do(asks(1)))[0]?.rendered.text ?? '-';
    expect(menu?.rendered.text).toBe(`${own}\n\n${other?.text ?? ''}`);
  });
});

const scoped = (prompt: string, messageClass: 'reply' | 'decision' | 'notify'): ScopedEffect => ({
  ...{ requestId: null, promptNumber: null },
  effect: { type: 'sendPrompt', params: { prompt, class: messageClass } },
});
/** Whether what is said on release leads to a message of this class. */
const isLed = (of: 'reply' | 'decision' | 'notify', occasion: Occasion, render = renderPrompt): boolean => {
  const lead = scoped('conversation.staffReleased', 'reply');
  const leads = promptOf(lead);
  const next = { ...scoped('conversation.menu', of), leads: leads === null ? [] : [leads] };
  const books = new StepBooks(fresh, { now, contact: aContact() }, { ...context, render }, new Date(now));
  return leadsToNext(books, [lead, next], () => ({
    ...{ requestId: null, promptNumber: null, asked: undefined, dialog: undefined },
    ...{ languageBefore: 'tr', answer: null, repliesToPerson: occasion === 'answer', occasion },
  }));
};

describe('what leads to a message that may be said as once more', () => {
  const again = 'Bir kez daha yazıyorum:\n\n';
  const lead = 'L'.repeat(400);
  /** A menu of so many characters under buttons. */
  const ofLength =
    (length: number): StepContext['render'] =>
    (prompt) => {
      const isMenu = prompt.prompt === 'conversation.menu';
      const text = isMenu ? `${prompt.isAgain === true ? again : ''}${'M'.repeat(length)}` : lead;
      return { ...renderPrompt(prompt), text, kind: isMenu ? 'buttons' : 'text', template: null };
    };

  it('with these words it is one message up to 1,024 characters, and no further', () => {
    const most = 1_024 - `${lead}\n\n${again}`.length;
    expect(isLed('reply', 'answer', ofLength(most))).toBe(true);
    expect(isLed('reply', 'answer', ofLength(most + 1))).toBe(false);
  });
});

describe('the chat with a person of ours ends', () => {
  it('a question is shown again: one message', () => {
    const steps = new Steps({ contact: aContact() });
    const asking = {
      type: 'request',
      id: 'in_r',
      request: aLetter(),
      token: 't'.repeat(22),
      forwardedFrom: null,
    } as const;
    steps.do(writes('merhaba'));
    steps.do(fromUs(asking));
    steps.do(fromUs({ type: 'command', id: 'in_over', command: { type: 'takeover', by: 'staff:1' } }));
    const end = fromUs({ type: 'command', id: 'in_end', command: { type: 'release', by: 'staff:1' } });
    const [only, ...more] = sentBy(steps.do(end));
    expect(more).toEqual([]);
    expect(only?.rendered.text).toMatch(/^Temsilcimizle görüşmeniz bitti[^]+mutabakat mektubu hazırdır/);
  });

  it.each([
    ['unasked', 'reply', true],
    ['unasked', 'decision', true],
    // Caps and money may hold it until its request is over, and with it the end of the chat.
    ['unasked', 'notify', false],
    ['answer', 'notify', true],
  ] as const)('%s, before a message of class %s: led to it %s', (occasion, of, expected) => {
    expect(isLed(of, occasion)).toBe(expected);
  });
});

describe('a number that is tried out', () => {
  const order = fromUs({ type: 'command', id: 'in_try', command: { type: 'try-out', by: 'staff:stf_1' } });

  it('a person who said DUR after it was ordered and before it was decided: it is recorded and not sent', () => {
    const steps = new Steps({ contact: aContact() });
    steps.do(writes('merhaba'));
    steps.do(writes('DUR'));

    expect(sentBy(steps.do(order))).toMatchObject([
      { prompt: 'conversation.testMessage', suppressed: 'notices_stopped' },
    ]);
  });

  it('nobody of the books, who stopped nothing: it goes, unasked, and the privacy notice is not owed', () => {
    const [only, ...more] = sentBy(new Steps({ contact: null, privacyNotice }).do(order));

    expect(more).toEqual([]);
    expect(only).toMatchObject({ prompt: 'conversation.testMessage', isUnasked: true, class: 'notify' });
    expect(only).not.toHaveProperty('suppressed');
  });
});
