import { aContact, anApproval, anInvoice, Chat } from './chat.ts';

const approved = (contact = aContact()) =>
  new Chat(contact).ask(anApproval()).tap('approved').tap('confirmed');
const rejected = (contact = aContact()) =>
  new Chat(contact).ask(anApproval()).tap('rejected').tap('skipped').tap('confirmed');
const minute = 60_000;

describe('a mistaken approval', () => {
  it('corrected within the ten minutes: rejected after its own recap, both decisions recorded, staff is told', () => {
    const chat = approved().tap('corrected');
    const asked = [...chat.said];
    chat.tap('confirmed');

    expect(asked).toEqual(['approval.correctingToRejection']);
    expect(chat.all('recordDecision')).toEqual([
      { result: 'approved' },
      { result: 'rejected', corrects: true },
    ]);
    expect(chat.all('closeRequest')).toEqual([
      { outcome: 'approved' },
      { outcome: 'rejected', corrects: true },
    ]);
    expect(chat.all('openTask')).toEqual([{ reason: 'decision_corrected', urgent: true }]);
    expect([chat.said, chat.history]).toEqual([['approval.correctedAskReason'], ['corrected']]);
  });

  it('corrected, the reason said afterwards: kept, and the dialog is over', () => {
    const chat = approved().tap('corrected').tap('confirmed').type('Fiyat anlaştığımız gibi değil');

    expect(chat.view('req_approval').reason).toBe('Fiyat anlaştığımız gibi değil');
    expect([chat.said, chat.history]).toEqual([['approval.reasonRecorded'], ['corrected', 'reason_given']]);
    expect(chat.dialog('req_approval')).toBeUndefined();
  });

  it('«yanlış bastım» typed: the recap of the correction, nothing recorded by the words alone', () => {
    const chat = approved().type('yanlış bastım');

    expect([chat.said, chat.decisions]).toEqual([['approval.correctingToRejection'], ['approved']]);
  });

  it('«onaylıyorum» typed to the recap that says rejected: not taken for its confirmation', () => {
    const chat = approved().tap('corrected').type('onaylıyorum');

    expect([chat.said, chat.decisions]).toEqual([['approval.correctingToRejection'], ['approved']]);
  });

  it('the old reject button: told what is recorded and offered the correction', () => {
    const chat = approved().tap('rejected');

    expect([chat.said, chat.decisions]).toEqual([['approval.correctionOffer'], ['approved']]);
    expect(chat.sent.at(-1)?.choices).toEqual([{ choice: 'corrected' }]);
  });

  it('left as it is: the approval stands', () => {
    const chat = approved().tap('corrected').tap('wentBack');

    expect([chat.said, chat.outcomes]).toEqual([['approval.correctionKept'], ['approved']]);
  });

  it('a second correction: there is none', () => {
    const chat = approved().tap('corrected').tap('confirmed').tap('skipped').tap('corrected');

    expect([chat.said, chat.outcomes]).toEqual([['approval.alreadyRecorded'], ['approved', 'rejected']]);
  });

  it('after ten minutes: told what is recorded, nothing changes', () => {
    const chat = approved().fireTimer('req_approval', 'correction');
    const silent = [...chat.said];
    chat.tap('corrected');

    expect([silent, chat.said, chat.outcomes]).toEqual([[], ['approval.alreadyRecorded'], ['approved']]);
  });

  it('somebody who is no contact of the customer any more: cannot correct', () => {
    const chat = approved().tap('corrected');
    chat.contact = aContact({ customerRefs: ['C999'] });
    chat.tap('confirmed');

    expect([chat.said, chat.outcomes]).toEqual([['approval.correctionNotAllowed'], ['approved']]);
  });

  it('after the request’s time: a "no" is still taken', () => {
    const chat = approved();
    chat.now = Date.parse('2026-11-25T11:05:00.000Z');
    chat.tap('corrected').tap('confirmed');

    expect(chat.outcomes).toEqual(['approved', 'rejected']);
  });
});

describe('a mistaken rejection', () => {
  it('corrected: approved after the recap, by somebody who may bind', () => {
    const chat = rejected().tap('corrected').tap('confirmed');

    expect(chat.all('recordDecision')).toEqual([
      { result: 'rejected' },
      { result: 'approved', corrects: true },
    ]);
    expect([chat.said, chat.outcomes]).toEqual([['approval.corrected'], ['rejected', 'approved']]);
    expect(chat.view('req_approval').reason).toBeNull();
  });

  it('by somebody who may not bind: the rejection stands', () => {
    const chat = rejected(aContact({ canBind: false }))
      .tap('corrected')
      .tap('confirmed');

    expect([chat.said, chat.outcomes]).toEqual([['approval.correctionNotAllowed'], ['rejected']]);
  });

  it('after the price has run out: never becomes an approval', () => {
    const chat = rejected();
    chat.now = Date.parse('2026-11-25T11:00:00.000Z');
    chat.tap('corrected');

    expect([chat.said, chat.outcomes]).toEqual([['approval.correctionTooLate'], ['rejected']]);
  });

  it('the recap shown in time, confirmed after it: never becomes an approval', () => {
    const chat = rejected().tap('corrected');
    chat.now = Date.parse('2026-11-25T11:00:00.000Z');
    chat.tap('confirmed');

    expect([chat.said, chat.outcomes]).toEqual([['approval.correctionTooLate'], ['rejected']]);
  });

  it('the same answer again: told that it is recorded', () => {
    expect(rejected().tap('rejected').said).toEqual(['approval.correctionOffer']);
  });
});

describe('an ended request that may still be corrected', () => {
  it('for other messages: it is over', () => {
    const chat = approved().wait(minute).type('merhaba');

    expect(chat.said.filter((key) => key.startsWith('approval.'))).toEqual([]);
    expect(chat.decisions).toEqual(['approved']);
  });

  it('ended otherwise elsewhere meanwhile: the person is told what stands, old buttons too', () => {
    const chat = approved().command({
      type: 'decided-elsewhere',
      requestId: 'req_approval',
      outcome: 'rejected',
      by: 'system',
    });
    const told = [...chat.said];
    chat.tap('corrected');

    expect([told, chat.said]).toEqual([['approval.lateDecision'], ['approval.alreadyRecorded']]);
    expect(chat.sent.at(-1)?.values).toMatchObject({ outcome: 'rejected' });
  });

  it('told earlier, changed elsewhere: told again', () => {
    const chat = approved()
      .fireTimer('req_approval', 'correction')
      .command({ type: 'decided-elsewhere', requestId: 'req_approval', outcome: 'rejected', by: 'system' });

    expect(chat.said).toEqual(['approval.alreadyRecorded']);
    expect(chat.sent.at(-1)?.values).toMatchObject({ outcome: 'rejected' });
  });
});

describe('a question to staff', () => {
  it('answered by staff and given back: noted, and the request asks again', () => {
    const chat = new Chat()
      .ask(anApproval())
      .tap('askedQuestion')
      .type('Bu hangi teslimat?')
      .command({ type: 'takeover', by: 'staff:1' })
      .command({ type: 'release', by: 'staff:1' });

    expect(chat.said).toContain('approval.request');
    expect(chat.said.filter((key) => key === 'approval.request')).toHaveLength(1);
    expect([chat.tasks, chat.history]).toEqual([
      ['customer_question'],
      ['question_asked', 'question_answered'],
    ]);
  });
});

describe('an invoice answered by other means', () => {
  it.each(['portal_accepted', 'portal_rejected', 'objected'])(
    '%s: ends so, the person is told',
    (outcome) => {
      const chat = new Chat()
        .ask(anInvoice())
        .command({ type: 'settle', requestId: 'req_invoice', outcome, by: 'staff:1' });

      expect([chat.outcomes, chat.decisions, chat.said]).toEqual([[outcome], [], ['approval.settled']]);
      expect(chat.history).toEqual(['settled_by_staff']);
    },
  );

  it('as approved: staff cannot', () => {
    const chat = new Chat()
      .ask(anInvoice())
      .command({ type: 'settle', requestId: 'req_invoice', outcome: 'approved', by: 'staff:1' });

    expect([chat.outcomes, chat.said]).toEqual([[], []]);
  });

  it('a correction of an approved invoice: objected, with the invoice’s own reasons', () => {
    const chat = new Chat()
      .ask(anInvoice())
      .tap('approved')
      .tap('confirmed')
      .tap('corrected')
      .tap('confirmed');
    chat.tap('choseReason:other').type('İşçilik yanlış');

    expect([chat.outcomes, chat.view('req_invoice').reason]).toEqual([
      ['approved', 'objected'],
      'İşçilik yanlış',
    ]);
  });
});
