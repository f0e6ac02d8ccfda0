import { newConversationState } from '../../../src/conversations/conversation-state.ts';
import { aContact, aDocument, aLetter, anAccount, anApproval, aNotice, Chat } from '../conversations/chat.ts';

const person = () => aContact({ accounts: [anAccount()] });
const letter = () => new Chat(person()).ask(aLetter());
const approval = () => new Chat(person()).ask(anApproval());
const recap = () => letter().type('mutabıkız');

describe('messages typed in a row', () => {
  it('«kabul», «etmiyoruz»: each is answered at once, and together they are the no', () => {
    const chat = letter().type('kabul', { messageId: 'wamid.1' });
    const first = chat.said;
    chat.goOn('etmiyoruz', { messageId: 'wamid.2' });

    expect([first, chat.said]).toEqual([['reconciliation.confirmSoft'], ['reconciliation.whichUnit']]);
    expect(chat.last?.read).toMatchObject({
      intent: 'reject.clear',
      strength: 'none',
      phrase: null,
      joined: ['wamid.1', 'wamid.2'],
    });
    expect(chat.dialog('req_letter')?.led).toEqual({ messageId: 'wamid.2', read: chat.last?.read });
  });

  it('«mutabıkız», «değil aslında»: the recap of the yes waits no more', () => {
    const chat = recap();
    const shown = chat.said;
    chat.goOn('değil aslında');

    expect([shown, chat.said]).toEqual([['reconciliation.recap'], ['reconciliation.help']]);
    expect(chat.view('req_letter').state).toBe('awaitingAnswer');
  });

  it.each(['yok pardon', 'pardon', 'ama 5 gram eksik', 'yanlış bastım', 'yok pardon yanlış'])(
    '«mutabıkız», «%s»: taken back, and the question stands again',
    (text) => {
      const chat = recap().goOn(text);

      expect(chat.view('req_letter').state).toBe('awaitingAnswer');
      expect(chat.decisions).toEqual([]);
    },
  );

  it.each(['sorun yok', 'teşekkürler', 'abi', 'kolay gelsin'])(
    '«mutabıkız», «%s»: takes nothing back, the recap waits',
    (text) => {
      expect(recap().goOn(text).view('req_letter').state).toBe('confirmingAgreement');
    },
  );

  it('«yok pardon» long after the yes: the recap is asked again, as ever', () => {
    expect(recap().type('yok pardon').view('req_letter').state).toBe('confirmingAgreement');
  });

  it('«bana artık», «mesaj yollamayın» and more: the wish that only all of it says is obeyed', () => {
    const chat = letter().type('artık bana mesaj').goOn('göndermeyin');

    expect(chat.standing.notices).toBe('stopped');
  });

  it('the same while staff speaks, and of somebody in no books', () => {
    const staffed = letter().command({ type: 'takeover', by: 'key:1' });
    const stranger = new Chat(null);
    for (const chat of [staffed, stranger]) chat.type('artık bana mesaj').goOn('göndermeyin');

    expect([staffed.standing.notices, stranger.standing.notices]).toEqual(['stopped', 'stopped']);
  });

  it('«12 çeyrek», «3 yarım»: both figures are named back', () => {
    const chat = letter().type('12 çeyrek').goOn('3 yarım');

    expect(chat.said).toEqual(['reconciliation.understoodPartly']);
    expect(chat.sent.at(-1)?.values).toMatchObject({
      figures: [
        { unit: 'PCS_CEYREK', quantity: '12' },
        { unit: 'PCS_YARIM', quantity: '3' },
      ],
    });
  });

  it('«altın doğru», «dolar yanlış»: both units are answered', () => {
    const chat = letter().type('altın doğru').goOn('dolar yanlış');

    expect(chat.view('req_letter').lines.map(({ answer }) => answer)).toEqual([
      'agreed',
      'disagreed',
      null,
      null,
    ]);
  });

  it('a wish in two messages: served', () => {
    const chat = new Chat(person()).type('son hesap').goOn('hareketlerim');

    expect(chat.events).toContain('conversation/customer.askedForMovements');
  });

  it('three messages: read together, and the two last where the first says something else', () => {
    const all = letter().type('biz').goOn('kabul').goOn('etmiyoruz');
    const last = letter().type('qwzrt').goOn('kabul').goOn('etmiyoruz');

    expect([all.said, last.said]).toEqual([['reconciliation.whichUnit'], ['reconciliation.whichUnit']]);
  });

  it('a yes in two messages: leads to the recap of somebody who may bind, and to no forwarding of others', () => {
    const one = approval().type('onay').goOn('veriyoruz');
    const other = new Chat(aContact({ canBind: false })).ask(anApproval()).type('onay').goOn('veriyoruz');

    expect(one.last?.read).toMatchObject({ intent: 'approve.clear', joined: expect.any(Array) });
    expect(one.view('req_approval').state).toBe('confirmingApproval');
    expect([other.view('req_approval').state, other.forwards]).toEqual(['awaitingAnswer', 0]);
  });

  it('a yes in two messages at its recap: confirms nothing', () => {
    const chat = approval().tap('approved').type('evet kabul').goOn('ediyorum');

    expect(chat.decisions).toEqual([]);
    expect(chat.view('req_approval').state).toBe('confirmingApproval');
  });
});

describe('what was said already', () => {
  it('«bakiyem», «ne kadar»: told once', () => {
    const chat = new Chat(person()).type('bakiyem').goOn('ne kadar');

    expect(chat.all('sendPrompt').map(({ prompt }) => prompt)).toEqual(['conversation.balance']);
  });

  it('the yes in more words: one recap; once more before its recap can have been read: asked again', () => {
    const longer = letter().type('mutabıkız').goOn('abi');
    const hurried = letter().type('mutabıkız').goOn('mutabıkız', {}, 1_000);

    expect([longer.said, hurried.said]).toEqual([[], ['reconciliation.recap']]);
    expect([longer, hurried].map((chat) => chat.view('req_letter').state)).toEqual([
      'confirmingAgreement',
      'confirmingAgreement',
    ]);
    expect(hurried.decisions).toEqual([]);
  });

  it('once it can have been read: the second yes confirms it', () => {
    expect(letter().type('mutabıkız').goOn('mutabıkız', {}, 5_000).decisions).toEqual(['agreed']);
  });

  it('a soft yes that becomes a clear one: goes on to the recap', () => {
    expect(letter().type('evet').goOn('hesap bizde de aynı').said).toEqual(['reconciliation.recap']);
  });
});

describe('words nobody understands, in a row', () => {
  it('each is a miss and has its answer: choices, then a person', () => {
    const chat = letter().type('qwzrt');
    const said = [chat.said, chat.goOn('plmkj').said, chat.goOn('zxcvb').said];

    expect(said).toEqual([
      ['reconciliation.help'],
      ['conversation.offerChoices'],
      ['conversation.offerHuman'],
    ]);
    expect(chat.results.slice(-3).map(({ misread }) => misread?.as)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('after words that were understood: answered', () => {
    expect(letter().type('merhaba').goOn('flurp').said).toEqual(['reconciliation.help']);
  });
});

describe('where a turn ends', () => {
  const ends: readonly [string, (chat: Chat) => Chat][] = [
    ['more than eight seconds', (chat) => chat.goOn('etmiyoruz', {}, 8_001)],
    [
      'a message that was written long before',
      (chat) => chat.goOn('etmiyoruz', { at: new Date(chat.now - 9_000) }),
    ],
    ['a forwarded message', (chat) => chat.goOn('etmiyoruz', { forwarded: true })],
    ['a message without a time', (chat) => chat.goOn('etmiyoruz', { at: null })],
    [
      'a quote of another request',
      (chat) =>
        chat
          .ask(anApproval())
          .type('kabul', { quoting: 'req_letter' })
          .goOn('etmiyoruz', { quoting: 'req_approval' }),
    ],
    [
      'a reaction between',
      (chat) =>
        chat.send({ type: 'reaction', emoji: '👍', targetMessageId: 'x' }).goOn('etmiyoruz', {}, -57_000),
    ],
    ['a tap between', (chat) => chat.tap('askedForHuman').goOn('etmiyoruz', {}, -57_000)],
    ['a new request between', (chat) => chat.ask(aDocument()).goOn('etmiyoruz')],
  ];
  it.each(ends)('%s: the words are read alone', (_title, end) => {
    const chat = end(letter().type('kabul'));

    expect(chat.last?.read?.joined).toBeUndefined();
    expect(chat.said).not.toContain('reconciliation.whichUnit');
  });

  it('a message that comes late: read in the order they were written in', () => {
    const chat = letter().type('etmiyoruz', { messageId: 'wamid.2' });
    chat.goOn('kabul', { messageId: 'wamid.1', at: new Date(chat.now - 2_000) });

    // Older than the question that the other part brought, it answers nothing.
    expect(chat.last?.read).toMatchObject({ intent: 'reject.clear', joined: ['wamid.1', 'wamid.2'] });
    expect([chat.said, chat.view('req_letter').state]).toEqual([['reconciliation.help'], 'awaitingAnswer']);
  });

  it('eight seconds: still one turn; so is news of our own message between', () => {
    const late = letter().type('kabul').goOn('etmiyoruz', {}, 8_000);
    const told = letter().type('kabul').deliverLate('req_letter').goOn('etmiyoruz');

    expect([late.said, told.said]).toEqual([['reconciliation.whichUnit'], ['reconciliation.whichUnit']]);
  });

  it('a code, a reason and what is too long: nothing of them is kept', () => {
    const code = new Chat(person()).type('123456');
    const reason = approval().tap('rejected').type('fiyat yanlış geldi');
    const long = letter().type('x'.repeat(301));

    expect(code.state.turn).toBeUndefined();
    expect([reason, long].map(({ state }) => state.turn?.map(({ text }) => text))).toEqual([[''], ['']]);
  });

  it('many messages: two are kept for the next to be read with, and 300 characters of them', () => {
    const many = letter();
    for (const text of ['bir', 'iki', 'üç', 'dört']) many.goOn(text);
    const long = letter().type('a'.repeat(200)).goOn('b'.repeat(150));

    expect(many.state.turn?.map(({ text }) => text)).toEqual(['üç', 'dört']);
    expect(long.state.turn?.map(({ text }) => text.length)).toEqual([150]);
  });

  it('another contact at the number, and a state from before turns: nothing is read together', () => {
    const moved = letter().type('kabul');
    moved.contact = aContact({ ref: 'C003-1', customerRefs: ['C003'] });
    const old = letter().type('kabul');
    const { turn: _turn, ...before } = old.state;
    old.state = before;

    expect([moved, old].map((chat) => chat.goOn('etmiyoruz').last?.read?.joined)).toEqual([
      undefined,
      undefined,
    ]);
    expect(newConversationState('tr').turn).toBeUndefined();
  });
});

describe('what counts in one message alone', () => {
  it('a consent in two messages: asked about, not given', () => {
    const chat = new Chat(person()).type('kampanya izni').type('izin').goOn('veriyorum');

    expect(chat.consents.filter((consent) => consent.includes('accepted'))).toEqual([]);
  });

  it('«bu işlemi ben», «yaptım» to a verification: confirms nothing', () => {
    const chat = new Chat(person()).ask(aNotice('verification')).type('bu işlemi ben').goOn('yaptım');

    expect(chat.outcomes).toEqual([]);
  });

  it('a first approval, then «yanlış», «bastım»: still approved, and asked about', () => {
    const chat = new Chat(person()).ask(anApproval({ details: { requires_two: true } }));
    chat.tap('approved').tap('confirmed');
    const decided = chat.decisions;
    chat.type('yanlışlıkla').goOn('bastım');

    expect(chat.decisions).toEqual(decided);
  });

  it('a title, a reference, a code in two messages: none', () => {
    const chat = letter().ask(anApproval()).type('ONY').goOn('-3107');

    expect(chat.state.chosen).toBeUndefined();
  });
});
