import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
import { aDocument, aFeedback, aLetter, anApproval, anInvoice, aNotice, Chat } from './chat.ts';

const template = { reason: 'template', isOurs: true };
const refused = { reason: 'graph_131026', isOurs: false };

const ended = (request: RequestContent, unsaid: typeof template): Chat => {
  const chat = new Chat().ask(request);
  chat.facts = { ...chat.facts, unsaid: { [request.requestId]: unsaid } };
  return chat.fireTimer(request.requestId, 'expiry');
};

describe('R5: a request whose term is over and of which nothing ever left', () => {
  const work: [string, RequestContent, string | null, string | null][] = [
    ['a letter', aLetter(), 'decision_unasked', 'undeliverable'],
    ['an approval', anApproval(), 'decision_unasked', 'undeliverable'],
    ['an invoice', anInvoice(), 'decision_unasked', 'undeliverable'],
    ['«was it you?»', aNotice('verification'), 'decision_unasked', 'undeliverable'],
    ['a document', aDocument(), 'undeliverable', 'undeliverable'],
    ['a difference', aNotice('difference'), 'undeliverable', 'undeliverable'],
    ['a report', aNotice('report'), null, null],
    ['a movement', aNotice('movement'), null, null],
    ['a payment that falls due', aNotice('payment'), null, null],
    ['a deadline', aNotice('deadline'), null, null],
    ['a question about satisfaction', aFeedback(), null, null],
  ];

  it.each(work)('%s, kept by us: ends as not delivered, without a word', (_name, request, task) => {
    const chat = ended(request, template);
    expect([chat.said, chat.outcomes, chat.dialog(request.requestId)]).toEqual([
      [],
      ['undeliverable'],
      undefined,
    ]);
    expect(chat.all('openTask')).toEqual(
      task === null
        ? []
        : [
            {
              reason: task,
              urgent: request.variant === 'verification',
              details: { reference: request.reference, reason: 'template' },
            },
          ],
    );
  });

  it.each(work)(
    '%s, refused by the platform: the person could not be told',
    (_name, request, _ours, task) => {
      const chat = ended(request, refused);
      expect([chat.outcomes, chat.tasks]).toEqual([['undeliverable'], task === null ? [] : [task]]);
    },
  );

  it('the question did not leave and the end comes with it: one task of both', () => {
    const chat = new Chat().ask(aLetter());
    chat.now = Date.parse('2026-12-23T20:59:59.000Z');
    chat.failDelivery('req_letter', 1, 'message');
    chat.facts = { ...chat.facts, unsaid: { req_letter: template } };
    chat.fireTimer('req_letter', 'expiry');
    expect([chat.outcomes, chat.tasks, chat.history]).toEqual([
      ['undeliverable'],
      ['decision_unasked'],
      ['prompt_undeliverable'],
    ]);
  });

  it('what the person did in time and reaches us afterwards opens it again', () => {
    const chat = new Chat().ask(aLetter());
    chat.facts = { ...chat.facts, unsaid: { req_letter: template } };
    chat.fireTimer('req_letter', 'expiry');
    expect(chat.state.closed).toMatchObject([
      { outcome: 'undeliverable', before: { until: expect.any(String) } },
    ]);
  });

  it('somebody who answered was asked, whatever became of our messages', () => {
    const said = new Chat().ask(anInvoice()).tap('rejected');
    said.state = {
      ...said.state,
      dialogs: said.state.dialogs.map((dialog) => ({ ...dialog, fileIds: ['fil_1'] })),
    };
    said.facts = { ...said.facts, unsaid: { req_invoice: template } };
    expect(said.fireTimer('req_invoice', 'expiry').outcomes).toEqual(['no_response']);
  });

  it('withheld: it ends as what was answered by nobody (domain 6.3-i)', () => {
    const request = aNotice('verification');
    const chat = new Chat().ask(request);
    chat.state = {
      ...chat.state,
      dialogs: chat.state.dialogs.map((dialog) => ({ ...dialog, isWithheld: true as const })),
    };
    chat.facts = { ...chat.facts, unsaid: { [request.requestId]: refused } };
    expect(chat.fireTimer(request.requestId, 'expiry').outcomes).toEqual(['no_response']);
  });
});

describe('R5: the last of what asked was refused when the request had ended as unanswered', () => {
  it.each([
    ['a letter', aLetter(), 'no_response'],
    ['an approval', anApproval(), 'expired'],
    ['a document', aDocument(), 'not_received'],
  ])('%s: corrected to not delivered, once', (_name, request, unanswered) => {
    const chat = new Chat().ask({ ...request, reminders: [] });
    chat.fireTimer(request.requestId, 'expiry');
    chat.facts = { ...chat.facts, unsaid: { [request.requestId]: refused } };
    chat.failDelivery(request.requestId, 1).failDelivery(request.requestId, 1);
    expect([chat.outcomes, chat.tasks.at(-1), chat.all('reopenRequest')]).toEqual([
      [unanswered, 'undeliverable'],
      'undeliverable',
      [{}],
    ]);
  });

  const reminded = (): Chat =>
    new Chat().ask(aLetter()).fireTimer('req_letter', 'reminder').fireTimer('req_letter', 'expiry');

  it('the question before, the reminder now: corrected to not delivered, once', () => {
    const chat = reminded();
    chat.facts = { ...chat.facts, unsaid: { req_letter: refused } };
    chat.failDelivery('req_letter', 2).failDelivery('req_letter', 2).failDelivery('req_letter', 1);
    expect([chat.outcomes, chat.all('openTask').at(-1)]).toEqual([
      ['no_response', 'undeliverable'],
      {
        reason: 'undeliverable',
        urgent: false,
        details: { reference: aLetter().reference, reason: refused.reason },
      },
    ]);
  });

  it('something of it may be with the person, or it was answered: it stays as it ended', () => {
    for (const number of [1, 2])
      expect(reminded().failDelivery('req_letter', number).outcomes).toEqual(['no_response']);
    const answered = new Chat().ask(anApproval()).tap('approved').tap('confirmed');
    answered.facts = { ...answered.facts, unsaid: { req_approval: refused } };
    answered.failDelivery('req_approval', 1);
    expect(answered.outcomes).toEqual(['approved']);
  });
});
