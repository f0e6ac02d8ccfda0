import { encodeChoiceId } from '../../../src/conversations/choice-id.ts';
import { aContact, aLetter, anApproval, Chat } from '../conversations/chat.ts';

const media = { mediaId: 'm1', mimeType: 'image/jpeg', sha256: null, filename: null, caption: 'onaylıyorum' };

describe('buttons', () => {
  it('of a foreign token, or nothing this system made: told that the button is old, nothing changes', () => {
    const chat = new Chat().ask(aLetter());
    for (const id of [
      'tok_other.1.agreed',
      'garbage',
      'tok_req_letter.99.agreed',
      'tok_req_letter.1.__proto__',
      'tok_req_letter.1.approved',
    ]) {
      chat.tapId(id);
      expect([id, chat.said]).toEqual([id, ['conversation.oldChoice']]);
    }
    expect(chat.view('req_letter').state).toBe('awaitingAnswer');
  });

  it('the confirmation of an older recap: does not bind; of the newest: binds', () => {
    const chat = new Chat().ask(aLetter()).tap('agreed').tap('wentBack').tap('agreed');
    chat.tap('confirmed', { promptNumber: 2 });
    const old = [...chat.said, ...chat.decisions];
    chat.tap('confirmed');

    expect(old).toEqual(['conversation.oldChoice']);
    expect(chat.decisions).toEqual(['agreed']);
  });

  it('repeated after the decision: says what is recorded, changes nothing', () => {
    const chat = new Chat().ask(aLetter()).tap('agreed').tap('confirmed').tap('confirmed');
    const { closed } = chat.state;

    expect(chat.said).toEqual(['reconciliation.alreadyRecorded']);
    expect(chat.sent.at(-1)?.values).toEqual({
      outcome: 'agreed',
      reference: 'MUT-2026-10-C002',
      closedAt: closed[0]?.closedAt,
    });
    expect([chat.decisions, chat.outcomes]).toEqual([['agreed'], ['agreed']]);
  });

  it('of the letter, tapped after a reminder came: counts', () => {
    const chat = new Chat()
      .ask(aLetter())
      .fireTimer('req_letter', 'reminder')
      .tap('agreed', { promptNumber: 1 });

    expect(chat.said).toEqual(['reconciliation.recap']);
  });

  it('of the letter, tapped while the recap waits: old, and the recap still binds', () => {
    const chat = new Chat().ask(aLetter()).tap('agreed').tap('agreed', { promptNumber: 1 });
    const repeated = chat.said;
    chat.tap('confirmed');

    expect(repeated).toEqual(['conversation.oldChoice']);
    expect(chat.decisions).toEqual(['agreed']);
  });

  it('a reminder while the recap waits: the recap still binds', () => {
    const chat = new Chat().ask(aLetter()).tap('agreed').fireTimer('req_letter', 'reminder').tap('confirmed');

    expect(chat.decisions).toEqual(['agreed']);
  });
});

describe('several open requests', () => {
  const both = (): Chat => new Chat().ask(aLetter()).ask(anApproval());

  it('strong words that quote nothing: asks which one; the chosen one asks again and the words are not applied', () => {
    const chat = both().type('onaylıyorum');
    const asked = chat.sent.at(-1);
    chat.tap('choseRequest:req_approval');

    expect(asked?.prompt).toBe('conversation.whichRequest');
    expect(asked?.choices).toEqual([
      { choice: 'choseRequest', arg: 'req_letter' },
      { choice: 'choseRequest', arg: 'req_approval' },
    ]);
    expect(chat.said).toEqual(['approval.request']);
    expect([chat.view('req_approval').state, chat.decisions]).toEqual(['awaitingAnswer', []]);
  });

  it('strong words that quote one: counts for that one', () => {
    const chat = both().type('onaylıyorum', { quoting: 'req_approval' });

    expect(chat.said).toEqual(['approval.recap']);
  });

  it('a figure for the request that just asked for one: taken there', () => {
    const chat = both().tap('disagreed').tap('choseUnit:USD').type('11.000,00');

    expect(chat.said).toEqual(['reconciliation.askSide']);
  });

  it('a chosen request that ended meanwhile: says what became of it', () => {
    const chat = both()
      .type('onaylıyorum')
      .fireTimer('req_approval', 'expiry')
      .tap('choseRequest:req_approval');

    expect(chat.said).toEqual(['approval.expired']);
  });
});

describe('what never decides', () => {
  it.each([
    ['a picture', { type: 'image', ...media }, ['reconciliation.fileAdded', 'reconciliation.recap']],
    ['a voice message', { type: 'voice', ...media }, ['conversation.voiceReceived', 'reconciliation.recap']],
    [
      'a place',
      { type: 'location', latitude: 41, longitude: 29, name: null, address: null },
      ['conversation.mediaReceived', 'reconciliation.recap'],
    ],
    [
      'a thumb as a reaction',
      { type: 'reaction', emoji: '👍', targetMessageId: 'x' },
      ['conversation.reacted', 'reconciliation.recap'],
    ],
    ['a sticker', { type: 'sticker', ...media }, ['conversation.reacted', 'reconciliation.recap']],
    ['a reaction taken back', { type: 'reaction', emoji: null, targetMessageId: 'x' }, []],
    ['an edited message', { type: 'edited', originalMessageId: 'x', text: 'onaylıyorum' }, []],
    ['a deleted message', { type: 'deleted', originalMessageId: 'x' }, []],
  ] as const)('R5: %s while a recap waits: the question again or nothing', (_, content, said) => {
    const chat = new Chat().ask(aLetter()).tap('agreed').send(content);

    expect([chat.said, chat.decisions]).toEqual([said, []]);
  });

  it('R5: a thumb as a reaction to the letter: the question again with its buttons', () => {
    const chat = new Chat().ask(aLetter()).send({ type: 'reaction', emoji: '👍', targetMessageId: 'x' });

    expect(chat.said).toEqual(['conversation.reacted', 'reconciliation.help']);
    expect(chat.sent.at(-1)?.choices).toContainEqual({ choice: 'agreed' });
  });

  it('R24: a message in a group: no effect', () => {
    expect(new Chat().ask(aLetter()).type('mutabıkız', { groupId: 'g1' }).last?.effects).toEqual([]);
  });
});

describe('conversation without a question', () => {
  it('nothing open: greets back, says that nothing waits, does not answer thanks', () => {
    expect(new Chat().type('merhaba').said).toEqual(['conversation.menu']);
    expect(new Chat().type('onaylıyorum').said).toEqual(['conversation.noOpenItems']);
    expect(new Chat().type('teşekkürler').said).toEqual([]);
  });

  it('a greeting with one open request: greets and asks again', () => {
    expect(new Chat().ask(aLetter()).type('kolay gelsin').said).toEqual([
      'conversation.greeting',
      'reconciliation.help',
    ]);
  });

  it('a stranger: told so, nothing else', () => {
    expect(new Chat(null).type('onaylıyorum').said).toEqual(['conversation.unknownContact']);
  });

  it('asking for a person: handed over, with the request still open', () => {
    const chat = new Chat().ask(aLetter()).type('temsilci').tap('agreed');

    expect([chat.tasks, chat.history, chat.said]).toEqual([
      ['human_requested'],
      ['human_requested'],
      ['reconciliation.recap'],
    ]);
  });

  it('three replies in a row that are not understood: a person, once; then all is theirs to read', () => {
    const chat = new Chat().ask(aLetter()).type('asdf').type('qwer');
    const twice = [...chat.tasks];
    chat.type('zxcv');
    const third = chat.said;
    chat.type('hjkl');

    expect([twice, third, chat.tasks, chat.said]).toEqual([
      [],
      ['conversation.offerHuman'],
      ['not_understood'],
      [],
    ]);
  });

  it('a reply that is understood in between: the count starts over', () => {
    const chat = new Chat().ask(aLetter()).type('xyz').type('zyx').type('tamam').type('xyz').type('zyx');

    expect(chat.tasks).toEqual([]);
  });
});

describe('staff speaks', () => {
  it('taken over: the bot says so, listens without a word, and speaks again after the release', () => {
    const chat = new Chat().ask(aLetter()).command({ type: 'takeover', by: 'staff:1' });
    const taken = chat.said;
    chat.type('mutabıkız').tap('agreed');
    const meanwhile = chat.results.slice(-2).flatMap(({ effects }) => effects.map(({ effect }) => effect));
    chat.command({ type: 'release', by: 'staff:1' });
    const released = chat.said;
    chat.tap('agreed');

    expect([taken, meanwhile, released, chat.said]).toEqual([
      ['conversation.staffTookOver'],
      [{ type: 'noteHistory', params: { what: 'answered_while_staff' } }],
      ['conversation.staffReleased', 'reconciliation.letter'],
      ['reconciliation.recap'],
    ]);
  });

  it('a reminder meanwhile: not sent, the next one is set; the expiry still closes', () => {
    const chat = new Chat()
      .ask(aLetter())
      .command({ type: 'takeover', by: 'staff:1' })
      .fireTimer('req_letter', 'reminder');
    const next = chat.dialog('req_letter')?.timers.find(({ timer }) => timer === 'reminder')?.at;
    const said = chat.said;
    chat.fireTimer('req_letter', 'expiry');

    expect([said, chat.history, next, chat.outcomes]).toEqual([
      [],
      [],
      '2026-12-02T06:00:00.000Z',
      ['no_response'],
    ]);
  });
});

describe('bookkeeping', () => {
  it('the same request again, open or ended: ignored; passed on before: opened again', () => {
    const open = new Chat().ask(aLetter()).ask(aLetter());
    const ended = new Chat().ask(aLetter()).tap('agreed').tap('confirmed').ask(aLetter());
    const back = new Chat(aContact({ canBind: false })).ask(aLetter()).tap('agreed').ask(aLetter());

    expect([open.last?.effects, ended.last?.effects]).toEqual([[], []]);
    expect(back.said).toEqual(['reconciliation.letter']);
  });

  it('a snapshot that cannot be restored: left as it is, with urgent work for staff', () => {
    const chat = new Chat().ask(aLetter());
    const broken = { machine: 'reconciliation', version: 1, state: { value: 'gone', context: {} } };
    chat.state = {
      ...chat.state,
      dialogs: chat.state.dialogs.map((dialog) => ({ ...dialog, snapshot: broken })),
    };
    chat.tap('agreed');

    expect(chat.last?.effects).toEqual([
      {
        requestId: 'req_letter',
        promptNumber: null,
        effect: { type: 'openTask', params: { reason: 'snapshot_unreadable', urgent: true } },
      },
    ]);
    expect(chat.dialog('req_letter')?.snapshot).toEqual(broken);
    expect(chat.view('req_letter').state).toBe('unreadable');
  });

  it('more than thirty ended requests: the newest thirty are remembered', () => {
    const chat = new Chat();
    for (let n = 0; n < 32; n += 1)
      chat.ask(aLetter({ requestId: `req_${n}` })).fireTimer(`req_${n}`, 'expiry');

    expect(chat.state.closed).toHaveLength(30);
    expect(chat.state.closed.at(-1)?.requestId).toBe('req_31');
  });

  it('a button with the prompt number of its prompt: numbers rise by one per prompt of the dialog', () => {
    const chat = new Chat().ask(aLetter()).type('tamam').type('bu ne?');

    expect(chat.sent.map(({ promptNumber }) => promptNumber)).toEqual([1, 2, 3]);
    expect(encodeChoiceId({ token: 't', promptNumber: 3, choice: { choice: 'agreed' } })).toBe('t.3.agreed');
  });
});
