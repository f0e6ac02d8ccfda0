import { aDocument, aLetter, anApproval, Chat } from '../conversations/chat.ts';

const titlesOf = (chat: Chat): string[] => chat.seen.at(-1)?.choices.map(({ title }) => title) ?? [];

describe('a yes with a condition', () => {
  it.each(['evet ama 5 gram has eksik', 'mutabıkız ama has 5 gram eksik'])(
    '«%s»: never agreed; what was understood is named or asked',
    (text) => {
      const chat = new Chat().ask(aLetter()).type(text);

      expect(chat.decisions).toEqual([]);
      expect(chat.view('req_letter').state).not.toBe('confirmingAgreement');
      expect(chat.said).toHaveLength(1);
    },
  );

  it('«evet ama 5 gr has eksik»: the figure comes back with buttons, and «vazgeç» asks the question again', () => {
    const chat = new Chat().ask(aLetter()).type('evet ama 5 gr has eksik');
    const understood = [chat.said, chat.texts[0], titlesOf(chat)];
    chat.tap('wentBack');

    expect(understood).toEqual([
      ['reconciliation.understoodPartly'],
      expect.stringContaining('5,000 g has'),
      ['Mutabık değiliz', 'Temsilciye bağlan', 'Vazgeç'],
    ]);
    expect(chat.said).toEqual(['reconciliation.help']);
  });

  it('its button for a difference: leads into the disagreement', () => {
    const chat = new Chat().ask(aLetter()).type('evet ama 5 gr has eksik').tap('disagreed');

    expect(chat.said).toEqual(['reconciliation.whichUnit']);
  });
});

describe('answers per unit', () => {
  it('all but one: the rest is agreed, the one is asked for', () => {
    const chat = new Chat().ask(aLetter()).type('dolar hariç mutabıkız');

    expect(chat.said).toEqual(['reconciliation.askFigure']);
    expect(chat.view('req_letter').lines.map(({ unit, answer }) => [unit, answer])).toEqual([
      ['HAS', 'agreed'],
      ['USD', 'disagreed'],
      ['EUR', 'agreed'],
      ['PCS_CEYREK', 'agreed'],
    ]);
    expect(chat.decisions).toEqual([]);
  });

  it('some only: nothing is assumed of those that were not named', () => {
    const chat = new Chat().ask(aLetter()).type('altında mutabıkız dolarda değiliz');

    expect(chat.view('req_letter').lines.map(({ answer }) => answer)).toEqual([
      'agreed',
      'disagreed',
      null,
      null,
    ]);
  });
});

describe('titles of shown buttons, typed', () => {
  it('a way back, a unit, a side, a reason: as if tapped', () => {
    const chat = new Chat().ask(aLetter()).tap('disagreed').type('usd (dolar)').type('11.000,00');
    const figure = chat.said;
    chat.type('bize borcunuz');
    const more = chat.said;
    chat.type('hayır, bu kadar').type('Fiyat veya kur farkı');

    expect([figure, more, chat.said]).toEqual([
      ['reconciliation.askSide'],
      ['reconciliation.moreUnits'],
      ['reconciliation.disagreeRecap'],
    ]);
    expect(chat.view('req_letter').lines[1]).toMatchObject({ own: { quantity: '11000.00', side: 'B' } });
    expect(chat.view('req_letter').reason).toBe('price');
  });

  it('of a confirming button: confirms only under the rules of typed words', () => {
    const recap = () => new Chat().ask(anApproval()).tap('approved');
    const typed = recap().type('Evet, onaylıyorum');
    const forwarded = recap().type('Evet, onaylıyorum', { forwarded: true });
    const chat = recap();
    const old = chat.type('Evet, onaylıyorum', { at: new Date(chat.now - 3_600_000) });

    expect([typed.decisions, forwarded.decisions, old.decisions]).toEqual([['approved'], [], []]);
  });

  it('«Evet, kaydediniz» in a recap of a disagreement: records it', () => {
    const chat = new Chat().ask(aLetter()).tap('disagreed').tap('choseUnit:ALL');
    for (let n = 0; n < 4; n += 1) chat.tap('skipped');
    chat.tap('skipped').type('evet kaydediniz');

    expect(chat.decisions).toEqual(['disagreed']);
  });

  it('«iptal» and «vazgeç» where a figure is asked: leave the question', () => {
    const asked = () => new Chat().ask(aLetter()).tap('disagreed').tap('choseUnit:USD');

    expect(asked().type('iptal').said).toEqual(['reconciliation.whichUnit']);
    expect(asked().type('vazgeç').said).toEqual(['reconciliation.whichUnit']);
  });

  it('a refusal to send a document, typed: still has to be confirmed', () => {
    const chat = new Chat().ask(aDocument()).type('belge göndermeyeceğim');

    expect([chat.said, chat.outcomes]).toEqual([['document.confirmRefusal'], []]);
  });
});

describe('not understood', () => {
  it('inside a request: asked again, then choices, at the third a person knows', () => {
    const chat = new Chat().ask(aLetter()).type('qwerty').type('ytrewq');
    const twice = [chat.said, titlesOf(chat), chat.tasks];
    chat.type('asdfgh');

    expect(twice).toEqual([['conversation.offerChoices'], ['Bekleyen kayıtlar', 'Temsilciye bağlan'], []]);
    expect([chat.said, titlesOf(chat), chat.tasks]).toEqual([
      ['conversation.offerHuman'],
      ['Temsilciye bağlan'],
      ['not_understood'],
    ]);
  });

  it('among several requests: the list, then choices, then a person', () => {
    const chat = new Chat().ask(aLetter()).ask(anApproval()).type('qwerty').type('ytrewq');
    const twice = chat.said;
    chat.type('asdfgh');

    expect([twice, chat.said]).toEqual([['conversation.offerChoices'], ['conversation.offerHuman']]);
  });
});
