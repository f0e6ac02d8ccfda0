import { languages } from '../../../src/vocabulary/language.ts';
import { ownWordingKey } from '../../../src/vocabulary/own-wording.ts';
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
