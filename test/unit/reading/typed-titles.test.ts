import { choiceLabel } from '../../../src/templates/choice-titles.ts';
import { promptDefinition } from '../../../src/templates/prompt-registry.ts';
import { languages } from '../../../src/vocabulary/language.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import { readTypedChoice } from '../../../src/templates/typed-choice.ts';
import { everyPrompt } from '../templates/every-prompt.ts';
import { letterRequest, promptOf } from '../templates/sample-prompt.ts';

const letter = promptOf('reconciliation.letter', 'tr', letterRequest, {}, [
  { choice: 'agreed' },
  { choice: 'disagreed' },
  { choice: 'askedForHuman' },
]);
const recap = promptOf('reconciliation.recap', 'tr', letterRequest, {}, [
  { choice: 'confirmed' },
  { choice: 'wentBack' },
]);
const side = promptOf('reconciliation.askSide', 'tr', letterRequest, {}, [
  { choice: 'sideB' },
  { choice: 'sideA' },
  { choice: 'wentBack' },
]);
const units = promptOf('reconciliation.whichUnit', 'tr', letterRequest, {}, [
  { choice: 'choseUnit', arg: 'HAS' },
  { choice: 'choseUnit', arg: 'USD' },
  { choice: 'choseUnit', arg: 'ALL' },
  { choice: 'wentBack' },
]);

const titles = [letter, recap, side, units].flatMap((prompt) =>
  prompt.choices.flatMap((choice) =>
    languages.map((language) => ({
      prompt,
      choice,
      title: choiceLabel(choice, promptDefinition(prompt.prompt), { ...prompt, language }).title,
    })),
  ),
);

describe('readTypedChoice, every title of a question in every language', () => {
  it.each(titles)('«$title»: chooses it, however it is typed', ({ prompt, choice, title }) => {
    const typed = [
      title,
      title.toUpperCase(),
      title.toLocaleUpperCase('tr'),
      title.normalize('NFD').replace(/\p{M}/gu, ''),
      `\u200f${[...title].join('\u200b')}\u2069 !`,
      title.replace(/(\p{Script=Arabic})(?=\p{Script=Arabic})/gu, '$1\u0640'),
    ];
    expect(typed.map((text) => readTypedChoice(text, prompt))).toEqual(typed.map(() => choice));
  });

  it('a title with a word more, or of another question: chooses nothing', () => {
    expect(readTypedChoice('Mutabıkız ama', letter)).toBeNull();
    expect(readTypedChoice('Vazgeç', letter)).toBeNull();
    expect(readTypedChoice('x'.repeat(4096), letter)).toBeNull();
  });
});

/** Every title of every list and button there is, in every language, each prompt with those that are told apart. */
const everyTitle = everyPrompt.flatMap(({ prompt, request, values, choices }) =>
  languages.flatMap((language) => {
    const rendered = promptOf(prompt, language, request, values, [...choices]);
    const named = choices.map((choice) => ({
      choice,
      title: choiceLabel(choice, promptDefinition(prompt), rendered).title,
    }));
    return named
      .filter(({ title }) => named.filter((other) => other.title === title).length === 1)
      .map((one) => ({ ...one, prompt, language, rendered }));
  }),
);

describe('every title of every list and button', () => {
  it('typed while it is on the screen: chooses it', () => {
    const wrong = everyTitle.filter(
      ({ title, choice, rendered }) =>
        JSON.stringify(readTypedChoice(title, rendered)) !== JSON.stringify(choice),
    );

    expect(everyTitle.length).toBeGreaterThan(500);
    expect(wrong.map(({ prompt, language, title }) => `${prompt} ${language} ${title}`)).toEqual([]);
  });

  it('of the menu, typed at any time: is understood', () => {
    const menu = everyTitle.filter(({ prompt }) => prompt === 'conversation.menu');
    const unknown = menu.filter(({ title }) => readReply(title).meaning === 'unknown');

    expect(menu.length).toBeGreaterThan(20);
    expect(unknown.map(({ language, title }) => `${language} ${title}`)).toEqual([]);
  });
});
