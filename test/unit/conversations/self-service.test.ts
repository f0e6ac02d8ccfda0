import { aContact, aDocument, aLetter, anAccount, anApproval, anInvoice, Chat } from './chat.ts';

const withAccounts = (over = {}) => aContact({ accounts: [anAccount()], ...over });
const lastChoices = (chat: Chat): string[] => (chat.sent.at(-1)?.choices ?? []).map(({ choice }) => choice);

describe('menu', () => {
  it.each(['menü', 'merhaba', 'help', 'القائمة'])(
    '«%s» with nothing open: greets with everything this person may do',
    (text) => {
      const chat = new Chat(withAccounts()).type(text);

      expect(chat.said).toEqual(['conversation.menu']);
      expect(lastChoices(chat)).toEqual([
        ...['askedForBalance', 'askedForMovements', 'askedForStatement', 'askedForDocument', 'wantedToSend'],
        ...['askedForLanguage', 'openedPrivacy', 'stoppedNotices', 'askedForHuman'],
      ]);
    },
  );

  it('words nobody knows, with nothing open: the menu with a word of regret, at the third a person', () => {
    const chat = new Chat(withAccounts()).type('qwerty');
    const first = [chat.said, lastChoices(chat).length];
    chat.type('ytrewq').type('asdfg');

    expect(first).toEqual([['conversation.notUnderstood'], 9]);
    expect([chat.said, lastChoices(chat), chat.tasks]).toEqual([
      ['conversation.offerHuman'],
      ['askedForHuman'],
      ['not_understood'],
    ]);
  });

  it('a person who may not see balances: no rows for accounts', () => {
    const chat = new Chat(aContact({ roles: ['invoice'], accounts: [] })).type('menü');

    expect(lastChoices(chat)).not.toContain('askedForBalance');
    expect(lastChoices(chat)).not.toContain('askedForStatement');
  });

  it('inside a request: the menu with its open items, and the request stays as it is', () => {
    const chat = new Chat(withAccounts()).ask(aLetter()).type('menü');

    expect(chat.said).toEqual(['conversation.menu']);
    expect(lastChoices(chat)).toHaveLength(10);
    expect(chat.texts[0]).toContain('1');
    expect(chat.view('req_letter').state).toBe('awaitingAnswer');
  });

  it('the row of open items: a list that leads to each', () => {
    const chat = new Chat(withAccounts()).ask(aLetter()).ask(anApproval()).type('menü').tap('openedItems');
    const listed = [chat.said, chat.seen.at(-1)?.choices.map(({ title }) => title)];
    chat.tap('choseRequest:req_approval');

    expect(listed).toEqual([['conversation.openItems'], ['MUT-2026-10-C002', 'ONY-3107']]);
    expect(chat.said).toEqual(['approval.request']);
  });

  it.each([
    ['bekleyenler', 'conversation.noOpenItems'],
    ['belge göndermek istiyorum', 'conversation.sendDocument'],
    ['kvkk', 'conversation.privacy'],
    ['dil', 'conversation.language'],
    ['Gizlilik ve izinler', 'conversation.privacy'],
    ['gram kaç', 'conversation.price'],
    ['siz kimsiniz', 'conversation.identity'],
  ])('«%s»: the same as the row', (text, prompt) => {
    expect(new Chat(withAccounts()).type('menü').type(text).said).toEqual([prompt]);
  });
});

describe('balance', () => {
  it('of a known person: every unit with its side, as last reported', () => {
    const chat = new Chat(withAccounts()).type('bakiyem ne kadar');

    expect(chat.said).toEqual(['conversation.balance']);
    expect(chat.texts[0]).toContain('120.01.0002');
    expect(chat.texts[0]).toContain('3.180,075 g has (B)');
    expect(chat.texts[0]).toContain('12.450,00 USD (A)');
    expect(chat.texts[0]).toMatch(/Son bildirilen.*23\.11\.2026 09:00.*[Bb]ilgi amaçlıdır/s);
  });

  it('inside a letter: answered, and the letter still waits', () => {
    const chat = new Chat(withAccounts()).ask(aLetter()).type('bakiye');

    expect(chat.said).toEqual(['conversation.balance']);
    expect(chat.view('req_letter').state).toBe('awaitingAnswer');
  });

  it('of a person whose role may not see it: not shared, nothing about the account', () => {
    const chat = new Chat(aContact({ accounts: [] })).type('bakiye');

    expect([chat.said, chat.texts.join('')]).toEqual([
      ['conversation.notShared'],
      expect.not.stringMatching(/\d{3}/),
    ]);
  });

  it('nothing reported yet: says so and offers the statement', () => {
    const chat = new Chat(aContact({ accounts: [anAccount({ lines: [] })] })).type('bakiye');

    expect(chat.said).toEqual(['conversation.noBalance']);
    expect(lastChoices(chat)).toContain('askedForStatement');
  });

  it('a locked account: the neutral sentence, and staff is told; unlocked: told again', () => {
    const chat = new Chat(withAccounts());
    chat.state = { ...chat.state, lockedAccounts: ['120.01.0002'] };
    chat.type('bakiye');
    const locked = [chat.said, chat.tasks];
    chat.command({ type: 'unlock', accountNo: null, by: 'staff:1' }).type('bakiye');

    expect(locked).toEqual([['conversation.processingNeutral'], ['locked_account_asked']]);
    expect(chat.said).toEqual(['conversation.balance']);
  });

  it('movements: the last five with date, kind and amount', () => {
    const movements = Array.from({ length: 7 }, (_, n) => ({
      movementId: `m${n}`,
      movementType: 'payment_in',
      line: { unit: 'TRY', quantity: `${n + 1}00.00`, side: 'A' as const },
      postedAt: '2026-11-20T09:00:00.000Z',
      documentNo: `D-${n}`,
    }));
    const chat = new Chat(aContact({ accounts: [anAccount({ movements })] })).type('hesap hareketleri');

    expect(chat.said).toEqual(['conversation.movements']);
    expect(chat.texts[0]).toContain('20.11.2026 · Ödeme girişi · 100,00 TL (A) · D-0');
    expect(chat.texts[0]).toContain('D-4');
    expect(chat.texts[0]).not.toContain('D-5');
  });
});

describe('step-up', () => {
  const stranger = () => new Chat(withAccounts({ phoneVerified: false }));

  it('a number nobody has verified: no amount before the code, and the answer right after it', () => {
    const chat = stranger().type('bakiye');
    const asked = [chat.said, chat.announced, chat.tasks];
    chat.type('123456');

    expect(asked).toEqual([
      ['conversation.verifyFirst'],
      ['contact.verification_requested'],
      ['identity_check'],
    ]);
    expect(chat.said).toEqual(['conversation.verified', 'conversation.balance']);
    expect(chat.announced.at(-1)).toBe('contact.verified');
    expect(chat.type('bakiye').said).toEqual(['conversation.balance']);
  });

  it('R20: the code itself: only its hash stays in the conversation, the code goes out once', () => {
    const chat = stranger().type('bakiye');

    expect(JSON.stringify(chat.state)).not.toContain('123456');
    expect(chat.all('announce')[0]?.data).toEqual({
      code: '123456',
      expiresAt: new Date(chat.now + 600_000).toISOString(),
    });
  });

  it('R20: a code asked for, typed wrong, typed right: no consent is asked for, given or taken back by it', () => {
    const chat = stranger().type('kampanya izni').tap('refusedConsent:marketing').ask(aLetter());
    const before = [chat.consents, chat.state.consents];
    chat.tap('startedProof').type('111111').type('123456');

    expect(chat.announced.at(-1)).toBe('contact.verified');
    expect([chat.consents, chat.state.consents]).toEqual(before);
    const since = chat.sent.slice(1).flatMap(({ choices = [] }) => choices.map(({ choice }) => choice));
    expect(since).not.toContain('gaveConsent');
    // The code is brought by the business system: no message of ours carries it.
    expect(chat.seen.map(({ text }) => text).join()).not.toContain('123456');
  });

  it('five wrong codes: the tries are counted down, then staff; the right one comes too late', () => {
    const chat = stranger().type('bakiye');
    const said = [1, 2, 3, 4, 5].map(() => chat.type('111111').said);
    const text = chat.seen.at(-2)?.text;
    chat.type('123456');

    expect(said.flat()).toEqual([
      ...Array<string>(4).fill('conversation.codeWrong'),
      'conversation.codeLocked',
    ]);
    expect(text).toContain('1');
    expect(chat.tasks).toEqual(['identity_check', 'identity_check']);
    expect(chat.said).not.toContain('conversation.verified');
  });

  it('after ten minutes: too late, and asking again brings a new code', () => {
    const chat = stranger().type('bakiye').wait(600_000).type('123456');
    const late = chat.said;
    chat.facts = { freshCode: '654321' };
    chat.type('bakiye').type('654321');

    expect(late).toEqual(['conversation.codeExpired']);
    expect(chat.said).toEqual(['conversation.verified', 'conversation.balance']);
  });

  it('a used code: works once only', () => {
    const chat = stranger().type('bakiye').type('123456').type('123456');

    expect(chat.said).toEqual(['conversation.notUnderstood']);
  });

  it('more than ten codes in an hour: no more, and staff is told', () => {
    const chat = stranger();
    for (let n = 0; n < 11; n += 1) chat.type('bakiye');
    const limited = chat.said;
    chat.wait(3_600_000).type('bakiye');

    expect(limited).toEqual(['conversation.codeLimit']);
    expect(chat.announced).toHaveLength(11);
    expect(chat.said).toEqual(['conversation.verifyFirst']);
  });

  it('six digits for a figure that was asked after the code: the figure', () => {
    // Asked while the books knew the number; they took it back since.
    const chat = new Chat(withAccounts()).ask(aLetter());
    chat.contact = withAccounts({ phoneVerified: false });
    chat.type('bakiye').tap('disagreed').tap('choseUnit:USD').type('123456');

    expect(chat.said).toEqual(['reconciliation.askSide']);
  });
});

describe('requests of the person', () => {
  it('a statement: promised, with work for accounting and word to the business system', () => {
    const chat = new Chat(withAccounts()).type('ekstre');

    expect([chat.said, chat.tasks, chat.announced]).toEqual([
      ['conversation.statementRequested'],
      ['statement_requested'],
      ['statement.requested'],
    ]);
  });

  it('a document: promised', () => {
    const chat = new Chat().type('belge istiyorum');

    expect([chat.said, chat.announced]).toEqual([
      ['conversation.documentRequested'],
      ['document.requested_by_customer'],
    ]);
  });

  it('to send a document while one is asked for: that request asks for it', () => {
    const chat = new Chat().ask(aDocument()).type('belge göndermek istiyorum');

    expect(chat.said).toEqual([expect.stringMatching(/^document\./)]);
  });

  it('«neden bekliyor»: the same neutral sentence whatever is open, with work for staff', () => {
    const said = [new Chat(), new Chat().ask(aLetter()), new Chat().ask(anApproval()).ask(aLetter())].map(
      (chat) => chat.type('işlemim neden bekliyor'),
    );

    expect(new Set(said.map(({ texts }) => texts.join('|'))).size).toBe(1);
    expect(said.map(({ tasks }) => tasks)).toEqual(Array(3).fill(['status_asked']));
  });

  it('the invoice once more: the open one asks again; another one is staff business', () => {
    const open = new Chat().ask(anInvoice()).ask(aLetter()).type('faturayı gönderin');
    const none = new Chat().type('faturayı gönderin');

    expect(open.said).toEqual(['invoice.request']);
    expect([none.said, none.tasks]).toEqual([['conversation.humanRequested'], ['query.invoice']]);
  });
});

describe('language', () => {
  it.each([
    ['english', 'en', 'English'],
    ['العربية', 'ar', 'بالعربية'],
  ])(
    '«%s»: changed at once, confirmed in it, and the open question comes again in it',
    (text, code, word) => {
      const chat = new Chat().ask(aLetter()).type(text);

      expect(chat.state.language).toBe(code);
      expect(chat.said).toEqual(['conversation.languageSet', 'reconciliation.letter']);
      expect(chat.texts[0]).toContain(word);
      expect(chat.all('setLanguage')).toEqual([{ language: code }]);
    },
  );

  it('«dil»: three buttons, each in its own language', () => {
    const chat = new Chat().type('dil');
    const titles = chat.seen.at(-1)?.choices.map(({ title }) => title);
    chat.tap('choseArabic');

    expect(titles).toEqual(['Türkçe', 'English', 'العربية']);
    expect(chat.state.language).toBe('ar');
  });

  it('as the reason of a refusal: words like any other', () => {
    const chat = new Chat().ask(anApproval()).tap('rejected').type('english');

    expect([chat.state.language, chat.view('req_approval').reason]).toEqual(['tr', 'english']);
  });
});
