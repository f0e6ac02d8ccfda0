import fc from 'fast-check';
import type { ScopedEffect } from '../../../src/conversations/conversation-state.ts';
import { withLeadsBefore } from '../../../src/step/lead-before.ts';
import { ledBy } from '../../../src/step/led-by.ts';
import type { RenderedPrompt } from '../../../src/vocabulary/rendered-prompt.ts';

const says = (prompt: string, requestId: string | null = null): ScopedEffect => ({
  effect: { type: 'sendPrompt', params: { prompt, class: 'reply' } },
  requestId,
  promptNumber: null,
});
const paramsOf = ({ effect }: ScopedEffect): unknown => effect.params;
const announced: ScopedEffect = {
  effect: { type: 'announce', params: { type: 'contact.verified' } },
  requestId: null,
  promptNumber: null,
};
const [verified, greeting, letter] = [
  says('conversation.verified'),
  says('conversation.greeting'),
  says('reconciliation.help', 'req_1'),
];

describe('withLeadsBefore', () => {
  it('a sentence and the question it leads to: the question says both, what lies between stays in its place', () => {
    expect(withLeadsBefore([verified, announced, letter], () => true)).toEqual([
      { ...verified, isJoined: true },
      announced,
      { ...letter, leads: [paramsOf(verified)] },
    ]);
  });

  it('several sentences in a row: the last says all, in their order', () => {
    const joined = withLeadsBefore([verified, greeting, letter], () => true);
    expect(joined.map(({ isJoined, leads }) => [isJoined === true, leads])).toEqual([
      [true, undefined],
      [true, undefined],
      [false, [paramsOf(verified), paramsOf(greeting)]],
    ]);
  });

  it('they cannot be joined: as they were', () => {
    expect(withLeadsBefore([verified, letter], () => false)).toEqual([verified, letter]);
  });

  it('any effects, any of them joined: each sentence is said once, in its order', () => {
    const any = fc.array(fc.constantFrom(verified, greeting, letter, announced));
    fc.assert(
      fc.property(any, fc.infiniteStream(fc.boolean()), (effects, answers) => {
        const joined = withLeadsBefore(effects, () => answers.next().value as boolean);
        const said = joined.flatMap(({ effect, leads = [], isJoined }) =>
          effect.type === 'sendPrompt' && isJoined !== true ? [...leads, effect.params] : [],
        );
        const wanted = effects.flatMap(({ effect }) => (effect.type === 'sendPrompt' ? [effect.params] : []));
        expect(said).toEqual(wanted);
        expect(joined.map(({ effect }) => effect)).toEqual(effects.map(({ effect }) => effect));
      }),
    );
  });
});

describe('ledBy', () => {
  const template = { name: 'x_v1', language: 'tr', parameters: [], buttonPayloads: [] } as const;
  const rendered: RenderedPrompt = {
    text: 'Mektup',
    kind: 'text',
    choices: [],
    listButton: null,
    document: null,
    template,
  };

  it('a text with a template: led in the chat, the template says its own words alone', () => {
    expect(ledBy(['Merhaba.'], rendered)).toEqual({
      ...rendered,
      text: 'Merhaba.\n\nMektup',
      template: { ...template, text: 'Mektup' },
    });
  });

  it('a template with words of its own: keeps them, also of the text without the document', () => {
    const other = { ...template, text: 'Dışarıda' };
    const bare = { text: 'Belgesiz', template: null };
    const led = ledBy(['A', 'B'], { ...rendered, template: other, withoutDocument: bare });

    expect(led).toMatchObject({ text: 'A\n\nB\n\nMektup', template: { text: 'Dışarıda' } });
    expect(led.withoutDocument).toEqual({ text: 'A\n\nB\n\nBelgesiz', template: null });
  });

  it('nothing to lead: the text as it was', () => {
    expect(ledBy([], rendered)).toBe(rendered);
  });
});
