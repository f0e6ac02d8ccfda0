import fc from 'fast-check';
import { makeFoldInput } from '../../../src/step/fold-input.ts';
import { computeStep } from '../../../src/step/step-compute.ts';
import type { ClaimedConversation } from '../../../src/step/claimed-conversation.ts';
import type { StepContext } from '../../../src/step/step-context.ts';
import type { StepInput } from '../../../src/step/step-input.ts';
import { viewDialog } from '../../../src/conversations/dialog-snapshots.ts';
import { newConversationState } from '../../../src/conversations/conversation-state.ts';
import type { Intent } from '../../../src/delivery/outbox-entry.ts';
import { readFigure } from '../../../src/reading/read-figure.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import { renderPrompt } from '../../../src/templates/render-prompt.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';
import type { InboundContent } from '../../../src/vocabulary/inbound-unit.ts';
import { languages, type Language } from '../../../src/vocabulary/language.ts';
import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
import { aClaimed } from '../../support/builders-steps.ts';
import { anInboundMessage } from '../../support/builders-work.ts';
import { unclearWords } from '../../support/unclear-words.ts';
import {
  aContact,
  aDocument,
  aFeedback,
  aLetter,
  anAccount,
  anApproval,
  anInvoice,
  aNotice,
} from '../conversations/chat.ts';

const start = Date.parse('2026-11-24T08:00:00.000Z');
const contact = aContact({ accounts: [anAccount()] });
const context: StepContext = {
  fold: makeFoldInput({ readReply, readFigure }),
  view: viewDialog,
  render: renderPrompt,
  company: { name: 'Deneme A.Ş.', workingHours: '09:00-18:00', privacyUrl: 'https://example.com/privacy' },
  timeZone: 'Europe/Istanbul',
  quietHours: noQuietHours,
  pace: { intervalMs: 1, burst: 1_000 },
  unpaidUntil: null,
  replyValidityMs: 86_400_000,
  keepsUnrecognised: false,
  uploadLink: (requestId, n) => ({ url: `https://example.com/u/${requestId}-${n}`, tokenHash: `${n}` }),
};

/** What is said word for word as often as it must be (ADR 0050). */
const mayBeRepeated = ({ prompt, rendered }: Intent): boolean =>
  /(?:[rR]ecap|correctingTo\w+)$/.test(prompt) || // a summary whose confirmation binds
  rendered.template !== null || // the platform approved exactly these words
  prompt === 'conversation.marketingConsent' || // a consent is bound to these words
  prompt === 'conversation.feedbackConsent';

/** A conversation through whole steps, so that what goes out is what a person reads. */
class Talk {
  #doc: ClaimedConversation;
  #count = 0;

  constructor(language: Language, requests: readonly RequestContent[]) {
    this.#doc = aClaimed({ state: newConversationState(language) });
    for (const request of requests) {
      const id = `in_${request.requestId}`;
      const token = request.requestId.padEnd(22, 'x');
      const input = { type: 'request', id, request, token, forwardedFrom: null } as const;
      this.#step({ id, body: { from: 'system', input } });
    }
  }

  get sent(): readonly Intent[] {
    return this.#doc.relays.flatMap(({ intents }) => intents);
  }

  send(content: InboundContent): void {
    const id = `in_${this.#count}`;
    const at = new Date(start + this.#count * 60_000);
    const unit = anInboundMessage({ messageId: `wamid.${id}`, at, content });
    this.#step({ id, body: { from: 'webhook', raw: '{}', unit } });
  }

  /** One of the buttons that were shown last. */
  tap(which: number): void {
    const shown = this.sent.flatMap(({ rendered }) => rendered.choices).slice(-14);
    const choice = shown[which % Math.max(1, shown.length)];
    if (choice) this.send({ type: 'choice', id: choice.id, title: choice.title, via: 'button' });
  }

  #step(input: Pick<StepInput, 'id' | 'body'>): void {
    this.#count += 1;
    const at = new Date(start + this.#count * 60_000);
    const facts = { now: at.toISOString(), contact, freshCode: '123456' };
    const commit = computeStep(
      this.#doc,
      [{ ...input, receivedAt: at, quotedRequestId: null }],
      facts,
      context,
    );
    if (commit !== null) this.#doc = { ...this.#doc, ...commit, rev: this.#doc.rev + 1, attempts: 1 };
  }
}

/** Texts that were said twice in a row, and are none of those that may be. */
const saidTwice = ({ sent }: Talk): string[] =>
  sent.flatMap((one, at) =>
    at > 0 && sent[at - 1]?.rendered.text === one.rendered.text && !mayBeRepeated(one) ? [one.prompt] : [],
  );

const words: { readonly [language in Language]: readonly string[] } = {
  tr: ['merhaba', 'tamam', 'evet', 'hayır', 'mutabıkız', 'bu ne demek?', 'menü', 'bakiye', 'ekstre', 'fiyat'],
  en: ['hello', 'ok', 'yes', 'no', 'we agree', 'what is this?', 'menu', 'balance', 'statement', 'price'],
  ar: ['مرحبا', 'تمام', 'نعم', 'لا', 'موافق', 'ما هذا؟', 'القائمة', 'الرصيد', 'كشف حساب', 'السعر'],
};
const also = ['DUR', 'START', 'TEMSİLCİ', 'gizlilik', 'ONY-3107', '1.250', '12,5', 'tekrar gönder', '🙂'];

const open: readonly (readonly RequestContent[])[] = [
  [],
  [aLetter()],
  [anApproval()],
  [anInvoice()],
  [anInvoice(), aLetter()],
  [aDocument()],
  [aFeedback()],
  ...(['report', 'movement', 'payment', 'difference', 'verification', 'deadline'] as const).map((variant) => [
    aNotice(variant),
  ]),
];

type Move = { type: string } | { tap: number } | { send: InboundContent };
const photo: InboundContent = {
  type: 'image',
  mediaId: 'm1',
  mimeType: 'image/jpeg',
  sha256: null,
  filename: null,
  caption: null,
};
const others: readonly InboundContent[] = [photo, { type: 'reaction', emoji: '👍', targetMessageId: 'x' }];
const moveIn = (language: Language): fc.Arbitrary<Move> =>
  fc.oneof(
    fc.constantFrom(...words[language], ...also, ...unclearWords()).map((type) => ({ type })),
    fc.nat({ max: 13 }).map((tap) => ({ tap })),
    fc.constantFrom(...others).map((send) => ({ send })),
  );
const make = (talk: Talk, move: Move): void => {
  if ('type' in move) talk.send({ type: 'text', text: move.type });
  else if ('tap' in move) talk.tap(move.tap);
  else talk.send(move.send);
};

describe('whatever is typed, tapped or sent', () => {
  it.each(languages.map((language) => [language]))('%s: no text goes out twice in a row', (language) => {
    // Each move comes up to three times in a row: that is where a sentence would be repeated.
    const moves = fc.array(fc.tuple(moveIn(language), fc.integer({ min: 1, max: 3 })), { maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...open), moves, (requests, made) => {
        const talk = new Talk(language, requests);
        for (const [move, times] of made) for (let n = 0; n < times; n += 1) make(talk, move);
        expect(saidTwice(talk)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

const textsOf = (talk: Talk): string[] => talk.sent.map(({ rendered }) => rendered.text);

describe('what is asked for again', () => {
  it.each<readonly [Language, string, string]>([
    ['tr', 'menü', 'Bir kez daha yazıyorum:'],
    ['en', 'menu', 'Once more:'],
    ['ar', 'القائمة', 'مرة أخرى:'],
  ])('%s: a line before it says that it is the same, every other time', (language, text, lead) => {
    const talk = new Talk(language, []);
    for (let n = 0; n < 3; n += 1) talk.send({ type: 'text', text });
    const [first = '', second, third] = textsOf(talk);

    expect([second, third]).toEqual([`${lead}\n\n${first}`, first]);
  });

  it('a summary whose confirmation binds: in its own words alone, its buttons the current ones', () => {
    const talk = new Talk('tr', [aLetter()]);
    talk.tap(0);
    talk.send(photo);
    const recaps = talk.sent.filter(({ prompt }) => prompt === 'reconciliation.recap');

    expect(recaps.length).toBe(2);
    expect(recaps[1]?.rendered.text).toBe(recaps[0]?.rendered.text);
  });

  it('a consent: the words it is bound to, and nothing before them', () => {
    const talk = new Talk('tr', []);
    talk.send({ type: 'text', text: 'gizlilik' });
    const privacy = talk.sent.at(-1)?.rendered.choices ?? [];
    const marketing = privacy.findIndex(({ id }) => id.endsWith('openedMarketing'));
    const tap = { type: 'choice', id: privacy[marketing]?.id ?? '', title: '', via: 'list' } as const;
    talk.send(tap);
    talk.send(tap);
    const [one, other] = textsOf(talk).slice(-2);

    expect(other).toBe(one);
    expect(other).toMatch(/^Deneme A\.Ş\. kampanya/);
  });
});
