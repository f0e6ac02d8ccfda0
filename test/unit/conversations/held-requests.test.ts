import { aContact, aDocument, aLetter, anAccount, anApproval, aNotice, Chat } from './chat.ts';

const unverified = () => new Chat(aContact({ phoneVerified: false, accounts: [anAccount()] }));
const amounts = /3[.,]180|12[.,]450|500[.,]000|1[.,]500/;

describe('a number nobody has checked', () => {
  it.each([
    ['letter', aLetter()],
    ['approval', anApproval()],
    ['movement', aNotice('movement')],
    ['payment', aNotice('payment')],
  ])('%s: not a word of it; asked to prove who they are, also outside the window', (_title, request) => {
    const chat = unverified().ask(request);

    expect(chat.said).toEqual(['conversation.proveToSee']);
    expect(chat.seen.at(-1)?.template?.name).toBe('verify_request_v1');
    expect(chat.texts.join()).not.toMatch(amounts);
    expect(chat.history).toEqual(['awaiting_identity']);
    expect(chat.outcomes).toEqual([]);
  });

  it('a document request: names no amount, is asked at once', () => {
    expect(unverified().ask(aDocument()).said).toEqual(['document.request']);
  });

  it('words, buttons and pictures meanwhile: nothing about the request is said or decided', () => {
    const chat = unverified().ask(aLetter());
    for (const text of ['mutabıkız', 'bekleyenler', 'mutabakat mektubunu tekrar gönderin', 'hayır', '?'])
      chat.type(text);
    chat.send({ type: 'reaction', emoji: '👍', targetMessageId: 'wamid.1' });

    expect(chat.seen.map(({ text }) => text).join()).not.toMatch(amounts);
    expect(chat.seen.flatMap(({ choices }) => choices).some(({ id }) => id.startsWith('tok_'))).toBe(false);
    expect([chat.decisions, chat.outcomes]).toEqual([[], []]);
  });

  it('«Kodu iste», then the code: known from then on, and every request is asked', () => {
    const chat = unverified().ask(aLetter()).ask(anApproval());
    chat.tap('startedProof');
    expect(chat.said).toEqual(['conversation.verifyFirst']);
    expect(chat.announced).toEqual(['contact.verification_requested']);

    chat.type('123 456');
    expect(chat.said).toEqual(['conversation.verified', 'reconciliation.letter', 'approval.request']);
    expect(chat.announced).toContain('contact.verified');

    chat.ask(aNotice('movement'));
    expect(chat.said).toEqual(['notice.movement']);
  });

  it('a wrong code: still not a word', () => {
    const chat = unverified().ask(aLetter()).tap('startedProof').type('999999');

    expect(chat.said).toEqual(['conversation.codeWrong']);
    expect(chat.standing.held).toEqual(['req_letter']);
  });

  it('verified in the books meanwhile: the next message brings the request', () => {
    const chat = unverified().ask(aLetter());
    chat.contact = aContact({ phoneVerified: true });
    chat.type('merhaba');

    expect(chat.said[0]).toBe('reconciliation.letter');
  });

  it('reminders: of something that waits, without saying what; the end comes in silence', () => {
    const chat = unverified().ask(aLetter()).fireTimer('req_letter', 'reminder');
    expect(chat.said).toEqual(['conversation.proveToSee']);

    chat.fireTimer('req_letter', 'expiry');
    expect([chat.said, chat.outcomes]).toEqual([[], ['no_response']]);
  });
});

describe('muted movements of an account', () => {
  it('«Bildirimi kapat»: later movements of it are recorded as not sent; BAŞLA brings them back', () => {
    const chat = new Chat().ask(aNotice('movement')).tap('muted');
    expect(chat.outcomes).toEqual(['muted']);

    chat.ask(aNotice('movement', { requestId: 'req_2', reference: 'MV-2' }));
    expect(chat.outcomes).toEqual(['muted', 'muted']);
    expect(chat.sent.at(-1)).toMatchObject({ prompt: 'notice.movement', suppressed: 'alerts_muted' });

    chat.ask(aNotice('movement', { requestId: 'req_3', reference: 'MV-3', accountNo: '120.01.0099' }));
    expect(chat.sent.at(-1)?.suppressed).toBeUndefined();

    chat.type('BAŞLA').ask(aNotice('movement', { requestId: 'req_4', reference: 'MV-4' }));
    expect(chat.sent.at(-1)).toMatchObject({ prompt: 'notice.movement' });
    expect(chat.sent.at(-1)?.suppressed).toBeUndefined();
  });
});
