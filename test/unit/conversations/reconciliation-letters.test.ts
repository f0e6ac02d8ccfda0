import { aContact, aLetter, Chat } from './chat.ts';

const accountant = aContact({
  ref: 'C001-2',
  roles: ['reconcile', 'invoice'],
  canBind: false,
  customerRefs: ['C001'],
});
const owner = aContact({ ref: 'C001-1', roles: ['owner', 'approve'], customerRefs: ['C001'] });
const letterOfC001 = aLetter({ customerRef: 'C001', reference: 'MUT-2026-10-C001' });
const oneLine = aLetter({ lines: [{ unit: 'USD', quantity: '12450.00', side: 'A' }] });

describe('reconciliation letter', () => {
  it('sent: the letter with its three choices, and timers for the first reminder and the expiry', () => {
    const chat = new Chat().ask(aLetter());

    expect(chat.said).toEqual(['reconciliation.letter']);
    expect(chat.sent[0]?.choices).toEqual([
      { choice: 'agreed' },
      { choice: 'disagreed' },
      { choice: 'askedForHuman' },
    ]);
    expect(chat.dialog('req_letter')?.timers.map(({ timer, at }) => [timer, at])).toEqual([
      ['expiry', '2026-12-23T20:59:59.000Z'],
      ['reminder', '2026-11-26T06:00:00.000Z'],
    ]);
  });

  it('evt_1001, agreed by an accountant who cannot bind, then in two steps by the owner: forwarded, then agreed', () => {
    const first = new Chat(accountant).ask(letterOfC001).tap('agreed');
    const second = new Chat(owner).ask(letterOfC001, 'C001-2').tap('agreed');
    const beforeConfirming = [...second.decisions];
    second.tap('confirmed');

    expect(first.said).toEqual(['reconciliation.forwarded']);
    expect([first.decisions, first.outcomes, first.forwards]).toEqual([[], [], 1]);
    expect(first.history).toEqual(['forwarded_unauthorised']);
    expect(first.state.dialogs).toEqual([]);
    expect(beforeConfirming).toEqual([]);
    expect([second.decisions, second.outcomes]).toEqual([['agreed'], ['agreed']]);
    expect(second.said).toEqual(['reconciliation.recordedAgreed']);
    expect(second.view('req_letter').lines.every(({ answer }) => answer === 'agreed')).toBe(true);
    expect(second.view('req_letter').state).toBe('agreed');
  });

  it('evt_1002, «altında mutabıkız dolarda değiliz»: asks the dollar figure, then agreed_partial after the recap', () => {
    const chat = new Chat().ask(aLetter()).type('altında mutabıkız dolarda değiliz');
    const asked = chat.sent.at(-1);
    chat.type('12.000,00 USD alacak').type('bir dekont eksik');
    const recap = chat.sent.at(-1);
    const beforeConfirming = [...chat.decisions];
    chat.tap('confirmed');

    expect([asked?.prompt, asked?.values?.['unit']]).toEqual(['reconciliation.askFigure', 'USD']);
    expect([recap?.prompt, recap?.recap, recap?.values?.['reason']]).toEqual([
      'reconciliation.partialRecap',
      true,
      'bir dekont eksik',
    ]);
    expect(beforeConfirming).toEqual([]);
    expect([chat.decisions, chat.outcomes]).toEqual([['agreed_partial'], ['agreed_partial']]);
    expect(chat.view('req_letter').lines.map(({ unit, answer }) => [unit, answer])).toEqual([
      ['HAS', 'agreed'],
      ['USD', 'disagreed'],
      ['EUR', null],
      ['PCS_CEYREK', null],
    ]);
    expect(chat.view('req_letter')).toMatchObject({ reason: 'bir dekont eksik' });
  });

  it('a partial answer of somebody who cannot bind: forwarded, nothing recorded', () => {
    const chat = new Chat(aContact({ canBind: false }))
      .ask(aLetter())
      .type('altında mutabıkız dolarda değiliz');

    expect([chat.said, chat.decisions, chat.forwards]).toEqual([['reconciliation.forwarded'], [], 1]);
  });

  it('disagreed in one unit with an own figure: the others stay unanswered and the outcome is disagreed', () => {
    const chat = new Chat(aContact({ canBind: false })).ask(aLetter()).tap('disagreed').tap('choseUnit:USD');
    chat.type('12000').tap('choseSide:A').tap('finished').tap('choseReason:missing_entry').tap('confirmed');

    expect([chat.decisions, chat.outcomes]).toEqual([['disagreed'], ['disagreed']]);
    expect(chat.view('req_letter').lines).toEqual([
      expect.objectContaining({ unit: 'HAS', answer: null }),
      expect.objectContaining({ unit: 'USD', answer: 'disagreed', own: { quantity: '12000.00', side: 'A' } }),
      expect.objectContaining({ unit: 'EUR', answer: null }),
      expect.objectContaining({ unit: 'PCS_CEYREK', answer: null }),
    ]);
    expect(chat.view('req_letter').reason).toBe('missing_entry');
  });

  it('disagreed with one line only: asks the figure at once', () => {
    const chat = new Chat().ask(oneLine).tap('disagreed');

    expect(chat.said).toEqual(['reconciliation.askFigure']);
  });

  it('R11: an ambiguous figure: shows both meanings and takes the chosen one', () => {
    const gold = aLetter({ lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B' }] });
    const chat = new Chat().ask(gold).tap('disagreed').type('1.250');
    const asked = chat.sent.at(-1);
    chat.tap('gaveFigureOption:1').tap('choseSide:B').tap('skipped').tap('confirmed');

    expect(asked?.prompt).toBe('reconciliation.ambiguousFigure');
    const chosen = (asked?.values?.['options'] as { quantity: string }[])[1]?.quantity; // two meanings were offered
    expect(chat.view('req_letter').lines[0]?.own).toEqual({ quantity: chosen, side: 'B' });
    expect(chat.outcomes).toEqual(['disagreed']);
  });

  it('a figure in another unit, then no figure: asked again, then choices, nothing taken', () => {
    const chat = new Chat().ask(oneLine).tap('disagreed').type('500 EUR');
    const wrongUnit = chat.said;
    chat.type('bilmem');

    expect(wrongUnit).toEqual(['reconciliation.figureNotUnderstood']);
    expect(chat.said).toEqual(['conversation.offerChoices']);
    expect(chat.view('req_letter').state).toBe('disagreeing.awaitingFigure');
  });

  it('every unit disputed at once: asks each figure in turn', () => {
    const chat = new Chat().ask(aLetter()).tap('disagreed').tap('choseUnit:ALL');
    const units = [0, 1, 2, 3].map(() => {
      const unit = chat.sent.at(-1)?.values?.['unit'];
      chat.tap('skipped');
      return unit;
    });

    expect(units).toEqual(['HAS', 'USD', 'EUR', 'PCS_CEYREK']);
    expect(chat.said).toEqual(['reconciliation.askReason']);
  });

  it.each(['tamam', 'evet', '👍'])('soft words «%s»: asked for a clear answer, nothing recorded', (text) => {
    const chat = new Chat().ask(aLetter()).type(text);

    expect([chat.said, chat.decisions]).toEqual([['reconciliation.confirmSoft'], []]);
  });

  it('strong words, then strong words again after the recap: agreed', () => {
    const chat = new Chat().ask(aLetter()).type('mutabıkız').type('evet onaylıyorum');

    expect([chat.decisions, chat.outcomes]).toEqual([['agreed'], ['agreed']]);
  });

  it('strong words sent twice in a hurry, the second before the recap existed: not agreed', () => {
    const chat = new Chat().ask(aLetter()).type('mutabıkız');
    chat.type('mutabıkız', { at: new Date(chat.now - 1_000) });

    expect([chat.said, chat.decisions]).toEqual([['reconciliation.recap'], []]);
  });

  it('strong words from before the letter, forwarded words, words after the deadline: asked for a clear answer', () => {
    const old = new Chat().ask(aLetter());
    old.type('mutabıkız', { at: new Date(old.now - 5_000) });
    const passedOn = new Chat().ask(aLetter()).type('mutabıkız', { forwarded: true });
    const late = new Chat(aContact(), '2026-12-10T09:00:00.000Z').ask(aLetter()).type('mutabıkız');

    for (const chat of [old, passedOn, late]) expect(chat.said).toEqual(['reconciliation.confirmSoft']);
  });

  it('«mutabıkız» typed at the recap of a disagreement: does not confirm it', () => {
    const chat = new Chat().ask(oneLine).tap('disagreed').tap('skipped').tap('skipped').type('mutabıkız');

    expect([chat.said, chat.decisions]).toEqual([['reconciliation.disagreeRecap'], []]);
  });

  it('typed no at the recap: back to the question', () => {
    const chat = new Chat().ask(aLetter()).tap('agreed').type('hayır');

    expect(chat.said).toEqual(['reconciliation.help']);
    expect(chat.dialog('req_letter')?.recapNumber).toBeNull();
    expect(chat.view('req_letter').lines.every(({ answer }) => answer === null)).toBe(true);
  });

  it('R5: reminders one after the other, then the expiry: no_response with work for staff, never agreed', () => {
    const chat = new Chat().ask(aLetter());
    chat.fireTimer('req_letter', 'reminder');
    const second = chat.dialog('req_letter')?.timers.find(({ timer }) => timer === 'reminder');
    chat.fireTimer('req_letter', 'reminder').fireTimer('req_letter', 'expiry');

    expect(second).toEqual({ timer: 'reminder', gen: 3, at: '2026-12-02T06:00:00.000Z' });
    expect(chat.history).toEqual(['reminder_sent', 'reminder_sent']);
    expect([chat.decisions, chat.outcomes, chat.tasks]).toEqual([
      [],
      ['no_response'],
      ['reconciliation_no_response'],
    ]);
  });

  it('a timer of an earlier generation: does nothing', () => {
    const chat = new Chat().ask(aLetter());
    chat.fireTimer('req_letter', 'reminder').fireTimer('req_letter', 'reminder', 2);

    expect(chat.last?.effects).toEqual([]);
    expect(chat.events).toEqual([]);
  });

  it('cancelled, superseded, undeliverable: closed with the outcome of each', () => {
    const by = 'staff:1';
    const cancelled = new Chat().ask(aLetter()).command({ type: 'cancel', requestId: 'req_letter', by });
    const superseded = new Chat().ask(aLetter()).command({ type: 'supersede', requestId: 'req_letter', by });
    const unreachable = new Chat().ask(aLetter()).failDelivery('req_letter', 1);
    const laterPrompt = new Chat().ask(aLetter()).tap('agreed').failDelivery('req_letter', 2);

    expect(cancelled.outcomes).toEqual(['withdrawn']);
    expect(superseded.outcomes).toEqual(['superseded']);
    expect([unreachable.outcomes, unreachable.tasks]).toEqual([['undeliverable'], ['undeliverable']]);
    expect([laterPrompt.outcomes, laterPrompt.history]).toEqual([[], ['prompt_undeliverable']]);
  });

  it('a contact who left the customer meanwhile: may neither agree nor object', () => {
    const agreeing = new Chat().ask(aLetter());
    agreeing.contact = aContact({ customerRefs: [] });
    agreeing.tap('agreed');
    const objecting = new Chat().ask(aLetter());
    objecting.contact = null;
    objecting.tap('disagreed');

    for (const chat of [agreeing, objecting])
      expect([chat.said, chat.decisions]).toEqual([['reconciliation.forwarded'], []]);
  });

  it('a contact above the limit in one unit: forwarded; within it: recap', () => {
    const over = new Chat(aContact({ limits: [{ unit: 'HAS', quantity: '3180.074' }] }))
      .ask(aLetter())
      .tap('agreed');
    const within = new Chat(aContact({ limits: [{ unit: 'HAS', quantity: '3180.0750' }] }))
      .ask(aLetter())
      .tap('agreed');

    expect([over.said, within.said]).toEqual([['reconciliation.forwarded'], ['reconciliation.recap']]);
  });
});
