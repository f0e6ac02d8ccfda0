import type { JsonObject } from '../shared/json.ts';
import type { Language } from '../vocabulary/language.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';
import { placeholdersOf, rawText } from './locale-texts.ts';

/** One way to word a prompt. The first wording whose `when` holds is used; the last one has none. */
export interface Wording {
  when?: (prompt: PromptToRender) => boolean;
  /** Locale keys, joined by an empty line. Of a wording with a template this is what the platform approved, unless that has a `body`. */
  text: readonly [string, ...string[]];
  /**
   * How it is said outside the service window. `body`: in other words than inside, of this key; they say the same, and the transcript
   * shows those that went out.
   */
  template?: { name: string; hasDocument: boolean; body?: string };
  /** Says the privacy notice as well, at first contact. */
  carriesNotice?: true;
  /** What the request says where this wording is used, for the samples of its template; left out: as with the last wording. */
  sample?: JsonObject;
}

export interface PromptDefinition {
  wordings: readonly [Wording, ...Wording[]];
  /** Quick replies of the template in the order the platform knows them; only for prompts with a template. */
  templateChoices?: readonly string[];
  /** Label keys under `common:choice` that differ from the choice's own name. */
  labels?: { readonly [choice: string]: string };
  /** A record is bound to these words: nothing is ever put before them. */
  isExact?: true;
  /** Always a list, because its rows need their descriptions. */
  isList?: boolean;
}

/** One wording of one or more locale keys. */
export const plain = (...text: [string, ...string[]]): PromptDefinition => ({ wordings: [{ text }] });
/** The template of an end that is told outside the service window as well: it names what ended, and asks nothing. */
export const endTold = (name: string, body: string): NonNullable<Wording['template']> => ({
  name,
  hasDocument: false,
  body,
});
/** One wording of one or more locale keys, told outside the service window by this template. */
export const told = (
  template: NonNullable<Wording['template']>,
  ...text: [string, ...string[]]
): PromptDefinition => ({
  wordings: [{ text, template }],
});
/** The question once more: with a word about what was not understood, unless nothing was written. */
export const help = (about: string): PromptDefinition => ({
  wordings: [
    { when: ({ values }) => values['missed'] === 'nothing', text: [about] },
    { text: ['common:sentence.not_understood', about] },
  ],
});
/** A standard sentence of domain 9.3. */
export const sentence = (key: string): PromptDefinition => plain(`common:sentence.${key}`);

const noticeBehind = 'conversation:noticeBehind';

/** `recon_letter_ready_v1` → `recon_letter_ready_first_v1`. */
const firstName = (name: string): string => name.replace(/_v(?=\d+$)/, '_first_v');

const withNotice = (wording: Wording): Wording => ({
  ...wording,
  when: (prompt) => prompt.withNotice === true && (wording.when?.(prompt) ?? true),
  text: [...wording.text, noticeBehind],
  carriesNotice: true,
  ...(wording.template === undefined
    ? {}
    : { template: { ...wording.template, name: firstName(wording.template.name) } }),
});

/**
 * What may be the first a person ever hears of us: it can say the privacy notice as well, which then is no message of its own
 * (ADR 0045). Outside the service window that is a template of its own.
 */
export const opening = (definition: PromptDefinition): PromptDefinition => {
  const [first, ...others] = definition.wordings;
  return { ...definition, wordings: [withNotice(first), ...others.map(withNotice), ...definition.wordings] };
};

const bodyKeys = ({ template, text }: Wording): readonly string[] =>
  template?.body === undefined ? text : [template.body];

/** What a wording's template says, with its placeholders. */
export const templateBody = (wording: Wording, language: Language): string =>
  bodyKeys(wording)
    .map((key) => rawText(language, key))
    .join('\n\n');

/** Names of the placeholders of a wording's template, each once, in their order. */
export const templatePlaceholders = (wording: Wording, language: Language): readonly string[] => [
  ...new Set(bodyKeys(wording).flatMap((key) => placeholdersOf(language, key))),
];
