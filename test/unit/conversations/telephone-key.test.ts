import { aContact, aLetter, anAccount, Chat } from './chat.ts';

const known = (telephoneKey: string | null): Chat => {
  const chat = new Chat(aContact({ phone: '+905000000201', accounts: [anAccount()] }));
  chat.telephoneKey = telephoneKey;
  return chat.ask(aLetter()).type('bakiye');
};
const tasksOf = (chat: Chat): string[] =>
  chat.results.flatMap(({ effects }) =>
    effects.flatMap(({ effect }) => (effect.type === 'openTask' ? [effect.params.reason] : [])),
  );
const lastText = (chat: Chat): string => chat.seen.at(-1)?.text ?? '';

describe('key of the telephone that the platform names with a message', () => {
  it('the same as before: served', () => {
    const chat = known('K1').type('bakiye');
    expect(lastText(chat)).toMatch(/3[.,]180/);
    expect(chat.state).toMatchObject({ telephoneKey: 'K1' });
    expect(chat.state.doubt).toBeUndefined();
  });

  it('the first that is named: learned beside the known number, served', () => {
    const chat = known(null);
    chat.telephoneKey = 'K1';
    chat.type('bakiye');
    expect(lastText(chat)).toMatch(/3[.,]180/);
    expect(chat.state.telephoneKey).toBe('K1');
  });

  it('another one, in the message that answers: no amount, no decision, a task and the code', () => {
    const chat = known('K1');
    const said = chat.seen.length;
    chat.telephoneKey = 'K2';
    chat.type('mutabıkız').type('bakiye').tap('agreed');
    expect(chat.state.doubt).toMatchObject({ why: 'identity_changed' });
    expect(chat.state.telephoneKey).toBe('K1');
    expect(tasksOf(chat)).toContain('identity_changed');
    expect(tasksOf(chat).filter((reason) => reason === 'identity_changed')).toHaveLength(1);
    expect(
      chat.seen
        .slice(said)
        .map(({ text }) => text)
        .join('\n'),
    ).not.toMatch(/3[.,]180/);
    expect(chat.decisions).toHaveLength(0);
  });

  it('another one, and the code from it: that telephone is known, the one before is not', () => {
    const chat = known('K1');
    chat.telephoneKey = 'K2';
    chat.type('bakiye').type('123456');
    expect(chat.state.doubt).toBeUndefined();
    expect(chat.type('bakiye').state.telephoneKey).toBe('K2');
    expect(lastText(chat)).toMatch(/3[.,]180/);
    chat.telephoneKey = 'K1';
    chat.type('bakiye');
    expect(chat.state.doubt).toMatchObject({ why: 'identity_changed' });
  });

  it('not named any more: the messages are the person’s as far as number and user id say', () => {
    const chat = known('K1');
    chat.telephoneKey = null;
    chat.type('bakiye');
    expect(lastText(chat)).toMatch(/3[.,]180/);
    expect(chat.state.telephoneKey).toBe('K1');
  });
});
