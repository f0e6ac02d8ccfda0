import type { ConversationState } from '../../../src/conversations/conversation-state.ts';
import { upcastState } from '../../../src/conversations/upcast-state.ts';
import type { InboundContent } from '../../../src/vocabulary/inbound-unit.ts';
import { aContact, aDocument, aLetter, anAccount, anApproval, aNotice, Chat } from '../conversations/chat.ts';

const hour = 60 * 60_000;
const media = { mediaId: 'm1', sha256: null, filename: null, caption: null };
const photo = { type: 'image', mimeType: 'image/jpeg', ...media } as InboundContent; // one of the media types
const voice = { type: 'voice', mimeType: 'audio/ogg', ...media } as InboundContent; // likewise
const location = { type: 'unsupported', original: 'location' } as unknown as InboundContent; // nothing we can use

/** Nothing was said to what came last. */
const saysNothing = (chat: Chat): void => expect(chat.said).toEqual([]);

describe('somebody who asked for a person', () => {
  it.each([
    ['temsilci', ['faturada bi yanlışlık vardı da', 'orada mısınız', 'peki', 'merhaba']],
    ['can i talk to someone', ['there is some mixup qq', 'anyone there', 'okay', 'hello']],
    ['موظف', ['في شي غلط ببب', 'في حدا هون', 'طيب', 'مرحبا']],
  ])('«%s»: promised once; what is written on is kept, counted and not answered', (wish, lines) => {
    const chat = new Chat().type(wish);
    expect(chat.said).toEqual(['conversation.handover']);
    expect(chat.standing).toMatchObject({ mode: 'bot', waitsFor: 'answer', isUnderstood: true });
    const since = chat.state.waited?.since;
    for (const line of lines) saysNothing(chat.type(line));

    expect(chat.tasks).toEqual(['human_requested']);
    expect(chat.state.waited).toEqual({
      since,
      messages: lines.length,
      lastAt: new Date(chat.now).toISOString(),
    });
  });

  it('asked for by the button of a letter, which promises the person itself: the same', () => {
    const chat = new Chat().ask(aLetter()).tap('askedForHuman');
    expect(chat.said).toEqual(['conversation.handover']);
    for (const line of ['xqz', 'ekstrede gözükmüyor', 'tamam', 'evet', 'yarın bakarım'])
      saysNothing(chat.type(line));

    expect(chat.standing.waitsFor).toBe('answer');
    expect(chat.tasks).toEqual(['human_requested']);
    expect(chat.decisions).toEqual([]);
  });

  it('asked for again, in words and by the button: no second message, and staff has the task all the same', () => {
    const chat = new Chat().ask(aLetter()).tap('askedForHuman');
    saysNothing(chat.type('temsilci'));
    saysNothing(chat.tap('askedForHuman', { requestId: 'req_letter' }));

    // Of this reason there is one in a conversation until it is done (relay-tasks.ts).
    expect(new Set(chat.tasks)).toEqual(new Set(['human_requested']));
    expect(chat.standing.waitsFor).toBe('answer');
  });

  it('voice, places, pictures: kept without a word, the picture fetched; the wait goes on', () => {
    const chat = new Chat().type('temsilci');
    for (const content of [voice, location, photo, photo]) saysNothing(chat.send(content));

    expect(chat.all('fetchFile')).toHaveLength(2);
    expect(chat.tasks).toEqual(['human_requested']);
    expect(chat.state.waited?.messages).toBe(4);
  });

  it('a picture while a letter is open: with the letter, and nothing is said', () => {
    const chat = new Chat().ask(aLetter()).type('temsilci').send(photo);

    saysNothing(chat);
    expect(chat.dialog('req_letter')?.fileIds).toEqual([chat.lastFileId]);
  });

  it('a document that is asked for: is taken, and looked at as ever', () => {
    const chat = new Chat().ask(aDocument()).type('temsilci').send(photo).checked('accepted');

    expect(chat.said).toEqual(['document.received']);
    expect(chat.tasks).toEqual(['human_requested', 'document_review']);
    expect(chat.standing.waitsFor).toBe('answer');
  });

  it('a letter: answered and confirmed by its buttons, and the wait goes on', () => {
    const chat = new Chat().ask(aLetter()).type('temsilci').tap('agreed').tap('confirmed');

    expect(chat.decisions).toEqual(['agreed']);
    expect(chat.outcomes).toEqual(['agreed']);
    expect(chat.standing.waitsFor).toBe('answer');
    saysNothing(chat.type('zxcv'));
  });

  it('a letter: a clear typed answer brings its recap, and the typed confirmation counts', () => {
    const chat = new Chat().ask(aLetter()).type('temsilci').type('mutabıkız');
    expect(chat.said).toEqual(['reconciliation.recap']);
    chat.type('onaylıyorum');

    expect(chat.decisions).toEqual(['agreed']);
  });

  it('a clear yes in own words to a recap: the recap is asked again, and it is not taken in silence', () => {
    const chat = new Chat().ask(aLetter()).type('temsilci').tap('agreed');
    chat.type('bakiyeyi kontrol ettik, doğrudur');

    expect(chat.said).not.toEqual([]);
    expect(chat.decisions).toEqual([]);
  });

  it('a question that came after the promise: what nobody can read is asked again', () => {
    const chat = new Chat().type('temsilci').ask(aLetter()).tap('disagreed');
    chat.type('yüz küsur bin');

    expect(chat.said).not.toEqual([]);
    expect(chat.standing.waitsFor).toBe('answer');
  });

  it('a question of before the promise: what follows is for the person', () => {
    const chat = new Chat().ask(aLetter()).tap('disagreed').type('temsilci');

    saysNothing(chat.type('yüz küsur bin'));
  });

  it('a clear answer among several requests: asked which one', () => {
    const chat = new Chat().ask(aLetter()).ask(anApproval()).type('temsilci').type('onaylıyorum');

    expect(chat.said).toEqual(['conversation.whichRequest']);
    saysNothing(chat.type('bilmem ki qq'));
  });

  it('a clear answer where nothing is open: told so, not taken in silence', () => {
    expect(new Chat().type('temsilci').type('onaylıyorum').said).toEqual(['conversation.noOpenItems']);
  });

  it.each([
    ['DUR', 'conversation.optoutDone', 'stopped'],
    ['STOP', 'conversation.optoutDone', 'stopped'],
    ['إيقاف', 'conversation.optoutDone', 'stopped'],
    ['yanlış numara', 'conversation.wrongNumber', 'wrongNumber'],
  ])('«%s»: carried out and confirmed', (words, said, notices) => {
    const chat = new Chat().type('temsilci').type(words);

    expect(chat.said).toEqual([said]);
    expect(chat.standing.notices).toBe(notices);
  });

  it.each([
    ['verilerimi silin', 'conversation.privacyRequest'],
    ['rızamı geri çekiyorum', 'conversation.consentsWithdrawn'],
    ['aydınlatma metni', 'conversation.privacyNotice'],
    ['izin vermiyorum', 'conversation.consentRecorded'],
    ['english', 'conversation.languageSet'],
  ])('«%s»: done, and the wait goes on', (words, said) => {
    const chat = new Chat().type('temsilci').type(words);

    expect(chat.said).toEqual([said]);
    expect(chat.standing.waitsFor).toBe('answer');
  });

  it('a code that is awaited: counts, and what was wanted is told', () => {
    const contact = aContact({ phone: '+905000000201', phoneVerified: false, accounts: [anAccount()] });
    const chat = new Chat(contact).type('bakiye').type('temsilci').type('123456');

    expect(chat.said).toEqual(['conversation.verified', 'conversation.balance']);
    expect(chat.standing).toMatchObject({ waitsFor: 'answer', proof: { phone: '+905000000201' } });
  });

  it('a request that comes meanwhile: goes out as ever', () => {
    expect(new Chat().type('temsilci').ask(aLetter()).said).toEqual(['reconciliation.letter']);
  });

  it.each(['?', '??', '؟'])('«%s»: impatience, and no wish for the menu', (words) => {
    const chat = new Chat().type('temsilci').type(words);

    saysNothing(chat);
    expect(chat.standing.waitsFor).toBe('answer');
  });

  it.each(['menü', 'menu', 'القائمة'])('«%s»: the menu, and nobody is waited for any more', (words) => {
    const chat = new Chat().type('temsilci').type(words);

    expect(chat.said).toEqual(['conversation.menu']);
    expect([chat.standing.waitsFor, chat.state.waited]).toEqual([null, undefined]);
    expect(chat.type('xqz').said).toEqual(['conversation.notUnderstood']);
  });

  it.each(['vazgeç', 'never mind', 'تراجع'])(
    '«%s»: nobody is waited for any more, and that is answered',
    (words) => {
      const chat = new Chat().type('temsilci').type(words);

      expect(chat.said).toEqual(['conversation.noOpenItems']);
      expect(chat.standing.waitsFor).toBeNull();
    },
  );

  it('«vazgeç» at a recap: of the recap alone', () => {
    const chat = new Chat().ask(aLetter()).type('temsilci').tap('agreed').type('vazgeç');

    expect(chat.said).toEqual(['reconciliation.help']);
    expect(chat.standing.waitsFor).toBe('answer');
    // Nothing is left to go back from but the wait.
    chat.type('vazgeç');
    expect(chat.standing.waitsFor).toBeNull();
  });

  it('taken over and given back: nobody is waited for, what is open is asked again', () => {
    const chat = new Chat().ask(aLetter()).type('temsilci').command({ type: 'takeover', by: 'staff:1' });
    expect(chat.said).toEqual(['conversation.staffTookOver']);
    expect([chat.standing.mode, chat.standing.waitsFor, chat.state.waited]).toEqual([
      'staff',
      null,
      undefined,
    ]);
    saysNothing(chat.type('xqz'));
    chat.command({ type: 'release', by: 'staff:1' });

    expect([chat.standing.mode, chat.standing.waitsFor]).toEqual(['bot', null]);
    expect(chat.type('xqz').said).toEqual(['reconciliation.help']);
  });

  it('what they wait for is done without a takeover: in silence, and words are read again', () => {
    const chat = new Chat().type('temsilci').command({ type: 'attended', by: 'staff:1' });
    saysNothing(chat);

    expect([chat.standing.waitsFor, chat.state.waited]).toEqual([null, undefined]);
    expect(chat.type('xqz').said).toEqual(['conversation.notUnderstood']);
  });

  it('nobody came within the service window: the next words are read as ever; within it they are kept', () => {
    const chat = new Chat()
      .type('temsilci')
      .wait(23 * hour)
      .type('hâlâ kimse yok qq');
    saysNothing(chat);
    chat.wait(24 * hour).type('xqz');

    expect(chat.said).toEqual(['conversation.notUnderstood']);
    expect(chat.type('temsilci').said).toEqual(['conversation.handover']);
  });

  it('another person has the number: waits for nobody', () => {
    const chat = new Chat().type('temsilci');
    chat.contact = aContact({ ref: 'C007-1', phone: '+905000000201' });

    expect(chat.type('xqz').said).toEqual(['conversation.notUnderstood']);
  });

  it('another thing for staff: a task of its own, and no second promise', () => {
    const chat = new Chat().type('temsilci').type('bu hareket bana ait değil');

    saysNothing(chat);
    expect(chat.all('openTask')).toContainEqual({ reason: 'dispute.movement', urgent: true });
  });
});

describe('somebody a person of ours gets back to', () => {
  it.each([
    [
      'a wish only staff can do',
      (chat: Chat) => chat.type('faturayı atar mısınız'),
      'conversation.humanRequested',
    ],
    [
      'a document of ours',
      (chat: Chat) => chat.tapId('menu.1.askedForDocument'),
      'conversation.documentRequested',
    ],
    ['a file nobody asked for', (chat: Chat) => chat.send(photo), 'conversation.fileKept'],
    ['a disputed movement', (chat: Chat) => chat.ask(aNotice('movement')).tap('notMine'), 'notice.disputed'],
    [
      'a question about an approval',
      (chat: Chat) => chat.ask(anApproval()).tap('askedQuestion').type('hangi fiyattan'),
      'approval.questionForwarded',
    ],
    [
      'a call about a difference',
      (chat: Chat) => chat.ask(aNotice('difference')).tap('askedForCall'),
      'notice.callPromised',
    ],
  ])('%s: words nobody reads are kept, words that are read are answered', (_title, ask, said) => {
    const chat = ask(new Chat());
    expect(chat.said).toContain(said);
    expect(chat.standing.waitsFor).toBe('matter');
    saysNothing(chat.type('xqz vbn'));
    expect(chat.state.waited?.messages).toBe(1);
    expect(chat.type('teşekkürler').standing.waitsFor).toBe('matter');
    saysNothing(chat.type('qqz vbn'));
    expect(chat.type('menü').said).toEqual(['conversation.menu']);
    expect(chat.standing.waitsFor).toBeNull();
  });

  it('asks for a person beside it: is promised one', () => {
    const chat = new Chat().send(photo).type('temsilci');

    expect(chat.said).toEqual(['conversation.handover']);
    expect(chat.standing.waitsFor).toBe('answer');
  });

  it('told three times that nothing was understood, and that staff knows: not told a fourth time', () => {
    const chat = new Chat().type('xqz').type('qxz').type('zxq');
    expect(chat.said).toEqual(['conversation.offerHuman']);
    saysNothing(chat.type('vbn'));
    saysNothing(chat.type('bvn'));

    expect(chat.state.waited?.messages).toBe(2);
    expect(chat.tap('askedForHuman').said).toEqual(['conversation.handover']);
  });
});

describe('words nobody reads while something is with us', () => {
  it('a document is looked at by staff: told so', () => {
    const chat = new Chat().ask(aDocument()).send(photo).checked('accepted').type('xqz');

    expect(chat.said).toEqual(['document.inReview']);
  });

  it('a receipt is looked at by accounting: told so', () => {
    const chat = new Chat().ask(aNotice('payment')).send(photo).checked('accepted').type('xqz');

    expect(chat.said).toEqual(['notice.inReview']);
  });

  it('a code is on its way: told what to do with it, and no other code is made', () => {
    const contact = aContact({ phone: '+905000000201', phoneVerified: false, accounts: [anAccount()] });
    const chat = new Chat(contact).type('bakiye').wait(60_000).type('xqz');

    // The same as was said last: choices beside it, and not a word of a misunderstanding.
    expect(chat.said).toEqual(['conversation.offerChoices']);
    expect(chat.texts[0]).toMatch(/^Bir önceki mesajım hâlâ geçerli/);
    expect(chat.announced).toEqual(['contact.verification_requested']);
    expect(chat.type('123456').said).toEqual(['conversation.verified', 'conversation.balance']);
  });
});

describe('stored before it was known who waits', () => {
  const before = (state: ConversationState, bot: string): ConversationState =>
    JSON.parse(
      JSON.stringify({
        ...state,
        waited: undefined,
        snapshot: {
          ...state.snapshot,
          version: 4,
          state: {
            ...(state.snapshot?.state as object),
            value: { ...(state.snapshot?.state as { value: object }).value, speaker: { bot } },
          },
        },
      }),
    ) as ConversationState; // as version 4 stored it

  it.each([
    ['of the conversation', new Chat()],
    ['of a letter', new Chat().ask(aLetter())],
  ])('a person was promised to the last typed words, %s: waits', (_title, chat) => {
    chat.type('temsilci');
    chat.state = upcastState(before(chat.state, 'understood'));

    expect(chat.standing.waitsFor).toBe('answer');
    saysNothing(chat.type('xqz'));
    expect(chat.state.waited?.messages).toBe(1);
  });

  it('something else was said since: as it stood', () => {
    const chat = new Chat().type('temsilci').type('menü');
    const stored = before(chat.state, 'understood');

    expect(upcastState(stored)).toBe(stored);
  });

  it('a person was offered: goes on from there', () => {
    const chat = new Chat().type('xqz').type('qxz').type('zxq');
    chat.state = upcastState(before(chat.state, 'offered'));

    expect(chat.standing.waitsFor).toBe('help');
    expect(chat.tap('askedForHuman').said).toEqual(['conversation.handover']);
  });
});
