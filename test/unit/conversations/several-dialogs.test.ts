import { aDocument, aFeedback, aLetter, anApproval, aNotice, Chat } from './chat.ts';

describe('which dialog typed words mean', () => {
  it('a notice beside one open request: not counted, the words are for the request', () => {
    const chat = new Chat().ask(aLetter()).ask(aNotice('movement')).type('mutabıkız');

    expect(chat.said).toEqual(['reconciliation.recap']);
  });

  it('words only a notice can mean: its notice, with a request open', () => {
    const chat = new Chat().ask(aLetter()).ask(aNotice('movement')).type('bilgim dışında');

    expect([chat.outcomes, chat.view('req_letter').state]).toEqual([['disputed'], 'awaitingAnswer']);
  });

  it('a no beside a verification: is for the open request; with none open: for the verification', () => {
    const both = new Chat().ask(anApproval()).ask(aNotice('verification')).type('hayır');
    const alone = new Chat().ask(aNotice('verification')).type('hayır');

    expect([both.said, both.outcomes]).toEqual([['approval.askReason'], []]);
    expect(alone.outcomes).toEqual(['denied']);
  });

  it('quoting the notice: the notice, whatever is open', () => {
    const chat = new Chat()
      .ask(anApproval())
      .ask(aNotice('verification'))
      .type('hayır', { quoting: 'req_verification' });

    expect([chat.outcomes, chat.decisions]).toEqual([['denied'], []]);
  });

  it('two notices: the newest that fits', () => {
    const chat = new Chat()
      .ask(aNotice('movement', { requestId: 'req_old' }))
      .ask(aNotice('movement', { requestId: 'req_new' }))
      .type('bilgim dışında');

    expect(chat.state.closed.map(({ requestId }) => requestId)).toEqual(['req_new']);
  });

  it('a yes to a verification in words: asks with buttons, confirms nothing', () => {
    const chat = new Chat().ask(aNotice('verification')).type('evet');

    expect([chat.said, chat.outcomes]).toEqual([['notice.verificationHelp'], []]);
  });

  it('a letter and a document request: «mutabıkız» asks which, «süre iste» and «link» know', () => {
    const open = () => new Chat().ask(aLetter()).ask(aDocument());

    expect(open().type('mutabıkız').said).toEqual(['conversation.whichRequest']);
    expect(open().type('yükleme bağlantısı').said).toEqual(['document.uploadLink']);
    expect(open().type('süre iste').said).toEqual(['document.extended']);
  });

  it('the reference of one, typed: that one asks again', () => {
    const chat = new Chat().ask(aLetter()).ask(anApproval()).type('ony-3107');

    expect(chat.said).toEqual(['approval.request']);
  });

  it('a comment that was just asked for: the words are the comment', () => {
    const chat = new Chat().ask(aLetter()).ask(aFeedback()).tap('negative').type('kasada çok bekledim');

    expect([chat.outcomes, chat.view('req_feedback').reason]).toEqual([['negative'], 'kasada çok bekledim']);
  });

  it('«hayır» where a comment was asked for: none is given', () => {
    const chat = new Chat().ask(aFeedback()).tap('negative').type('hayır');

    expect([chat.outcomes, chat.view('req_feedback').reason]).toEqual([['negative'], null]);
  });

  it('an answer to feedback in words: taken', () => {
    expect(new Chat().ask(aFeedback()).type('memnunum').outcomes).toEqual(['positive']);
  });

  it('a deadline notice: «şimdi yanıtla» asks the question of the request itself', () => {
    const notice = aNotice('deadline', {
      reference: 'MUT-2026-10-C002:3',
      details: { item_id: 'MUT-2026-10-C002' },
    });
    const open = new Chat().ask(aLetter()).ask(notice).tap('openedRequest');
    const over = new Chat().ask(aLetter()).ask(notice).tap('agreed').tap('confirmed').tap('openedRequest');
    const unknown = new Chat().ask(notice).tap('openedRequest');

    expect(open.said).toEqual(['reconciliation.letter']);
    expect(over.said).toEqual(['reconciliation.alreadyRecorded']);
    expect(unknown.said).toEqual(['conversation.noOpenItems']);
  });

  it('a disputed movement: its account is told nothing about until staff has looked', () => {
    const chat = new Chat().ask(aNotice('movement', { accountNo: '120.01.0002' })).tap('notMine');

    expect(chat.state.lockedAccounts).toEqual(['120.01.0002']);
  });

  it('a report after a long silence: a code first, and the report once it is typed', () => {
    const chat = new Chat().ask(aNotice('report')).tap('sendReport');
    const asked = [chat.said, chat.announced, chat.standing.code?.for];
    const wrong = chat.type('000000').said;
    chat.type('123456');

    expect(asked).toEqual([['notice.proveFirst'], ['contact.verification_requested'], 'req_report']);
    expect([wrong, chat.outcomes]).toEqual([['notice.codeWrong'], ['delivered']]);
    expect(chat.announced.at(-1)).toBe('contact.verified');
  });

  it('a report to somebody who wrote within thirty days: at once', () => {
    expect(new Chat().type('merhaba').ask(aNotice('report')).tap('sendReport').outcomes).toEqual([
      'delivered',
    ]);
  });
});

describe('requests that ended and may still be corrected', () => {
  const rejected = (): Chat => new Chat().ask(anApproval()).tap('rejected').tap('skipped').tap('confirmed');

  it('not open any more: no list, no menu, no words for it', () => {
    const chat = rejected().ask(aLetter()).type('mutabıkız');

    expect(chat.dialog('req_approval')?.reported).toBe('rejected');
    expect(chat.said).toEqual(['reconciliation.recap']);
  });

  it('«yanlış bastım»: the request that ended last takes it up', () => {
    const chat = rejected().ask(aLetter()).type('yanlış bastım');

    expect(chat.said).toEqual([expect.stringMatching(/^approval\.correct/)]);
    expect(chat.decisions).toEqual(['rejected']);
  });

  it('«yanlış bastım» with nothing to correct: staff', () => {
    expect(new Chat().type('yanlış bastım').tasks).toEqual(['correction']);
  });

  it('words that quote it: what is recorded is told or taken up, nothing new is decided', () => {
    const chat = rejected().type('onaylıyorum', { quoting: 'req_approval' });

    expect(chat.said).toHaveLength(1);
    expect(chat.decisions).toEqual(['rejected']);
  });
});

describe('room for requests', () => {
  it('forty notices: the oldest gives way to a letter', () => {
    const chat = new Chat();
    for (let n = 0; n < 40; n += 1) chat.ask(aNotice('movement', { requestId: `req_m${n}` }));
    chat.ask(aLetter());

    expect([chat.said, chat.state.dialogs.length]).toEqual([['reconciliation.letter'], 40]);
    expect(chat.dialog('req_m0')).toBeUndefined();
    expect(chat.outcomes).toEqual(['delivered']);
  });

  it('forty open letters: the next is not opened, and staff is told', () => {
    const chat = new Chat();
    for (let n = 0; n < 41; n += 1) chat.ask(aLetter({ requestId: `req_${n}` }));

    expect([chat.outcomes, chat.tasks]).toEqual([['undeliverable'], ['too_many_open_requests']]);
  });
});

describe('staff has spoken', () => {
  it('released with two requests open: each asks again; with four: the list', () => {
    const released = (count: number): string[] => {
      const chat = new Chat();
      for (let n = 0; n < count; n += 1)
        chat.ask(anApproval({ requestId: `req_${n}`, reference: `ONY-${n}` }));
      chat.command({ type: 'takeover', by: 'staff:1' });
      return chat.command({ type: 'release', by: 'staff:1' }).said;
    };

    expect(released(2)).toEqual(['conversation.staffReleased', 'approval.request', 'approval.request']);
    expect(released(4)).toEqual(['conversation.staffReleased', 'conversation.whichRequest']);
  });
});

describe('a request chosen among several', () => {
  const two = (): Chat => new Chat().ask(anApproval()).ask(aLetter());
  const row = (chat: Chat, requestId: string): Chat => chat.tap(`choseRequest:${requestId}`);

  it.each([
    ['its row tapped', (chat: Chat) => row(chat.type('onaylıyorum'), 'req_approval')],
    ['its row typed', (chat: Chat) => chat.type('onaylıyorum').type('ONY-3107')],
    ['its reference typed, nothing asked before', (chat: Chat) => chat.type('ONY-3107')],
    ['quoted', (chat: Chat) => chat.type('soru?', { quoting: 'req_approval' })],
  ])('%s: the following answers are for it, until it is decided', (_name, choose) => {
    const chat = choose(two()).type('onaylıyorum');
    const asked = chat.said;
    chat.type('onaylıyorum');
    const decided = [...chat.decisions];
    chat.type('mutabıkız');

    expect([asked, decided, chat.said]).toEqual([['approval.recap'], ['approved'], ['reconciliation.recap']]);
  });

  it('its button tapped: a typed confirmation is for it', () => {
    const chat = two().tap('approved').type('onaylıyorum');

    expect(chat.decisions).toEqual(['approved']);
  });

  it('another one is chosen: that one', () => {
    const chat = row(two().type('onaylıyorum'), 'req_approval');
    row(chat, 'req_letter').type('mutabıkız');

    expect(chat.said).toEqual(['reconciliation.recap']);
  });

  it('something else has spoken since: asked again', () => {
    const chat = row(two().type('onaylıyorum'), 'req_approval')
      .ask(anApproval({ requestId: 'req_later', reference: 'ONY-9' }))
      .type('onaylıyorum');

    expect([chat.said, chat.decisions]).toEqual([['conversation.whichRequest'], []]);
  });

  it.each(['onaylıyorum', 'hayır', 'qwe asd'])(
    '«%s» and nothing chosen, three times: a person is offered',
    (text) => {
      const chat = two();
      const said = [1, 2, 3].map(() => chat.type(text).said);

      expect(said).toEqual([
        ['conversation.whichRequest'],
        ['conversation.offerChoices'],
        ['conversation.offerHuman'],
      ]);
      expect(chat.tasks).toEqual(['not_understood']);
    },
  );

  it('two documents: each row says which one', () => {
    const chat = new Chat()
      .ask(aDocument())
      .ask(
        aDocument({
          requestId: 'req_2',
          reference: 'BLG-2045',
          details: { document_code: 'imza_sirkuleri' },
        }),
      )
      .type('olur');
    const rows = chat.seen.at(-1)?.choices.map(({ title, description }) => `${title}: ${description}`);

    expect(chat.said).toEqual(['conversation.whichRequest']);
    expect(rows).toEqual([
      expect.stringMatching(/^BLG-2044: .*vergi levhası/),
      expect.stringMatching(/^BLG-2045: .*imza sirküleri/),
    ]);
  });
});
