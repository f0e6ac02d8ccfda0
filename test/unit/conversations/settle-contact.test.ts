import { aContact, aLetter, anAccount, anApproval, aNotice, Chat } from './chat.ts';

const amounts = /3[.,]180|12[.,]450|500[.,]000|1[.,]500/;
const oldPhone = '+905000000201';
const newPhone = '+905000000299';

/** One contact whose number nobody has checked, with a balance. */
const bora = (over: Parameters<typeof aContact>[0] = {}) =>
  aContact({ phone: oldPhone, phoneVerified: false, accounts: [anAccount()], ...over });
/** Whoever has the number next. */
const elif = (over: Parameters<typeof aContact>[0] = {}) =>
  aContact({ ref: 'C007-1', name: 'Elif Örnek', phone: oldPhone, accounts: [anAccount()], ...over });

const proved = (): Chat => new Chat(bora()).type('bakiye').type('123456');

describe('a proof of identity', () => {
  it('at the number of the books: amounts are told from then on', () => {
    const chat = proved();
    expect(chat.texts.join()).toMatch(amounts);
    expect(chat.type('bakiye').texts.join()).toMatch(amounts);
    expect(chat.standing.proof?.phone).toBe(oldPhone);
  });

  it('then the books give another unchecked number: no amount before a new code', () => {
    const chat = proved();
    chat.contact = bora({ phone: newPhone });

    expect(chat.type('bakiye').said).toEqual(['conversation.verifyFirst']);
    chat.ask(aLetter());
    expect(chat.standing.held).toContain('req_letter');
    expect(chat.texts.join()).not.toMatch(amounts);

    chat.type('123456');
    expect(chat.said).toContain('reconciliation.letter');
    expect(chat.standing.proof?.phone).toBe(newPhone);
  });

  it('then the number is taken out of the books: proves nothing any more', () => {
    const chat = proved();
    chat.contact = bora({ phone: null });
    expect(chat.type('bakiye').texts.join()).not.toMatch(amounts);
  });

  it('the same number with other rights: still known', () => {
    const chat = proved();
    chat.contact = bora({ customerRefs: ['C009', 'C002'], roles: ['reports'] });
    expect(chat.type('bakiye').texts.join()).toMatch(amounts);
  });
});

describe('a number that goes to another contact', () => {
  it('open and held requests of the one before: undeliverable, their buttons decide nothing', () => {
    const chat = new Chat(bora({ phoneVerified: true })).ask(anApproval());
    const button = chat.seen.at(-1)?.choices[0]?.id ?? '';
    chat.contact = elif();
    chat.tapId(button);

    expect(chat.outcomes).toEqual(['undeliverable']);
    expect(chat.decisions).toEqual([]);
    expect(chat.state).toMatchObject({ dialogs: [], closed: [], contactRef: 'C007-1' });
    expect(chat.texts.join()).not.toMatch(/ONY-3107/);
  });

  it('what the one before proved, muted and was shown: nothing of it is left, and what was refused stays', () => {
    const chat = proved();
    chat.facts = { ...chat.facts, privacyNotice: { version: '2' } };
    chat.ask(aNotice('movement')).tap('muted').type('DUR').type('bakiye');
    expect(chat.standing.notices).toBe('stopped');
    expect(chat.state).toMatchObject({ noticeVersion: '2', mutedAccounts: ['120.01.0002'] });

    chat.contact = elif({ phoneVerified: false });
    chat.ask(aNotice('movement', { requestId: 'req_2', reference: 'MV-2' }));
    expect(chat.said).toEqual(['notice.movement']);
    expect(chat.sent.at(-1)?.suppressed).toBe('notices_stopped');
    const { consents, mutedAccounts, lastSeenAt } = chat.state;
    expect(chat.standing).toMatchObject({ proof: null, notices: 'stopped', stoppedBy: 'contact' });
    expect([mutedAccounts, lastSeenAt]).toEqual([undefined, undefined]);
    expect(consents).toEqual({ transactional: 'withdrawn', marketing: 'withdrawn' });
  });

  it('a code the one before asked for: proves nothing for the next', () => {
    const chat = new Chat(bora()).type('bakiye');
    chat.contact = elif({ phoneVerified: false });
    expect(chat.type('123456').texts.join()).not.toMatch(amounts);
    expect(chat.standing).toMatchObject({ proof: null, code: null });
  });

  it('a request of the one before that was on its way: not a word of it, and staff is told', () => {
    const chat = new Chat(elif({ customerRefs: ['C007'] })).ask(aLetter());
    expect([chat.said, chat.outcomes, chat.tasks]).toEqual([[], ['undeliverable'], ['contact_changed']]);
  });

  it('a stranger who stopped messages and is in the books now: gets none', () => {
    const chat = new Chat(bora({ phoneVerified: true })).type('merhaba');
    chat.contact = null;
    chat.type('DUR');
    chat.contact = elif();
    expect(chat.ask(aNotice('movement')).sent.at(-1)?.suppressed).toBe('notices_stopped');
  });

  it('left out of the books and taken in again: the same person as before', () => {
    const chat = proved().type('DUR');
    const before = chat.state;
    const { proof } = chat.standing;
    chat.contact = null;
    chat.type('?');
    chat.contact = bora();
    chat.type('bakiye');
    expect(chat.texts.join()).toMatch(amounts);
    expect(chat.state.consents).toEqual(before.consents);
    expect(chat.standing).toMatchObject({ notices: 'stopped', proof });
  });
});

describe('«yanlış numara» while the books still name the contact', () => {
  const known = () => bora({ phoneVerified: true, phoneSince: '2026-11-01T00:00:00.000Z' });

  it.each(['bakiye', 'hareketlerim', 'bekleyenler', 'menü'])('«%s» right after it: a stranger', (words) => {
    const chat = new Chat(known()).ask(aLetter()).type('yanlış numara').type(words);
    expect(chat.said).toEqual(['conversation.unknownContact']);
  });

  it('a request that was on its way, even after BAŞLA: recorded as not sent', () => {
    const chat = new Chat(known()).type('yanlış numara').type('BAŞLA').ask(aLetter());
    expect(chat.sent.at(-1)?.suppressed).toBe('notices_stopped');
    expect(chat.outcomes).toEqual(['undeliverable']);
  });

  it.each([
    ['a step without a contact lay between', true],
    ['none did', false],
  ])('the number is given to the contact again, %s: known and written to', (_title, isBetween) => {
    const chat = new Chat(known()).type('yanlış numara');
    if (isBetween) {
      chat.contact = null;
      chat.type('?');
    }
    chat.contact = bora({ phoneVerified: true, phoneSince: '2026-11-24T00:00:00.000Z' });
    expect(chat.type('bakiye').texts.join()).toMatch(amounts);
    chat.ask(aLetter());
    expect(chat.said).toEqual(['reconciliation.letter']);
    expect(chat.standing).toMatchObject({ notices: 'on', meant: null });
  });

  it('given again to a contact who had stopped messages before: they stay stopped', () => {
    const chat = new Chat(known()).type('DUR').type('yanlış numara');
    chat.contact = bora({ phoneVerified: true, phoneSince: '2026-11-24T00:00:00.000Z' });
    expect(chat.ask(aLetter()).sent.at(-1)?.suppressed).toBe('notices_stopped');
  });

  it('given to another contact: gets messages, and nothing of the one before', () => {
    const chat = new Chat(known()).ask(aLetter()).type('yanlış numara');
    chat.contact = elif();
    chat.ask(aNotice('movement'));
    expect(chat.said).toEqual(['notice.movement']);
    expect(chat.state.closed).toEqual([]);
  });

  it('said once more after the contact came back to messages they had stopped: a stranger again', () => {
    const chat = new Chat(known()).type('DUR').type('yanlış numara');
    chat.contact = bora({ phoneVerified: true, phoneSince: '2026-11-24T00:00:00.000Z' });
    expect(chat.type('menü').said).toEqual(['conversation.menu']);

    chat.type('yanlış numara').type('bakiye');
    expect(chat.said).toEqual(['conversation.unknownContact']);
  });
});

describe('a number that goes to another contact while staff speaks', () => {
  it('staff goes on speaking, and its end is told', () => {
    const by = 'staff:1';
    const chat = new Chat(bora()).command({ type: 'takeover', by });
    chat.contact = elif({ phoneVerified: false });

    expect(chat.ask(aLetter({ customerRef: 'C002' })).said).toEqual([]);
    expect(chat.type('bakiye').said).toEqual([]);
    expect(chat.standing).toMatchObject({ mode: 'staff', held: ['req_letter'] });
    expect(chat.command({ type: 'release', by }).said).toEqual(['conversation.staffReleased']);
  });
});
