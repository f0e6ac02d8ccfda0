import { languages, type Language } from '../../../src/vocabulary/language.ts';
import { unitCodes } from '../../../src/money/units.ts';
import { aLetter, anApproval, Chat } from './chat.ts';

const inLanguage = (language: Language): Chat => {
  const chat = new Chat();
  chat.state = { ...chat.state, language };
  return chat;
};

/** What stands behind «for example» in the last text. */
const exampleIn = (chat: Chat, mark: RegExp): string =>
  mark.exec(chat.texts.at(-1) ?? '')?.[1]?.replaceAll(/[\u2066-\u2069]/g, '') ?? '';

const figureMark = /(?:Örnek|Example|مثال): (.+)$/m;
const referenceMark = /(?:örneğin|for example|مثلًا:) (.+?)\.?$/m;

const open = languages.flatMap((language) =>
  unitCodes.flatMap((unit) => (['B', 'A'] as const).map((side) => ({ language, unit, side }))),
);

describe('an example that is shown', () => {
  it.each(open)(
    'a figure, $language, $unit, $side: is of the open balance, and is read as it stands',
    (of) => {
      const chat = inLanguage(of.language).ask(
        aLetter({ lines: [{ unit: of.unit, quantity: '48', side: of.side }] }),
      );
      chat.tap('disagreed');
      const asked = chat.said;
      chat.type(exampleIn(chat, figureMark));

      expect([asked, chat.said]).toEqual([['reconciliation.askFigure'], ['reconciliation.askReason']]);
      chat.tap('skipped');
      expect(chat.sent.at(-1)?.values?.['lines']).toMatchObject([{ own: { side: of.side } }]);
    },
  );

  it.each(languages)('a reference, %s: is of something open, and chooses it', (language) => {
    const chat = inLanguage(language).ask(aLetter()).ask(anApproval());
    chat.type({ tr: 'tamam', en: 'ok', ar: 'تمام' }[language]);
    const example = exampleIn(chat, referenceMark);

    expect([chat.said, example]).toEqual([['conversation.whichRequest'], 'MUT-2026-10-C002']);
    expect(chat.type(example).said).toEqual(['reconciliation.letter']);
  });
});
