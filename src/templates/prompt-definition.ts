import type { JsonObject } from '../shared/json.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';

/** One way to word a prompt. The first wording whose `when` holds is used; the last one has none. */
export interface Wording {
  when?: (prompt: PromptToRender) => boolean;
  /** Locale keys, joined by an empty line. A template's wording is one key: its text is what the platform approved. */
  text: readonly [string, ...string[]];
  /**
   * How it is said outside the service window. `body`: in other words than inside, of this key; they say the same, and the transcript
   * shows those that went out.
   */
  template?: { name: string; hasDocument: boolean; body?: string };
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
