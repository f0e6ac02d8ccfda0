import { readFileSync } from 'node:fs';
import { makeReadReply } from '../../../src/reading/make-read-reply.ts';
import { ruleVersion } from '../../../src/reading/phrases.ts';
import { decodeModel } from '../../../src/reading/proposer-model.ts';
import { readFigure } from '../../../src/reading/read-figure.ts';
import { makeFoldInput } from '../../../src/step/fold-input.ts';
import { aLetter, anApproval, Chat } from '../conversations/chat.ts';

const { version } = decodeModel(
  readFileSync(new URL('../../../src/reading/proposer-weights.bin', import.meta.url)),
);
const ofWords = { ruleVersion, strength: 'none', phrase: null };
/** A yes in a person's own words that the classifier has to bear out, and one that only the classifier knows. */
const borneOut = 'işlem doğru onayımız var';
const guessed = 'defterle karşılaştırdım abi tıpatıp aynı çıkıyor';

describe('how an answer was read', () => {
  it('own words that need the classifier: its version, and that it bore them out', () => {
    const chat = new Chat().ask(anApproval()).type(borneOut);

    expect(chat.last?.read).toEqual({
      ...ofWords,
      intent: 'approve.clear',
      model: { version, did: 'bore_out' },
    });
  });

  it('a guess that is asked back: what it was, by which version', () => {
    const chat = new Chat().ask(aLetter()).type(guessed);

    expect(chat.said).toEqual(['reconciliation.confirmSoft']);
    expect(chat.last?.read).toEqual({
      ...ofWords,
      intent: 'approve.clear',
      model: { version, did: 'asked_back' },
    });
  });

  it('a wish that the classifier alone knows: served by its version', () => {
    const readProposed = makeReadReply(
      () => [{ meaning: 'askedForStatement', likelihood: 0.8 }],
      'proposer-test',
    );
    const chat = new Chat(undefined, undefined, makeFoldInput({ readReply: readProposed, readFigure })).type(
      'qwz',
    );

    expect(chat.last?.read?.model).toEqual({ version: 'proposer-test', did: 'served' });
  });

  it('what a model outside proposed and was asked back: said to be of outside', () => {
    const chat = new Chat().ask(aLetter());
    chat.facts = { ...chat.facts, outside: 'approve.clear' };
    chat.type('qwzrt plmk');

    expect(chat.last?.read?.model).toEqual({ version: 'outside', did: 'asked_back' });
  });

  it.each([
    ['a listed phrase', 'mutabıkız'],
    ['listed phrases put together', 'tamam teşekkürler'],
    ['words nobody knows', 'qwzrt plmk'],
  ])('%s: no classifier had a part', (_title, text) => {
    const chat = new Chat().ask(aLetter()).type(text);

    expect(chat.last?.read).toBeDefined();
    expect(chat.last?.read?.model).toBeUndefined();
  });
});

describe('the words that led to a recap', () => {
  it('stay with the request through its recap, and the word that confirms is not one of them', () => {
    const chat = new Chat().ask(anApproval()).type(borneOut, { messageId: 'wamid.own' });
    const led = chat.dialog('req_approval')?.led;
    chat.type('olur', { messageId: 'wamid.soft' });

    expect(led).toEqual({
      messageId: 'wamid.own',
      read: { ...ofWords, intent: 'approve.clear', model: { version, did: 'bore_out' } },
    });
    expect(chat.dialog('req_approval')?.led).toEqual(led);
  });

  it('asked back and then tapped: still those of the guess', () => {
    const chat = new Chat().ask(aLetter()).type(guessed, { messageId: 'wamid.guess' }).tap('agreed');

    expect(chat.dialog('req_letter')?.led).toMatchObject({
      messageId: 'wamid.guess',
      read: { model: { did: 'asked_back' } },
    });
  });

  it('are forgotten by going back', () => {
    const chat = new Chat().ask(anApproval()).type(borneOut).tap('wentBack');

    expect(chat.dialog('req_approval')?.led).toBeUndefined();
  });
});
