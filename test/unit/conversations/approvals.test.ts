import { aContact, anApproval, anInvoice, Chat } from './chat.ts';

describe('approval of a transaction', () => {
  it('evt_1010, «onaylarım», later the button and the recap: deferred first, then approved', () => {
    const chat = new Chat().ask(anApproval()).type('onaylarım');
    const deferred = [...chat.said];
    chat.tap('approved');
    const asked = [...chat.said, ...chat.decisions];
    chat.tap('confirmed');

    expect(deferred).toEqual(['approval.deferred']);
    expect(asked).toEqual(['approval.recap']);
    expect([chat.decisions, chat.outcomes, chat.said]).toEqual([
      ['approved'],
      ['approved'],
      ['approval.recordedApproved'],
    ]);
  });

  it('evt_1011, answered two minutes after the expiry, timer not fired yet: expired, and the person is told', () => {
    const chat = new Chat(aContact(), '2026-11-24T11:20:00.000Z').ask(
      anApproval({ expiresAt: '2026-11-24T11:35:00.000Z', dueAt: '2026-11-24T11:35:00.000Z' }),
    );
    chat.wait(16 * 60_000).tap('approved');

    expect([chat.decisions, chat.outcomes, chat.said]).toEqual([[], ['expired'], ['approval.expired']]);
  });

  it('evt_1011, answered after the timer fired: told again that time is up, nothing changes', () => {
    const chat = new Chat().ask(anApproval()).fireTimer('req_approval', 'expiry').tap('approved');

    expect([chat.decisions, chat.outcomes, chat.said]).toEqual([[], ['expired'], ['approval.expired']]);
  });

  it('confirmed after the expiry although the recap was shown in time: expired', () => {
    const chat = new Chat().ask(anApproval()).tap('approved');
    chat.now = Date.parse('2026-11-25T11:00:00.000Z');
    chat.tap('confirmed');

    expect([chat.decisions, chat.outcomes]).toEqual([[], ['expired']]);
  });

  it('a late reminder timer after the expiry: expires instead of reminding', () => {
    const chat = new Chat().ask(anApproval({ reminders: ['2026-11-24T23:00:00.000Z'] }));
    chat.now = Date.parse('2026-11-25T12:00:00.000Z');
    chat.fireTimer('req_approval', 'reminder');

    expect([chat.outcomes, chat.history]).toEqual([['expired'], []]);
  });

  it.each(['reddediyorum', 'RET', 'hayır'])(
    '«%s»: asks the reason; skipped and confirmed: rejected',
    (text) => {
      const chat = new Chat().ask(anApproval()).type(text);
      const asked = chat.said;
      chat.tap('skipped').tap('confirmed');

      // The legal keyword may have meant all messages: that is offered as well (domain 9.1 rule 8).
      expect(asked).toEqual(['approval.askReason', ...(text === 'RET' ? ['conversation.askOptout'] : [])]);
      expect([chat.decisions, chat.outcomes, chat.view('req_approval').reason]).toEqual([
        ['rejected'],
        ['rejected'],
        null,
      ]);
    },
  );

  it('rejected by a contact who cannot bind: taken, with the words as the reason', () => {
    const chat = new Chat(aContact({ canBind: false }))
      .ask(anApproval())
      .tap('rejected')
      .type('Fiyat anlaştığımız gibi değil')
      .tap('confirmed');

    expect([chat.decisions, chat.view('req_approval').reason]).toEqual([
      ['rejected'],
      'Fiyat anlaştığımız gibi değil',
    ]);
  });

  it.each([
    ['before the reason', new Chat().ask(anApproval()).tap('rejected')],
    ['before the recap is confirmed', new Chat().ask(anApproval()).tap('rejected').tap('skipped')],
  ])('R5: a "no" begun, silence %s until the expiry: no decision, and staff is told', (_name, chat) => {
    chat.fireTimer('req_approval', 'expiry');

    expect([chat.decisions, chat.outcomes, chat.tasks]).toEqual([[], ['expired'], ['rejection_unfinished']]);
    expect(chat.history).toContain('rejection_unfinished');
  });

  it('a "no" begun, a reminder before it is confirmed: asked again, the recap still counts', () => {
    const chat = new Chat()
      .ask(anApproval({ reminders: ['2026-11-24T06:00:00.000Z'] }))
      .tap('rejected')
      .tap('skipped')
      .fireTimer('req_approval', 'reminder');
    const reminded = [...chat.said, ...chat.decisions];
    chat.tap('confirmed');

    expect([reminded, chat.decisions]).toEqual([['approval.reminder'], ['rejected']]);
  });

  it('R6: approved above the limit: forwarded, nothing decided', () => {
    const chat = new Chat(aContact({ limits: [{ unit: 'HAS', quantity: '499.999' }] }))
      .ask(anApproval())
      .tap('approved');

    expect([chat.said, chat.decisions, chat.history]).toEqual([
      ['approval.forwarded'],
      [],
      ['above_limit', 'forwarded_unauthorised'],
    ]);
  });

  it('R6: the right to bind lost between the recap and its confirmation: forwarded', () => {
    const chat = new Chat().ask(anApproval()).tap('approved');
    chat.contact = aContact({ canBind: false });
    chat.tap('confirmed');

    expect([chat.decisions, chat.forwards]).toEqual([[], 1]);
  });

  it('a question: passed to staff, the request stays open and can still be approved', () => {
    const chat = new Chat().ask(anApproval()).tap('askedQuestion').type('Bu hangi teslimat?');
    const forwarded = chat.said;
    chat.tap('approved').tap('confirmed');

    expect(forwarded).toEqual(['approval.questionForwarded']);
    expect([chat.tasks, chat.outcomes]).toEqual([['customer_question'], ['approved']]);
  });

  it('«mutabıkız» in an approval: asked for a clear answer', () => {
    expect(new Chat().ask(anApproval()).type('mutabıkız').said).toEqual(['approval.confirmSoft']);
  });

  it('first prompt undeliverable: noted with work for staff, open until the expiry', () => {
    const chat = new Chat().ask(anApproval()).failDelivery('req_approval', 1);

    expect([chat.outcomes, chat.history, chat.tasks]).toEqual([[], ['undeliverable'], ['undeliverable']]);
    expect(chat.dialog('req_approval')).toBeDefined();
  });
});

describe('approval of an invoice', () => {
  it('evt_1006, «İtirazım var», then weight: objected for weight', () => {
    const chat = new Chat().ask(anInvoice()).type('İtirazım var');
    const asked = chat.said;
    chat.tap('choseReason:weight').tap('confirmed');

    expect(asked).toEqual(['invoice.askReason']);
    expect([chat.decisions, chat.outcomes, chat.view('req_invoice').reason]).toEqual([
      ['objected'],
      ['objected'],
      'weight',
    ]);
    expect(chat.said).toEqual(['invoice.recordedObjected']);
  });

  it('another reason: asks for words and keeps them verbatim', () => {
    const chat = new Chat().ask(anInvoice()).tap('rejected').tap('choseReason:other');
    const asked = chat.said;
    chat.type('İşçilik %3 değil %2 olacaktı!').tap('confirmed');

    expect(asked).toEqual(['invoice.askReasonText']);
    expect(chat.view('req_invoice').reason).toBe('İşçilik %3 değil %2 olacaktı!');
    expect(chat.outcomes).toEqual(['objected']);
  });

  it('strong words while the reason is asked: back to the question, nothing recorded', () => {
    const chat = new Chat().ask(anInvoice()).tap('rejected').type('onaylıyorum');

    expect([chat.said, chat.decisions]).toEqual([['invoice.help'], []]);
  });

  it('no answer, cancelled: no_response, cancelled', () => {
    const silent = new Chat().ask(anInvoice()).fireTimer('req_invoice', 'expiry');
    const cancelled = new Chat()
      .ask(anInvoice())
      .command({ type: 'cancel', requestId: 'req_invoice', by: 'staff:1' });

    expect([silent.outcomes, cancelled.outcomes]).toEqual([['no_response'], ['cancelled']]);
  });
});
