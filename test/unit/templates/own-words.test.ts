import { languages } from '../../../src/vocabulary/language.ts';
import { ownWordingKey, type OwnWording, type UnsaidWording } from '../../../src/vocabulary/own-wording.ts';
import type { PromptToRender } from '../../../src/vocabulary/rendered-prompt.ts';
import { renderPrompt } from '../../../src/templates/render-prompt.ts';
import { samplePrompt } from '../../../src/templates/sample-requests.ts';
import { templateDefinitions, type TemplateDefinition } from '../../../src/templates/template-definitions.ts';
import { promptDefinition } from '../../../src/templates/prompt-registry.ts';

const hint = { tr: 'Kendi sözlerimizle:', en: 'In our own words:', ar: 'بكلماتنا:' } as const;

/** Of each template its prompt with the details it is sampled with, and the same with words of a tenant's own. */
const both = ({ name, language, body, prompt }: TemplateDefinition) => {
  const details = promptDefinition(prompt).wordings.find(({ template }) => template?.name === name)?.sample;
  const sample = samplePrompt(prompt, language, details);
  const own = { name: `${name}_t1`, body: `${hint[language]} ${body}` };
  return {
    theirs: renderPrompt(sample),
    ours: renderPrompt({ ...sample, ownWordings: new Map([[ownWordingKey(name, language), own]]) }),
  };
};

describe('a tenant’s own words', () => {
  it.each(templateDefinitions().map((one) => [`${one.name} ${one.language}`, one] as const))(
    '%s: said under their own name, with the same values, buttons and document',
    (_title, definition) => {
      const { theirs, ours } = both(definition);
      if (theirs.template?.name !== definition.name) return; // Sampled without its document, under another name.
      expect(ours.template).toMatchObject({
        ...{ name: `${definition.name}_t1`, language: definition.language },
        ...{ parameters: theirs.template.parameters, buttonPayloads: theirs.template.buttonPayloads },
      });
      expect([ours.choices, ours.document]).toEqual([theirs.choices, theirs.document]);
      // What the platform makes of the parameters is what the transcript says.
      const said = ours.template?.text ?? ours.text;
      expect(said.startsWith(`${hint[definition.language]} `)).toBe(true);
      expect(said).not.toMatch(/\{\{|\}\}/);
      // Nothing is said twice: the own words of a first message hold its notice.
      expect(said).toBe(`${hint[definition.language]} ${theirs.template?.text ?? theirs.text}`);
    },
  );

  const base = templateDefinitions().find(
    ({ name, language }) => name === 'account_movement_v1' && language === 'en',
  );
  if (base === undefined) throw new Error('there is such a template');
  /** A movement whose rule chose `vip`, with these words of the tenant's. */
  const chosen = (
    wordings: Readonly<Record<string, OwnWording | UnsaidWording>>,
    more: Partial<PromptToRender> = {},
  ) => {
    const sample = { ...samplePrompt(base.prompt, base.language, {}), ...more };
    const request = sample.request && { ...sample.request, template: 'vip' };
    const own = Object.entries(wordings).map(
      ([name, wording]) => [ownWordingKey(name, base.language), wording] as const,
    );
    return renderPrompt({ ...sample, request, ownWordings: new Map(own) });
  };
  const vip = { name: 'vip_t1', body: `To our best: ${base.body}`, base: base.name };
  const everybody = { name: 'account_movement_v1_t2', body: `To all: ${base.body}` };

  it('a template that a rule chose: said in place of its base, whatever words that has for everybody', () => {
    const { text, template, choices } = chosen({ vip, [base.name]: everybody });
    const usual = chosen({});

    expect(text).toBe(`To our best: ${usual.text}`);
    expect(choices).toEqual(usual.choices);
    expect(template).toEqual({ ...usual.template, name: 'vip_t1', chosen: { name: 'vip' } });
  });

  it('a template that a rule chose, out of use: its base is said, in the words for everybody, and why', () => {
    const { text, template } = chosen({
      vip: { base: base.name, because: 'paused' },
      [base.name]: everybody,
    });

    expect(text).toMatch(/^To all: /);
    expect(template).toMatchObject({ name: everybody.name, chosen: { name: 'vip', unsaid: 'paused' } });
  });

  it('a template that a rule chose, in the first message to somebody: the words with the privacy notice are said', () => {
    const { template } = chosen({ vip }, { withNotice: true });

    expect(template).toMatchObject({
      ...{ name: 'account_movement_first_v1', chosen: { name: 'vip', unsaid: 'first_message' } },
    });
  });

  it('a template that a rule chose, in another message of the request: nothing is said of it', () => {
    const { template } = chosen({ vip }, { prompt: 'notice.withdrawn' });

    expect(template?.name).toBe('notice_withdrawn_v1');
    expect(template).not.toHaveProperty('chosen');
  });

  it('words for another template or language: change nothing', () => {
    const [definition] = templateDefinitions();
    if (definition === undefined) throw new Error('there are templates');
    const sample = samplePrompt(definition.prompt, definition.language, {});
    const another = languages.find((one) => one !== definition.language) ?? 'en';
    const own = { name: 'x_t1', body: 'X {{contact_name}} y.' };
    const ownWordings = new Map([[ownWordingKey(definition.name, another), own]]);
    expect(renderPrompt({ ...sample, ownWordings })).toEqual(renderPrompt(sample));
  });
});
