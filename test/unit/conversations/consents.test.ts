import { aContact, aDocument, aFeedback, aLetter, anAccount, anApproval, aNotice, Chat } from './chat.ts';

const meeting = (chat: Chat): Chat => {
  chat.facts = { ...chat.facts, privacyNotice: { version: '2' } };
  return chat;
};

describe('privacy notice', () => {
  it('R18: first request: the notice comes before it, once', () => {
    const chat = meeting(new Chat()).ask(aLetter());
    const first = chat.said;
    chat.ask(anApproval());

    expect([first, chat.said]).toEqual([
      ['conversation.privacyNotice', 'reconciliation.letter'],
      ['approval.request'],
    ]);
    expect([chat.consents, chat.state.noticeVersion]).toEqual([['privacy_notice presented'], '2']);
    expect(chat.sent[0]?.choices).toEqual([{ choice: 'understoodNotice' }, { choice: 'askedForHuman' }]);
  });

  it('first message of a contact: before the answer to it; a new version: again', () => {
    const chat = meeting(new Chat()).type('merhaba');
    const first = chat.said;
    chat.facts = { privacyNotice: { version: '3' } };
    chat.type('merhaba');

    expect([first, chat.said]).toEqual([
      ['conversation.privacyNotice', 'conversation.menu'],
      ['conversation.privacyNotice', 'conversation.menu'],
    ]);
  });

  it('R18: tapped «Anladım»: recorded as delivered, never as a consent', () => {
    const chat = meeting(new Chat()).type('merhaba').tap('understoodNotice');

    expect(chat.said).toEqual(['conversation.noticeAcknowledged']);
    expect(chat.consents).toEqual(['privacy_notice presented', 'privacy_notice acknowledged']);
    expect(chat.state.consents).toBeUndefined();
  });

  it('a stranger: the first answer says what is kept of him, in the same message; the next ones do not', () => {
    const chat = meeting(new Chat(null)).type('merhaba');
    const first = [chat.said, chat.consents, chat.seen.at(-1)?.text];
    chat.type('merhaba');
    const next = [chat.said, chat.consents];
    chat.facts = { privacyNotice: { version: '3' } };
    chat.type('merhaba');

    expect(first).toEqual([
      ['conversation.metStranger'],
      ['privacy_notice presented'],
      expect.stringMatching(/tanımlı olmadığı için[\s\S]*aydınlatma metni: \S+ adresindedir/),
    ]);
    expect(next).toEqual([['conversation.unknownContact'], ['privacy_notice presented']]);
    expect(chat.said).toEqual(['conversation.metStranger']);
  });

  it('a stranger the books come to know: gets the notice of contacts as well', () => {
    const chat = meeting(new Chat(null)).type('merhaba');
    chat.contact = aContact();

    expect(chat.type('merhaba').said).toEqual(['conversation.privacyNotice', 'conversation.menu']);
  });

  it('a stranger who wants no messages: is told that alone, and the notice when he writes again', () => {
    const chat = meeting(new Chat(null)).type('DUR');
    const stopped = [chat.said, chat.consents];
    chat.type('merhaba');

    expect(stopped).toEqual([
      ['conversation.optoutDone'],
      ['transactional withdrawn', 'marketing withdrawn'],
    ]);
    expect(chat.said).toEqual(['conversation.metStranger']);
  });

  it('no notice is set up: a stranger is told nothing about one', () => {
    expect(new Chat(null).type('merhaba').said).toEqual(['conversation.unknownContact']);
  });
});

describe('permissions', () => {
  it('R19: marketing: one question, two equal buttons, each answer on record', () => {
    const yes = new Chat().type('kampanya izni');
    const asked = [yes.said, yes.seen.at(-1)?.choices.map(({ title }) => title)];
    yes.tap('gaveConsent:marketing');
    const no = new Chat().type('kampanya izni').tap('refusedConsent:marketing');

    expect(asked).toEqual([['conversation.marketingConsent'], ['Onay veriyorum', 'Onay vermiyorum']]);
    expect([yes.consents, no.consents]).toEqual([['marketing accepted'], ['marketing rejected']]);
    expect([yes.state.consents?.marketing, no.state.consents?.marketing]).toEqual(['accepted', 'rejected']);
  });

  it.each(['onay veriyorum', 'izin veriyorum'])('typed «%s» after the question: counts for it', (text) => {
    expect(new Chat().type('kampanya izni').type(text).consents).toEqual(['marketing accepted']);
  });

  it('R19: typed «onay veriyorum» while an approval is open: means the approval, records no consent', () => {
    const chat = new Chat().ask(anApproval()).type('kampanya izni').type('onay veriyorum');

    expect([chat.consents, chat.said]).toEqual([[], ['approval.recap']]);
  });

  it('typed «izin veriyorum» without a question: is asked first', () => {
    const chat = new Chat().type('izin veriyorum');

    expect([chat.consents, chat.said]).toEqual([[], ['conversation.marketingConsent']]);
  });

  it('an invented purpose in a button: no consent', () => {
    expect(new Chat().tapId('menu.1.gaveConsent:transactional').consents).toEqual([]);
  });

  it('R19: withdrawn: both permissions, and the notices are offered to be stopped', () => {
    const chat = new Chat().type('rızamı geri çekiyorum');

    expect(chat.consents).toEqual(['marketing withdrawn', 'feedback withdrawn']);
    expect(chat.sent.at(-1)?.choices).toEqual([{ choice: 'stoppedNotices' }, { choice: 'keptNotices' }]);
  });

  it('feedback refused, then a question about satisfaction: recorded as not sent, no work for staff', () => {
    const chat = new Chat()
      .type('kvkk')
      .tap('openedFeedback')
      .tap('refusedConsent:feedback')
      .ask(aFeedback());

    expect(chat.all('sendPrompt').at(-1)).toMatchObject({
      prompt: 'feedback.request',
      suppressed: 'feedback_refused',
    });
    expect([chat.outcomes, chat.tasks]).toEqual([['undeliverable'], []]);
  });

  it('R19: everything refused and taken back: balances, letters, approvals and documents come as before', () => {
    const account = { accounts: [anAccount()], phoneVerified: true };
    const served = (chat: Chat): unknown => {
      const from = chat.sent.length;
      chat.type('bakiye').ask(aLetter()).type('mutabıkız').tap('confirmed');
      chat.ask(anApproval()).tap('approved').tap('confirmed').ask(aDocument());
      return [chat.sent.slice(from).map(({ prompt, suppressed }) => [prompt, suppressed]), chat.outcomes];
    };
    const willing = new Chat(aContact(account)).type('kampanya izni').tap('gaveConsent:marketing');
    const refusing = new Chat(aContact(account)).type('kampanya izni').tap('refusedConsent:marketing');
    refusing.type('rızamı geri çekiyorum').tap('keptNotices');

    expect(served(refusing)).toEqual(served(willing));
    expect(refusing.outcomes).toEqual(['agreed', 'approved']);
  });

  it.each([
    ['verilerimi silin', 'erasure'],
    ['hangi verilerimi tutuyorsunuz', 'access'],
  ])('«%s»: a request with its 30 days, told with the formal way', (text, kind) => {
    const chat = new Chat().ask(aLetter()).type(text);

    expect(chat.all('openPrivacyRequest')).toEqual([{ kind }]);
    expect([chat.said, chat.tasks, chat.announced]).toEqual([
      ['conversation.privacyRequest'],
      [`privacy_${kind}`],
      ['privacy.request_received'],
    ]);
    expect(chat.texts[0]).toMatch(/30 gün.*KEP/s);
  });
});

describe('stopping messages', () => {
  it.each(['DUR', 'STOP', 'إيقاف', 'bir daha yazmayın'])(
    '«%s»: at once, on record, said, no work for staff',
    (text) => {
      const chat = new Chat().ask(aLetter()).type(text);

      expect([chat.said, chat.consents, chat.announced, chat.tasks]).toEqual([
        ['conversation.optoutDone'],
        ['transactional withdrawn', 'marketing withdrawn'],
        ['contact.opted_out'],
        [],
      ]);
      expect(chat.standing).toMatchObject({ notices: 'stopped', stoppedBy: 'contact' });
    },
  );

  it('then a letter, a movement and a verification: closed and recorded as not sent', () => {
    const chat = new Chat().type('dur').ask(aLetter()).ask(aNotice('movement')).ask(aNotice('verification'));

    expect(chat.outcomes).toEqual(['undeliverable', 'undeliverable', 'undeliverable']);
    expect(
      chat
        .all('sendPrompt')
        .slice(-3)
        .map(({ prompt, suppressed }) => [prompt, suppressed]),
    ).toEqual([
      ['reconciliation.letter', 'notices_stopped'],
      ['notice.movement', 'notices_stopped'],
      ['notice.verification', 'notices_stopped'],
    ]);
    expect(chat.tasks).toEqual(['notices_stopped', 'notices_stopped']);
  });

  it('«BAŞLA»: on again without a marketing consent', () => {
    const chat = new Chat().type('dur').type('BAŞLA');

    expect(chat.said).toEqual(['conversation.optinDone']);
    expect(chat.standing).toMatchObject({ notices: 'on', stoppedBy: null });
    expect(chat.state.consents).toEqual({ transactional: 'accepted', marketing: 'withdrawn' });
    expect(chat.ask(aLetter()).said).toEqual(['reconciliation.letter']);
  });

  it('«iptal» outside a request: asked, nothing is stopped before the answer', () => {
    const chat = new Chat().type('iptal');
    const asked = [chat.said, chat.standing.notices];
    const kept = chat.tap('keptNotices').standing.notices;
    chat.tap('stoppedNotices');

    expect([asked, kept, chat.standing.notices]).toEqual([
      [['conversation.askOptout'], 'on'],
      'on',
      'stopped',
    ]);
  });

  it('«iptal» inside a recap: leaves the recap; while the answer is asked: decides nothing', () => {
    const recap = new Chat().ask(aLetter()).tap('agreed').type('iptal');
    const asked = new Chat().ask(anApproval()).type('iptal');

    expect(recap.view('req_letter').state).toBe('awaitingAnswer');
    expect([asked.said, asked.view('req_approval').state]).toEqual([
      ['approval.help', 'conversation.askOptout'],
      'awaitingAnswer',
    ]);
  });

  it('«RET» among several requests: asked which and whether, nothing is stopped or refused', () => {
    const chat = new Chat().ask(anApproval()).ask(aLetter()).type('RET');

    expect([chat.said, chat.standing.notices, chat.decisions]).toEqual([
      ['conversation.whichRequest', 'conversation.askOptout'],
      'on',
      [],
    ]);
  });

  it('while staff speaks: stops at once all the same', () => {
    const chat = new Chat().command({ type: 'takeover', by: 'staff:1' }).type('DUR');

    expect([chat.standing.notices, chat.said]).toEqual(['stopped', ['conversation.optoutDone']]);
  });

  it('a stranger who wants no messages: gets none', () => {
    expect(new Chat(null).type('STOP').standing).toMatchObject({
      notices: 'stopped',
      stoppedBy: 'stranger',
    });
  });
});

describe('wrong number', () => {
  it('every open request ends as undeliverable, number and contact part, and staff hurries', () => {
    const chat = new Chat().ask(aLetter()).ask(anApproval()).ask(aNotice('payment')).type('yanlış numara');

    expect(chat.said).toEqual(['conversation.wrongNumber']);
    expect([chat.outcomes, chat.state.dialogs, chat.standing.notices]).toEqual([
      ['undeliverable', 'undeliverable', 'undeliverable'],
      [],
      'wrongNumber',
    ]);
    expect([chat.all('unlinkContact'), chat.announced]).toEqual([[{}], ['contact.wrong_recipient']]);
    expect(chat.all('openTask')).toEqual([{ reason: 'wrong_recipient', urgent: true }]);
    expect(chat.all('recordConsent')).toEqual([]);
  });

  it('a decision that was made before: stands', () => {
    const chat = new Chat(aContact())
      .ask(anApproval())
      .tap('approved')
      .tap('confirmed')
      .type('yanlış numara');

    expect([chat.decisions, chat.outcomes]).toEqual([['approved'], ['approved']]);
  });
});
