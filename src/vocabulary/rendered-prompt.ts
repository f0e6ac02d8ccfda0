import type { Language } from './language.ts';
import type { Choice, PromptValue } from '../../machines/shared/effects.ts';
import type { OwnUnits } from '../money/own-units.ts';
import type { OwnWordings } from './own-wording.ts';
import type { RequestContent } from './request-content.ts';
import type { InsteadOf } from './template-standing.ts';

/** Everything a text may need. Pure: the same input gives the same text. */
export interface PromptToRender {
  prompt: string;
  language: Language;
  values: { readonly [key: string]: PromptValue };
  choices: readonly Choice[];
  /** The request the prompt belongs to; null for prompts of the conversation itself. */
  request: RequestContent | null;
  contactName: string | null;
  /** `privacyUrl`: where the whole privacy notice is. */
  company: { name: string; workingHours: string; privacyUrl: string };
  /** IANA zone the dates are shown in. */
  timeZone: string;
  /** It was said last, word for word: said as once more, where its words are not fixed. Left out: it was not. */
  isAgain?: true;
  /** With the privacy notice of the first contact behind it; left out: without. */
  withNotice?: true;
  /** A sentence beside the values says what the sides of balances mean; left out: the values do. */
  sidesExplained?: boolean;
  /** Makes the id of a button from its choice. */
  choiceId(choice: Choice): string;
  /** Of the tenant; left out: none. */
  ownWordings?: OwnWordings | undefined;
  /** Of the tenant; left out: none. */
  ownUnits?: OwnUnits | undefined;
}

export interface RenderedChoice {
  id: string;
  title: string;
  description: string | null;
}

/** The exact text and choices a person sees; the same inside the window (free text) and outside (template). */
export interface RenderedPrompt {
  text: string;
  kind: 'text' | 'buttons' | 'list';
  choices: readonly RenderedChoice[];
  /** Label that opens the list; null unless `kind` is list. */
  listButton: string | null;
  /** `sha256`: of its content, hex, and `bytes`: its size, as whoever gave it said; left out: nobody did, or a release before did not keep it. */
  document: { link: string; filename: string; sha256?: string; bytes?: number } | null;
  /** How to say it outside the service window; null: it can only be said inside. */
  template: {
    name: string;
    language: Language;
    parameters: readonly { name: string; value: string }[];
    buttonPayloads: readonly string[];
    /** What it says, where that is not the text; left out: the text. */
    text?: string;
    /** The template of the tenant's own that a rule chose; `unsaid`: why it is not this one. Left out: none was chosen. */
    chosen?: { name: string; unsaid?: string };
    /** It is not in the person's language, and why; left out: it is (ADR 0069). */
    insteadOf?: InsteadOf;
  } | null;
  /** The same without its document, should the platform refuse that; left out: there is none, or no words for it. */
  withoutDocument?: Pick<RenderedPrompt, 'text' | 'template'>;
}
