import type { InboundContent } from '../../../src/vocabulary/inbound-unit.ts';
import { aDocument, aLetter, anApproval, aNotice, Chat } from './chat.ts';

const photo = (caption: string | null = null): InboundContent => ({
  type: 'image',
  mediaId: 'm1',
  mimeType: 'image/jpeg',
  sha256: null,
  filename: null,
  caption,
});
const pdf: InboundContent = { ...photo(), type: 'document', mimeType: 'application/pdf' } as never; // the same fields

const identity = (): ReturnType<typeof aDocument> =>
  aDocument({ requestId: 'req_id', reference: 'BLG-1', details: { document_code: 'kimlik' } });
const targets = (chat: Chat): (string | null)[] =>
  chat.results.flatMap(({ effects }) =>
    effects.flatMap(({ effect, requestId }) => (effect.type === 'fetchFile' ? [requestId] : [])),
  );

describe('a file in the chat', () => {
  it('the only request that waits for one: goes there, whatever else is open', () => {
    const chat = new Chat().ask(aLetter()).ask(aDocument()).send(photo());

    expect([targets(chat), chat.dialog('req_document')?.fileIds]).toEqual([
      ['req_document'],
      [chat.lastFileId],
    ]);
    expect(chat.all('fetchFile')).toEqual([{ fileId: chat.lastFileId, isDraft: false }]);
    expect(chat.view('req_letter').state).toBe('awaitingAnswer');
  });

  it('checked: the request hears of it', () => {
    const good = new Chat().ask(aDocument()).send(pdf).checked('accepted', { requestId: 'req_document' });
    const bad = new Chat()
      .ask(aDocument())
      .send(pdf)
      .checked('refused', { requestId: 'req_document', reason: 'password_protected' });

    expect([good.view('req_document').state, bad.view('req_document').state]).toEqual([
      'reviewing',
      'awaitingFile',
    ]);
    expect(bad.said).toEqual([expect.stringMatching(/^document\./)]);
  });

  it.each([
    ['kimliğim', null, true],
    [null, 'Nufus_Cuzdani_on_yuz.jpg', true],
    ['Pasaportum ekte', null, true],
    ['my passport', null, true],
    ['صورة جواز السفر', null, true],
    [null, 'جواز_سفر.pdf', true],
    ['بطاقة شخصية', null, true],
    ['صورة البطاقة الشخصية', null, true],
    ['بطاقتي الشخصية', null, true],
    ['هوية', null, true],
    ['مرفق الهوية من الجهتين', null, true],
    ['تفضل هويتي', null, true],
    ['هوية الشركاء', null, true],
    ['رخصة القيادة', null, true],
    [null, 'identity-card_front.jpg', true],
    ['my identity document', null, true],
    ['ID card attached', null, true],
    [null, "driver's licence.png", true],
    [null, 'corporate identity.pdf', false],
    ['our visual identity', null, false],
    [null, 'kurumsal_kimlik.pdf', false],
    ['marka kimliğimiz', null, false],
    ['الهوية البصرية للشركة', null, false],
    ['هوية شركتنا', null, false],
    ['البطاقة الضريبية', null, false],
    ['فاتورة التهوية', null, false],
    ['dekont', 'IMG-2026.jpg', false],
    ['Vergi kimlik numaramız üstünde', null, false],
    [null, null, false],
  ])('R25: sent unasked as «%s» «%s»: for a day alone is %s', (caption, filename, isDraft) => {
    const chat = new Chat().send({ ...photo(), caption, filename } as InboundContent);
    expect(chat.all('fetchFile')).toEqual([{ fileId: chat.lastFileId, isDraft }]);
  });

  const knownForIdentity = { requestId: 'req_document', reason: 'identity_in_chat' };

  it('R25: known for an identity document while it is checked: the request goes on, and the person hears why', () => {
    const chat = new Chat().ask(aDocument()).send(pdf);
    expect(chat.view('req_document').state).toBe('checking');
    chat.checked('refused', knownForIdentity);
    expect([chat.view('req_document').state, chat.said]).toEqual(['awaitingFile', ['document.refused']]);
    expect(chat.all('sendPrompt').at(-1)?.values).toMatchObject({ count: 0, refusals: ['identity_in_chat'] });
  });

  it('R25: the only file is known for an identity document in the review: the person hears why, another one is added', () => {
    const chat = new Chat().ask(aDocument()).send(pdf).checked('accepted', { requestId: 'req_document' });
    chat.checked('refused', knownForIdentity);
    expect([chat.view('req_document').state, chat.said]).toEqual(['reviewing', ['document.refused']]);
    chat.send(pdf).checked('accepted', { requestId: 'req_document' });
    expect([chat.view('req_document').state, chat.said]).toEqual(['reviewing', ['document.added']]);
  });

  it('R25: one of two that passed is known for an identity document: it counts no more', () => {
    const chat = new Chat().ask(aDocument()).send(pdf);
    const first = chat.lastFileId;
    chat.send(pdf).checked('accepted', { requestId: 'req_document', fileId: first });
    chat.checked('refused', { ...knownForIdentity, fileId: first });
    expect(chat.view('req_document').state).toBe('checking');
    chat.checked('refused', { requestId: 'req_document', reason: 'unreadable' });
    expect([chat.view('req_document').state, chat.said]).toEqual(['awaitingFile', ['document.refused']]);
  });

  it('R25: of several requests none was chosen yet: known for an identity document after it passed, it is refused in the chosen one', () => {
    const chat = new Chat().ask(aDocument()).ask(aDocument({ requestId: 'req_two', reference: 'BLG-2' }));
    const fileId = chat.send(photo()).lastFileId;
    chat.checked('accepted').checked('refused', { reason: 'identity_in_chat' });
    expect(chat.standing.fileResults).toEqual([{ fileId, result: 'refused', reason: 'identity_in_chat' }]);
    chat.tap('choseForFile:req_two');
    expect([chat.view('req_two').state, chat.said]).toEqual(['awaitingFile', ['document.refused']]);
  });

  it('R25: asked for by nobody and known for an identity document: nothing is said', () => {
    const chat = new Chat().send(photo()).checked('refused', { reason: 'identity_in_chat' });
    expect(chat.said).toEqual([]);
  });

  it('R25: for an identity document: a draft, and the secure link', () => {
    const chat = new Chat().ask(identity()).send(photo());

    expect(chat.all('fetchFile')).toEqual([{ fileId: chat.lastFileId, isDraft: true }]);
    expect(chat.said).toEqual(['document.idInChat']);
  });

  it('quoting a letter: goes to the letter', () => {
    const chat = new Chat().ask(aLetter()).ask(aDocument()).send(photo(), { quoting: 'req_letter' });

    expect([targets(chat), chat.said]).toEqual([['req_letter'], ['reconciliation.statementAdded']]);
  });

  it('named in the caption: goes to the request of that reference', () => {
    const chat = new Chat().ask(aLetter()).ask(aDocument()).send(photo('ekstremiz, mut-2026-10-c002 için'));

    expect(targets(chat)).toEqual(['req_letter']);
  });

  it('several may be meant: asked once, further pages join in, and the chosen one gets them all', () => {
    const chat = new Chat().ask(aDocument()).ask(aDocument({ requestId: 'req_two', reference: 'BLG-2' }));
    chat.send(photo());
    const asked = [chat.said, chat.seen.at(-1)?.choices.map(({ title }) => title)];
    chat.send(photo());
    const joined = chat.said;
    chat.checked('accepted').tap('choseForFile:req_two');
    const fileIds = chat.dialog('req_two')?.fileIds;

    expect([asked, joined]).toEqual([[['conversation.whichForFile'], ['BLG-2044', 'BLG-2']], []]);
    expect([targets(chat), fileIds?.length]).toEqual([[null, null], 2]);
    expect(chat.all('attachFiles')).toEqual([{ fileIds }]);
    expect([chat.standing.files, chat.standing.fileResults]).toEqual([[], []]);
    chat.checked('accepted', { fileId: fileIds?.[0] ?? '' });
    expect(chat.view('req_two').state).toBe('reviewing');
  });

  it('an identity request among several: a draft until the person has said what it is', () => {
    const chat = new Chat().ask(aDocument()).ask(identity()).send(photo());

    expect(chat.all('fetchFile')).toEqual([{ fileId: chat.lastFileId, isDraft: true }]);
  });

  it('the chosen request is a letter: spoken of once, however many pages there are', () => {
    const chat = new Chat().ask(aLetter()).ask(aLetter({ requestId: 'req_two', reference: 'MUT-2' }));
    chat.send(pdf).send(pdf).send(pdf).tap('choseForFile:req_two');

    expect(chat.said).toEqual(['reconciliation.statementAdded']);
    expect(chat.dialog('req_two')?.fileIds).toHaveLength(3);
  });

  it('an album that is refused before the choice: the refusal is told once', () => {
    const chat = new Chat().ask(aLetter()).ask(aLetter({ requestId: 'req_two', reference: 'MUT-2' }));
    for (let page = 0; page < 3; page += 1)
      chat.send(pdf).checked('refused', { reason: 'password_protected' });
    chat.tap('choseForFile:req_two');

    expect(chat.said).toEqual(['reconciliation.statementAdded', 'conversation.fileRefused']);
  });

  it('more wait than anybody names: the newest 30, the others stay without a request', () => {
    const chat = new Chat().ask(aDocument()).ask(aDocument({ requestId: 'req_two', reference: 'BLG-2' }));
    for (let page = 0; page < 35; page += 1) chat.send(photo());
    const fetched = chat.all('fetchFile').map(({ fileId }) => fileId);

    expect(fetched).toHaveLength(35);
    expect(chat.standing.files).toEqual(fetched.slice(5));
  });

  it('chosen for an identity request: stays a draft', () => {
    const chat = new Chat().ask(aDocument()).ask(identity()).send(photo());
    const fileIds = [chat.lastFileId];
    chat.tap('choseForFile:req_id');

    expect(chat.all('attachFiles')).toEqual([{ fileIds, isDraft: true }]);
    expect(chat.said).toEqual(['document.idInChat']);
  });

  it.each([
    ['while staff speaks and an identity document is asked for', 0, true],
    ['while staff speaks, six days after a document request ended', 6, true],
    ['while staff speaks, eight days after', 8, false],
  ] as const)('%s: a draft or not', (_, days, isDraft) => {
    const chat = new Chat().ask(identity()).command({ type: 'takeover', by: 'staff:1' });
    if (days > 0) chat.command({ type: 'cancel', requestId: 'req_id', by: 'staff:1' });
    chat.wait(days * 86_400_000).send(photo());

    expect([targets(chat), chat.all('fetchFile')]).toEqual([[null], [{ fileId: chat.lastFileId, isDraft }]]);
  });

  it('nothing open, a day after a document request ended: kept as a draft', () => {
    const chat = new Chat().ask(identity()).command({ type: 'cancel', requestId: 'req_id', by: 'staff:1' });
    chat.wait(86_400_000).send(photo());

    expect([chat.said, chat.all('fetchFile')]).toEqual([
      ['conversation.fileKept'],
      [{ fileId: chat.lastFileId, isDraft: true }],
    ]);
  });

  it('a payment notice: matched as its receipt, without a button first', () => {
    const chat = new Chat().ask(aNotice('payment')).send(photo()).checked('accepted');

    expect(targets(chat)).toEqual(['req_payment']);
    expect(chat.view('req_payment').state).toBe('payment.reviewing');
  });

  it('own statement to a letter: added, said with the buttons, decides nothing, work for accounting', () => {
    const chat = new Chat().ask(aLetter()).send(pdf);
    const said = [chat.said, chat.sent.at(-1)?.choices];
    chat.checked('accepted');

    expect(said).toEqual([
      ['reconciliation.statementAdded'],
      [{ choice: 'agreed' }, { choice: 'disagreed' }, { choice: 'askedForHuman' }],
    ]);
    expect([chat.decisions, chat.tasks, chat.history]).toEqual([
      [],
      ['own_statement'],
      ['statement_received', 'file_accepted'],
    ]);
  });

  it('in the middle of an answer: added, and the same question again', () => {
    const chat = new Chat().ask(aLetter()).tap('disagreed').tap('choseUnit:USD').send(pdf);

    expect(chat.said).toEqual(['reconciliation.fileAdded', 'reconciliation.askFigure']);
  });

  it('an objection to an approval: added, and the question with its buttons', () => {
    const chat = new Chat().ask(anApproval()).send(pdf);

    expect([chat.said, chat.decisions]).toEqual([['conversation.fileAttached', 'approval.request'], []]);
  });

  it('a receipt, a document: its check is the answer, and is spoken of when it takes long; while staff speaks, not', () => {
    const receipt = new Chat().ask(aNotice('payment')).send(photo());
    const document = new Chat().ask(aDocument()).send(photo());
    const told = [receipt.said, document.said];
    receipt.fireTimer('req_payment', 'checking');
    document.fireTimer('req_document', 'checking');

    expect(told).toEqual([[], []]);
    expect([receipt.said, document.said]).toEqual([['notice.inReview'], ['document.checking']]);
    const staffed = new Chat().ask(aDocument()).send(photo()).command({ type: 'takeover', by: 'usr_1' });
    expect(staffed.fireTimer('req_document', 'checking').said).toEqual([]);
  });

  it('an album of pages: spoken of once', () => {
    const chat = new Chat().ask(aLetter()).send(pdf);
    chat.wait(-59_000).send(pdf);

    expect([chat.said, targets(chat)]).toEqual([[], ['req_letter', 'req_letter']]);
  });

  it('within a week after the letter ended: added to it; later: kept for staff', () => {
    const chat = new Chat().ask(aLetter()).tap('agreed').tap('confirmed').send(pdf);
    const soon = [chat.said, targets(chat)];
    chat.wait(8 * 86_400_000).send(pdf);

    expect(soon).toEqual([['conversation.fileAttached'], ['req_letter']]);
    expect([chat.said, chat.tasks]).toEqual([['conversation.fileKept'], ['unmatched_file']]);
    expect(targets(chat)).toEqual(['req_letter', null]);
  });

  it('nothing open at all: kept, said, and work for staff; refused: said', () => {
    const chat = new Chat().send(pdf);
    const kept = [chat.said, chat.tasks, targets(chat)];
    chat.checked('refused', { reason: 'infected' });

    expect(kept).toEqual([['conversation.fileKept'], ['unmatched_file'], [null]]);
    expect(chat.said).toEqual(['conversation.fileRefused']);
  });

  it('while staff speaks: fetched in silence', () => {
    const chat = new Chat().command({ type: 'takeover', by: 'staff:1' }).send(pdf);

    expect([targets(chat), chat.said]).toEqual([[null], []]);
  });

  it('the same input twice: the same id of the file', () => {
    const one = new Chat().send(pdf);
    const two = new Chat().send(pdf);

    expect(one.all('fetchFile')).toEqual(two.all('fetchFile'));
  });

  it('uploaded on the page: the request hears of all of them', () => {
    const chat = new Chat().ask(identity()).uploaded('req_id', ['fil_a', 'fil_b']);

    expect(chat.dialog('req_id')?.fileIds).toEqual(['fil_a', 'fil_b']);
    expect(chat.view('req_id').state).toBe('reviewing');
  });

  it('staff accepts or sends back: told to the request', () => {
    const ready = () => new Chat().ask(aDocument()).send(pdf).checked('accepted');
    const accepted = ready().command({ type: 'accept-document', requestId: 'req_document', by: 'staff:1' });
    const back = ready().command({
      type: 'reject-document',
      requestId: 'req_document',
      reason: 'wrong_type',
      by: 'staff:1',
    });

    expect([accepted.outcomes, back.view('req_document').state]).toEqual([['accepted'], 'awaitingFile']);
  });

  it('R5: a caption that approves: no answer', () => {
    const chat = new Chat().ask(aLetter()).tap('agreed').send(photo('onaylıyorum'));

    expect([chat.decisions, chat.view('req_letter').state]).toEqual([[], 'confirmingAgreement']);
  });
});

describe('media that is no file', () => {
  const media = { mediaId: 'm1', mimeType: 'audio/ogg', sha256: null, filename: null, caption: null };

  it.each([
    ['a voice message', { type: 'voice', ...media }, ['conversation.voiceReceived']],
    [
      'a contact card',
      { type: 'contacts', names: [], phones: [], sharedOwnNumber: false },
      ['conversation.mediaReceived'],
    ],
    ['an order', { type: 'order', text: null, itemCount: 1 }, ['conversation.mediaReceived']],
    ['a form', { type: 'form', name: 'x', answer: '{}' }, ['conversation.mediaReceived']],
    [
      'what the platform cannot show',
      { type: 'unsupported', reason: 'poll' },
      ['conversation.mediaReceived'],
    ],
    ['a sticker', { type: 'sticker', ...media }, []],
    ['a thumb', { type: 'reaction', emoji: '👍', targetMessageId: 'x' }, []],
  ] as const)('%s with nothing open: answered where it needs an answer', (_, content, said) => {
    expect(new Chat().send(content).said).toEqual(said);
  });

  it('a thumb while a notice is the newest thing: thanks, and its buttons again', () => {
    const chat = new Chat()
      .ask(aNotice('deadline'))
      .send({ type: 'reaction', emoji: '👍', targetMessageId: 'x' });

    expect(chat.said).toEqual(['conversation.reacted', 'notice.deadlineHelp']);
  });

  it('a thumb with several open requests: thanks, and the list', () => {
    const chat = new Chat().ask(aLetter()).ask(anApproval());
    chat.send({ type: 'reaction', emoji: '👍', targetMessageId: 'x' });

    expect(chat.said).toEqual(['conversation.reacted', 'conversation.whichRequest']);
  });
});

describe('messages changed afterwards', () => {
  const decided = (): { chat: Chat; messageId: string } => {
    const chat = new Chat().ask(aLetter()).type('mutabıkız').type('onaylıyorum', { messageId: 'wamid.yes' });
    expect(chat.decisions).toEqual(['agreed']);
    return { chat, messageId: 'wamid.yes' };
  };

  it('an edit of the words that decided: the record stands, told once', () => {
    const { chat, messageId } = decided();
    const edit: InboundContent = { type: 'edited', originalMessageId: messageId, text: 'hayır' };
    chat.send(edit);
    const first = [chat.said, chat.history.at(-1)];
    chat.send(edit);

    expect(first).toEqual([['conversation.editedKept'], 'answer_edited']);
    expect([chat.said, chat.decisions]).toEqual([[], ['agreed']]);
  });

  it('its deletion: nothing is said, the history knows', () => {
    const { chat, messageId } = decided();
    chat.send({ type: 'deleted', originalMessageId: messageId });

    expect([chat.said, chat.history.at(-1), chat.decisions]).toEqual([[], 'answer_deleted', ['agreed']]);
  });

  it('an edit of words that decided nothing: no new answer', () => {
    const chat = new Chat().ask(aLetter()).type('merhaba', { messageId: 'wamid.hi' });
    chat.send({ type: 'edited', originalMessageId: 'wamid.hi', text: 'mutabıkız' });

    expect([chat.said, chat.view('req_letter').state]).toEqual([[], 'awaitingAnswer']);
  });
});

describe('files that were uploaded in the moment in which their request ended', () => {
  it('staff gets them to look at, and nothing is said', () => {
    const chat = new Chat()
      .ask(aDocument())
      .command({ type: 'cancel', requestId: 'req_document', by: 'key:1' });
    const said = chat.sent.length;
    chat.uploaded('req_document', ['fil_1']);

    expect(chat.tasks).toContain('unmatched_file');
    expect(chat.sent).toHaveLength(said);
  });
});
