import { wishes } from '../../../machines/conversation/wishes.ts';
import { makeReadReply } from '../../../src/reading/make-read-reply.ts';
import { phrases } from '../../../src/reading/phrases.ts';
import { readFigure } from '../../../src/reading/read-figure.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import { meanings, type Meaning, type ReadReply } from '../../../src/reading/reading.ts';
import { makeFoldInput } from '../../../src/step/fold-input.ts';
import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
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
  Chat,
} from './chat.ts';

type Move = readonly [name: string, do_: (chat: Chat) => unknown];

const [unclear] = unclearWords();
const composed: { readonly [meaning: string]: string } = {
  'approve.clear': 'işlem doğru onayımız var',
  'reject.clear': 'bu işlem hatalı kabul etmiyoruz',
  unknown: unclear,
};
const guessing = (meaning: Meaning): string => `qwz ${meaning.replace(/\W/g, '')}`;
const guesses = new Map(meanings.map((meaning) => [guessing(meaning), meaning]));

/** Reads as ever, and takes some words that nobody knows for a guess. */
const readGuessing: ReadReply = (text) => {
  const meaning = guesses.get(text);
  return meaning === undefined
    ? readReply(text)
    : makeReadReply(() => [{ meaning, likelihood: 0.9 }], 'proposer-test')(text);
};

/** Words of each meaning, said and guessed; `isWish`: they ask for something by name. */
const asking: ReadonlySet<string> = new Set([
  ...wishes,
  ...['human.callback', 'resend', 'send_report', 'upload_link', 'consent.give', 'consent.refuse'],
]);
const said = meanings.map((meaning) => ({
  title: meaning as string,
  text: composed[meaning] ?? Object.entries(phrases).find(([of]) => of === meaning)?.[1][0] ?? unclear,
  isWish: asking.has(meaning),
}));
const guessed = meanings.map((meaning) => ({
  title: `${meaning}, guessed`,
  text: guessing(meaning),
  isWish: false,
}));
const words = [...said, ...guessed];

const person = (): Chat =>
  new Chat(
    aContact({ accounts: [anAccount()] }),
    '2026-11-23T07:01:00.000Z',
    makeFoldInput({ readReply: readGuessing, readFigure }),
  );

const photo = {
  type: 'image',
  mediaId: 'm1',
  mimeType: 'image/jpeg',
  sha256: null,
  filename: null,
  caption: null,
} as const;

/** What moves a dialog beside its buttons. */
const movesOf = ({ requestId }: RequestContent): readonly Move[] => [
  ['an ambiguous figure', (chat) => chat.type('1.250')],
  ['a figure', (chat) => chat.type('12')],
  ['own words', (chat) => chat.type('kilo başına ücret yüksek')],
  ['a refusal', (chat) => chat.type('belge göndermeyeceğim')],
  ['a photo', (chat) => chat.send(photo)],
  ['a good file', (chat) => chat.checked('accepted', { requestId })],
  [
    'a document sent back',
    (chat) => chat.command({ type: 'reject-document', requestId, reason: 'x', by: 'k' }),
  ],
  ['a code', (chat) => chat.type('123456')],
];

/** Taps of what the last prompt of this request offers. */
const tapsOf = (chat: Chat, requestId: string): readonly Move[] =>
  (chat.sent.findLast((sent) => sent.requestId === requestId)?.choices ?? []).map(({ choice, arg }) => {
    const name = arg === undefined ? choice : `${choice}:${arg}`;
    return [name, (again) => again.tap(name, { requestId })];
  });

interface Scene {
  title: string;
  open: () => Chat;
}

const played = (open: () => Chat, moves: readonly Move[]): Chat => {
  const chat = open();
  for (const [, move] of moves) move(chat);
  return chat;
};

const stateOf = (chat: Chat, requestId: string): string | null =>
  chat.dialog(requestId) === undefined ? null : chat.view(requestId).state;

/** Every state of a dialog that buttons, files, figures and words lead to, on a shortest way. */
const scenesOf = (request: RequestContent): Scene[] => {
  const { requestId } = request;
  const open = (): Chat => person().ask(request);
  const found = new Map<string, readonly Move[]>();
  const queue: (readonly Move[])[] = [[]];
  for (let moves = queue.shift(); moves; moves = queue.shift()) {
    const chat = played(open, moves);
    const state = stateOf(chat, requestId);
    if (state === null || found.has(state)) continue;
    found.set(state, moves);
    for (const move of [...tapsOf(chat, requestId), ...movesOf(request)]) queue.push([...moves, move]);
  }
  return [...found].map(([state, moves]) => ({
    title: `${request.kind}, ${request.variant}: ${state}`,
    open: () => played(open, moves),
  }));
};

const variants = ['report', 'movement', 'payment', 'difference', 'verification', 'deadline'] as const;
const ofDialogs = [
  aLetter(),
  aLetter({ lines: [{ unit: 'HAS', quantity: '10.000', side: 'B' }] }),
  anApproval(),
  anApproval({ details: { four_eyes: true } }),
  anInvoice(),
  aDocument(),
  aFeedback(),
  ...variants.map((variant) => aNotice(variant)),
].flatMap(scenesOf);

const unchecked = (): Chat => {
  const chat = person();
  chat.contact = aContact({ phone: '+905000000201', phoneVerified: false, accounts: [anAccount()] });
  return chat;
};
const ofConversation: readonly Scene[] = [
  { title: 'nothing is open', open: person },
  { title: 'several are open', open: () => person().ask(aLetter()).ask(anApproval()) },
  { title: 'a request is held', open: () => unchecked().ask(aLetter()) },
  { title: 'the menu was shown', open: () => person().type('menü') },
  {
    title: 'a consent was asked for',
    open: () => person().type('menü').tap('openedPrivacy').tap('openedMarketing'),
  },
  { title: 'messages are stopped', open: () => person().type('DUR') },
  { title: 'a letter has ended', open: () => person().ask(aLetter()).tap('agreed').tap('confirmed') },
];

interface Said {
  sentence: string;
  isWish: boolean;
}

/** What a message is answered, in order: text, what stands in it, of which request. */
const answersTo = (chat: Chat, text: string, isWish: boolean): Said[] => {
  const before = chat.sent.length;
  chat.type(text);
  return chat.sent.slice(before).map(({ prompt, values = {}, requestId, link }) => {
    const { closedAt: _at, ...rest } = values;
    return { sentence: JSON.stringify([prompt, requestId, rest, chat.state.language, link ?? null]), isWish };
  });
};

/** For a person of ours: of one who was asked for whatever it is, else what no machine was told of. */
const isKept = ({ standing: { waitsFor }, events }: Chat): boolean =>
  waitsFor === 'answer' || (waitsFor !== null && events.length === 0);

/** What is wrong with the answers to these words, typed three times; null: nothing. */
const faultOf = (open: () => Chat, { title, text, isWish }: (typeof words)[number]): string | null => {
  const chat = open();
  const kept: boolean[] = [];
  const answers = [1, 2, 3].map(() => {
    const said = answersTo(chat, text, isWish);
    kept.push(isKept(chat));
    return said;
  });
  const all = answers.flat();
  if (all.some((said, at) => !said.isWish && all[at - 1]?.sentence === said.sentence))
    return `${title}: a sentence twice in a row`;
  const [first, second = '', third] = answers.map((answer) => answer.map(({ sentence }) => sentence).join());
  if (isWish || first === '') return null;
  if (second === first) return `${title}: a whole answer twice`;
  // Thanks at the end are not answered, and what is kept for a person who was promised is not, either.
  if (second === '' && !title.startsWith('ack') && kept[1] !== true) return `${title}: no answer`;
  return second.includes('conversation.offerChoices') && third === first ? `${title}: said again` : null;
};

describe('typed words, each meaning said and guessed, three times in a row', () => {
  it.each([...ofDialogs, ...ofConversation])('$title: no sentence twice in a row', ({ open }) => {
    expect(words.flatMap((of) => faultOf(open, of) ?? [])).toEqual([]);
  });

  it('the walk comes through every kind of dialog', () => {
    const titles = ofDialogs.map(({ title }) => title);

    expect(titles.length).toBeGreaterThan(40);
    const wanted = [
      ...['confirmingAgreement', 'disagreeing.awaitingFigure', 'disagreeing.choosingFigure'],
      ...['rejecting.awaitingReason', 'correctable.confirmingRejection', 'reviewing', 'confirmingRefusal'],
      ...['awaitingSecond.inTime', 'report.proving', 'difference.awaitingFile', 'awaitingComment'],
    ];
    expect(wanted.filter((state) => !titles.some((title) => title.endsWith(state)))).toEqual([]);
  });
});

const letter = (): Chat => person().ask(aLetter());
const thrice = (chat: Chat, text: string): string[][] => [1, 2, 3].map(() => chat.type(text).said);

describe('a reply that would bring what was said last', () => {
  it.each([
    ['a soft yes', letter, 'tamam', ['reconciliation.confirmSoft']],
    ['a likely no', letter, guessing('reject.clear'), ['reconciliation.confirmNo']],
    ['a question', letter, 'bu ne demek?', ['reconciliation.help']],
    ['several open', () => letter().ask(anApproval()), 'tamam', ['conversation.whichRequest']],
    ['a yes to nothing', person, 'onaylıyorum', ['conversation.noOpenItems']],
    ['a guess of an act', person, guessing('askedForErasure'), ['conversation.perhapsMeant']],
    ['a guess of a wish', person, guessing('askedForStatement'), ['conversation.statementRequested']],
    ['a greeting', person, 'merhaba', ['conversation.menu']],
    ['a greeting beside a letter', letter, 'merhaba', ['conversation.greeting', 'reconciliation.help']],
    ['a soft yes at a recap', () => letter().tap('agreed'), 'tamam', ['reconciliation.recap']],
  ])('%s: said once, then choices, then a person', (_title, open, text, said) => {
    const chat = open();

    expect(thrice(chat, text)).toEqual([said, ['conversation.offerChoices'], ['conversation.offerHuman']]);
    expect(chat.tasks.filter((reason) => reason === 'not_understood')).toHaveLength(1);
    expect(chat.decisions).toEqual([]);
  });

  it('two different replies with the same answer: as if one of them was repeated', () => {
    const chat = letter().type('bu ne demek?').type('fatura düzeltilirse onaylarım');

    expect(chat.said).toEqual(['conversation.offerChoices']);
  });

  it('and one that nobody understands between: counted together', () => {
    const chat = letter().type('bu ne demek?').type(unclear).type('bu ne demek?');

    expect([chat.results.at(-2), chat.last].map((result) => result?.effects.length)).toEqual([1, 2]);
    expect(chat.said).toEqual(['conversation.offerHuman']);
  });

  it('after the person was offered: may be said again', () => {
    const chat = letter();
    thrice(chat, 'tamam');

    expect(chat.type('tamam').said).toEqual(['reconciliation.confirmSoft']);
  });

  it('the buttons of what was not said again: still the current ones', () => {
    const asked = letter().type('tamam').type('tamam').tap('agreed');
    const recap = letter().tap('agreed').type('tamam').type('tamam').tap('confirmed');

    expect([asked.said, recap.decisions]).toEqual([['reconciliation.recap'], ['agreed']]);
  });

  it('the task it leads to: opened all the same', () => {
    const chat = person().type('bir sorum var').type('soru');

    expect(chat.said).toEqual(['conversation.offerChoices']);
    expect(chat.tasks).toEqual(['question', 'question']);
  });
});

describe('what may be said again', () => {
  it('what is asked for by name, by its button, title or reference', () => {
    const menu = person().type('menü').type('menü');
    const tapped = person().type('menü').tap('openedPrivacy').tap('openedPrivacy');
    const again = letter().type('tekrar gönder').type('tekrar gönder');
    const named = letter().ask(anApproval()).type('ONY-3107').type('ONY-3107');

    expect([menu, tapped, again, named].map(({ said }) => said)).toEqual([
      ['conversation.menu'],
      ['conversation.privacy'],
      ['reconciliation.letter'],
      ['approval.request'],
    ]);
  });

  it.each<readonly [string, (chat: Chat) => Chat]>([
    ['a reminder between', (chat) => chat.fireTimer('req_letter', 'reminder')],
    ['a photo between', (chat) => chat.send(photo)],
    ['a page of the menu between', (chat) => chat.type('menü')],
    ['another language', (chat) => chat.type('english')],
  ])('%s: the sentence stands alone again', (_title, between) => {
    const chat = between(letter().type('tamam')).type('tamam');

    expect(chat.said).toEqual(['reconciliation.confirmSoft']);
  });

  it('a recap that nobody can have read, minutes later: shown again', () => {
    const chat = letter().type('mutabıkız');
    for (const intent of Object.keys(chat.deliveries))
      chat.deliveries[intent] = { handedOverAt: null, deliveredAt: null, sentAs: null };

    expect(chat.type('mutabıkız').said).toEqual(['reconciliation.recap']);
  });

  it('a question that a button brought: once more for the first reply that is none', () => {
    const chat = letter().tap('disagreed');
    const tapped = chat.said;

    expect([tapped, ...thrice(chat, 'bu ne demek?')]).toEqual([
      ['reconciliation.whichUnit'],
      ['reconciliation.whichUnit'],
      ['conversation.offerChoices'],
      ['conversation.offerHuman'],
    ]);
  });

  it('what a stranger is told: nothing else may be', () => {
    const chat = new Chat(null).type('merhaba').type('merhaba');

    expect(chat.said).toEqual(['conversation.unknownContact']);
  });

  it('what another person at the number was told: said to them for the first time', () => {
    const chat = person().type('onaylıyorum');
    chat.contact = aContact({ ref: 'C003-1', customerRefs: ['C003'] });

    expect(chat.type('onaylıyorum').said).toEqual(['conversation.noOpenItems']);
  });

  it('within a turn: as between turns, nobody is left without an answer', () => {
    const chat = letter().type('tamam').goOn('tamam');
    const second = chat.said;

    expect([second, chat.goOn('olur').said]).toEqual([
      ['conversation.offerChoices'],
      ['conversation.offerHuman'],
    ]);
  });
});

describe('what was said long ago', () => {
  it.each([
    [5 * 60_000, ['conversation.offerChoices']],
    [61 * 60_000, ['conversation.greeting', 'reconciliation.help']],
  ] as const)('a greeting again after %d ms', (later, said) => {
    const chat = new Chat().ask(aLetter()).type('merhaba');
    expect(chat.said).toContain('conversation.greeting');
    expect(chat.wait(later).type('merhaba').said).toEqual(said);
  });
});
