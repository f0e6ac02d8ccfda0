import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
import { aDocument, aFeedback, aLetter, aNotice, anApproval, anInvoice, Chat } from './chat.ts';

const end = '2026-11-25T11:00:00.000Z';
const terms = { dueAt: end, expiresAt: end, reminders: [] };
const oneLine = (over: Partial<RequestContent> = {}): RequestContent =>
  aLetter({ ...terms, lines: [{ unit: 'HAS', quantity: '10.000', side: 'B' }], ...over });

/** Minutes after the end (negative: before it) at which the person acted, and at which we learn of it. */
interface When {
  acted: number;
  learnt: number;
}
const instant = (minutes: number): Date => new Date(Date.parse(end) + minutes * 60_000);
const outage: When = { acted: -5, learnt: 180 };

/** The button of the newest prompt that offers it, tapped at one time and known at another. */
const tapLate = (chat: Chat, choice: string, { acted, learnt }: When = outage): Chat => {
  const index = chat.seen.findLastIndex(({ choices }) => choices.some(({ id }) => id.endsWith(`.${choice}`)));
  const id = chat.seen[index]?.choices.find((one) => one.id.endsWith(`.${choice}`))?.id ?? '';
  chat.now = instant(learnt).getTime() - 60_000;
  return chat.send({ type: 'choice', id, title: 'x', via: 'button' }, { at: instant(acted) });
};
const typeLate = (chat: Chat, text: string, { acted, learnt }: When = outage): Chat => {
  chat.now = instant(learnt).getTime() - 60_000;
  return chat.type(text, { at: instant(acted) });
};

/** With the timer that ended it, and before it could. */
const ways: readonly [name: string, end: (chat: Chat, requestId: string) => Chat][] = [
  ['after the timer had closed the request', (chat, requestId) => chat.fireTimer(requestId, 'expiry')],
  ['before the timer', (chat) => chat],
];

describe.each(ways)('an answer given in time that reaches us late, %s', (name, ends) => {
  const isClosed = name.includes('closed');
  const reopened = isClosed ? 1 : 0;

  it('an objection to a letter, tapped: the dialog goes on and is recorded, staff is told', () => {
    const chat = tapLate(ends(new Chat().ask(oneLine()), 'req_letter'), 'disagreed');
    const [said, dialog] = [chat.said, chat.dialog('req_letter')];
    chat.tap('skipped').tap('skipped').tap('confirmed');

    expect([said, dialog !== undefined]).toEqual([['reconciliation.askFigure'], true]);
    expect(chat.all('reopenRequest')).toHaveLength(reopened);
    expect([chat.history, chat.tasks]).toEqual([
      expect.arrayContaining(['answered_in_time']),
      expect.arrayContaining(['late_answer']),
    ]);
    expect([chat.decisions, chat.outcomes.at(-1)]).toEqual([['disagreed'], 'disagreed']);
  });

  it('an objection in words: the same', () => {
    const chat = typeLate(ends(new Chat().ask(oneLine()), 'req_letter'), 'mutabık değiliz');

    expect([chat.said, chat.all('reopenRequest')]).toHaveLength(2);
    expect(chat.said).toEqual(['reconciliation.askFigure']);
    expect(chat.tasks).toContain('late_answer');
  });

  it('the time it goes on: what the person had left, a quarter of an hour at least, a day at most', () => {
    const left = (acted: number): number => {
      const chat = tapLate(ends(new Chat().ask(oneLine()), 'req_letter'), 'disagreed', {
        acted,
        learnt: 180,
      });
      const timer = chat.dialog('req_letter')?.timers.find(({ timer: one }) => one === 'expiry');
      return (Date.parse(timer?.at ?? '') - chat.now) / 60_000;
    };

    expect([left(-5), left(-60), left(-1_500)]).toEqual([15, 60, 1_440]);
  });

  it('a figure that was being asked: taken', () => {
    const chat = typeLate(ends(new Chat().ask(oneLine()).tap('disagreed'), 'req_letter'), '9,5 borç');

    expect(chat.said).toEqual(['reconciliation.askReason']);
  });

  it('the confirmation of a recap: decided', () => {
    for (const [request, first] of [
      [anApproval(terms), 'approved'],
      [anInvoice(terms), 'approved'],
      [oneLine(), 'agreed'],
    ] as const) {
      const chat = tapLate(ends(new Chat().ask(request).tap(first), request.requestId), 'confirmed');

      expect(chat.decisions).toEqual([first]);
      expect(chat.outcomes.at(-1)).toBe(first);
    }
  });

  it('a rejection: asks its reason, and ends rejected', () => {
    const chat = tapLate(ends(new Chat().ask(anApproval(terms)), 'req_approval'), 'rejected');
    chat.tap('skipped').tap('confirmed');

    expect([chat.decisions, chat.outcomes.at(-1)]).toEqual([['rejected'], 'rejected']);
  });

  it('a yes to a price that has run out: not asked back, noted for staff; its confirmation in time counts', () => {
    const price = { ...terms, details: { price: { rate: '7000.00' } } };
    const first = tapLate(ends(new Chat().ask(anApproval(price)), 'req_approval'), 'approved');
    const confirmed = tapLate(
      ends(new Chat().ask(anApproval(price)).tap('approved'), 'req_approval'),
      'confirmed',
    );

    expect([first.decisions, first.outcomes]).toEqual([[], ['expired']]);
    expect([first.tasks, first.history]).toEqual([
      expect.arrayContaining(['late_answer']),
      expect.arrayContaining(['answered_in_time']),
    ]);
    expect(confirmed.decisions).toEqual(['approved']);
  });

  it('a document, feedback, a movement that is not theirs, a denied payment: taken as well', () => {
    const document = ends(new Chat().ask(aDocument(terms)), 'req_document');
    document.now = instant(180).getTime();
    document.send(
      { type: 'image', mediaId: 'm1', mimeType: 'image/jpeg', sha256: null, filename: null, caption: null },
      { at: instant(-5) },
    );
    const feedback = tapLate(ends(new Chat().ask(aFeedback(terms)), 'req_feedback'), 'positive');
    const movement = tapLate(ends(new Chat().ask(aNotice('movement', terms)), 'req_movement'), 'notMine');
    const denied = tapLate(
      ends(new Chat().ask(aNotice('verification', terms)), 'req_verification'),
      'notMine',
    );

    expect([document.said, document.view('req_document').state]).toEqual([[], 'checking']);
    expect([feedback, movement, denied].map(({ outcomes }) => outcomes.at(-1))).toEqual([
      'positive',
      'disputed',
      'denied',
    ]);
  });

  it('done after the end: nothing is taken, time is up', () => {
    const chat = tapLate(ends(new Chat().ask(oneLine()), 'req_letter'), 'disagreed', {
      acted: 1,
      learnt: 180,
    });

    expect([chat.dialog('req_letter'), chat.outcomes, chat.all('reopenRequest')]).toEqual([
      undefined,
      ['no_response'],
      [],
    ]);
  });

  it('a reaction, or words that are no answer, from before the end: nothing is opened', () => {
    for (const text of ['teşekkürler', 'merhaba']) {
      const chat = typeLate(ends(new Chat().ask(oneLine()), 'req_letter'), text);

      expect([chat.all('reopenRequest'), chat.tasks.includes('late_answer')]).toEqual([[], false]);
    }
  });
});

describe.each(ways)('an answer given in time that reaches us while staff speaks, %s', (name, ends) => {
  const reopened = name.includes('closed') ? 1 : 0;
  const withStaff = (request: RequestContent, before: (chat: Chat) => Chat = (chat) => chat): Chat =>
    ends(before(new Chat().ask(request)).command({ type: 'takeover', by: 'staff:1' }), request.requestId);
  const aPhoto = {
    type: 'image',
    mediaId: 'm1',
    mimeType: 'image/jpeg',
    sha256: null,
    filename: null,
    caption: null,
  } as const;
  const photoLate = (chat: Chat): Chat => {
    chat.now = instant(180).getTime() - 60_000;
    return chat.send(aPhoto, { at: instant(-5) });
  };
  const tapped = (
    request: RequestContent,
    choice: string,
  ): [string, RequestContent, (chat: Chat) => Chat] => [
    `${request.variant}, ${choice}`,
    request,
    (chat) => tapLate(chat, choice),
  ];

  it.each([
    tapped(oneLine(), 'disagreed'),
    tapped(anApproval(terms), 'rejected'),
    tapped(anInvoice(terms), 'approved'),
    tapped(aFeedback(terms), 'positive'),
    tapped(aNotice('movement', terms), 'notMine'),
    tapped(aNotice('verification', terms), 'notMine'),
    tapped(aNotice('deadline', terms), 'openedRequest'),
    ['letter, in words', oneLine(), (chat) => typeLate(chat, 'mutabık değiliz')],
    ['document, a photo', aDocument(terms), photoLate],
    ['payment, a photo', aNotice('payment', terms), photoLate],
    ['difference, a photo', aNotice('difference', terms), photoLate],
  ] as [string, RequestContent, (chat: Chat) => Chat][])(
    '%s: the request is open for a day, staff is told, nothing is said or decided',
    (_, request, answer) => {
      const chat = answer(withStaff(request));
      const timer = chat.dialog(request.requestId)?.timers.find(({ timer: one }) => one === 'expiry');

      expect([chat.said, chat.decisions, chat.all('reopenRequest').length]).toEqual([[], [], reopened]);
      expect([chat.history, chat.tasks]).toEqual([
        expect.arrayContaining(['answered_in_time']),
        expect.arrayContaining(['late_answer']),
      ]);
      expect(Date.parse(timer?.at ?? '') - chat.now).toBe(24 * 60 * 60_000);
    },
  );

  it('the bot speaks again: the question comes back, and its answer counts', () => {
    const chat = tapLate(withStaff(oneLine()), 'disagreed').command({ type: 'release', by: 'staff:1' });
    const asked = chat.said;
    chat.tap('disagreed').tap('skipped').tap('skipped').tap('confirmed');

    expect(asked).toContain('reconciliation.letter');
    expect([chat.decisions, chat.outcomes.at(-1)]).toEqual([['disagreed'], 'disagreed']);
  });

  it('a recap confirmed in time: shown again on release, decided by its new confirmation alone', () => {
    const chat = tapLate(
      withStaff(anInvoice(terms), (asked) => asked.tap('approved')),
      'confirmed',
    );
    const meanwhile = chat.decisions;
    chat.command({ type: 'release', by: 'staff:1' }).tap('approved').tap('confirmed');

    expect([meanwhile, chat.decisions]).toEqual([[], ['approved']]);
  });

  it('a price that has run out, even confirmed in time: on record for staff, not opened again', () => {
    const price = { ...terms, details: { price: { rate: '7000.00' } } };
    const chat = tapLate(
      withStaff(anApproval(price), (asked) => asked.tap('approved')),
      'confirmed',
    );

    expect([chat.all('reopenRequest'), chat.decisions]).toEqual([[], []]);
    expect([chat.tasks, chat.history]).toEqual([
      expect.arrayContaining(['late_answer']),
      expect.arrayContaining(['answered_in_time']),
    ]);
  });

  it('done after the end, or no answer at all: nothing is opened, nobody is told', () => {
    const late = tapLate(withStaff(oneLine()), 'disagreed', { acted: 1, learnt: 180 });
    const thanks = typeLate(withStaff(oneLine()), 'teşekkürler');

    for (const chat of [late, thanks])
      expect([chat.all('reopenRequest'), chat.tasks.includes('late_answer')]).toEqual([[], false]);
  });
});

describe('an answer given in time that reaches us late, other ends', () => {
  it('the request was withdrawn: told so, nothing is opened', () => {
    const chat = new Chat()
      .ask(oneLine())
      .command({ type: 'cancel', requestId: 'req_letter', by: 'staff:1' });
    tapLate(chat, 'disagreed');

    expect([chat.outcomes, chat.said]).toEqual([['withdrawn'], ['reconciliation.alreadyRecorded']]);
  });

  it('a newer version is asked by now: that one stands, staff is told', () => {
    const chat = new Chat().ask(oneLine()).fireTimer('req_letter', 'expiry');
    const later = { expiresAt: '2026-12-23T20:59:59.000Z', dueAt: '2026-12-23T20:59:59.000Z' };
    chat.ask(oneLine({ requestId: 'req_letter_2', version: 2, ...later }));
    chat.now = instant(180).getTime();
    const id = chat.seen[0]?.choices.find((one) => one.id.endsWith('.disagreed'))?.id ?? '';
    chat.send({ type: 'choice', id, title: 'x', via: 'button' }, { at: instant(-5) });

    expect([chat.dialog('req_letter'), chat.all('reopenRequest'), chat.decisions]).toEqual([
      undefined,
      [],
      [],
    ]);
    expect(chat.tasks).toContain('late_answer');
  });

  it('the ten minutes of a correction were kept: it can still be undone', () => {
    const chat = new Chat(undefined, '2026-11-24T08:00:00.000Z')
      .ask(anApproval())
      .tap('approved')
      .tap('confirmed');
    const approvedAt = chat.now;
    chat.fireTimer('req_approval', 'correction');
    const index = chat.seen.findLastIndex(({ choices }) =>
      choices.some(({ id }) => id.endsWith('.corrected')),
    );
    const id = chat.seen[index]?.choices.find((one) => one.id.endsWith('.corrected'))?.id ?? '';
    chat
      .wait(60 * 60_000)
      .send({ type: 'choice', id, title: 'x', via: 'button' }, { at: new Date(approvedAt + 5 * 60_000) });
    const asked = chat.said;
    chat.tap('confirmed');

    expect(asked).toEqual(['approval.correctingToRejection']);
    expect(chat.outcomes).toEqual(['approved', 'rejected']);
  });

  it('a correction within its ten minutes that reaches us while staff speaks: on record, staff is told, nothing is undone', () => {
    const chat = new Chat(undefined, '2026-11-24T08:00:00.000Z')
      .ask(anApproval())
      .tap('approved')
      .tap('confirmed');
    const approvedAt = chat.now;
    const index = chat.seen.findLastIndex(({ choices }) =>
      choices.some(({ id }) => id.endsWith('.corrected')),
    );
    const id = chat.seen[index]?.choices.find((one) => one.id.endsWith('.corrected'))?.id ?? '';
    chat
      .command({ type: 'takeover', by: 'staff:1' })
      .fireTimer('req_approval', 'correction')
      .wait(60 * 60_000)
      .send({ type: 'choice', id, title: 'x', via: 'button' }, { at: new Date(approvedAt + 5 * 60_000) });

    expect([chat.said, chat.outcomes]).toEqual([[], ['approved']]);
    expect([chat.tasks, chat.history]).toEqual([
      expect.arrayContaining(['late_answer']),
      expect.arrayContaining(['answered_in_time']),
    ]);
  });

  it('nine days later: what stood then is forgotten', () => {
    const chat = new Chat().ask(oneLine()).fireTimer('req_letter', 'expiry');
    chat
      .wait(9 * 24 * 60 * 60_000)
      .ask(aFeedback())
      .fireTimer('req_feedback', 'expiry');

    expect(chat.state.closed.map(({ before }) => before !== undefined)).toEqual([false, true]);
  });
});
