import { chooseLanguage } from '../delivery/choose-language.ts';
import { saidInWindow } from '../delivery/plan-message.ts';
import { templateFault } from '../delivery/template-fault.ts';
import type { Language } from '../vocabulary/language.ts';
import type { OwnWordings } from '../vocabulary/own-wording.ts';
import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';
import { templateKey, type TemplateStanding } from '../vocabulary/template-standing.ts';
import type { StepBooks } from './step-books.ts';
import type { StepContext } from './step-context.ts';

type Template = NonNullable<RenderedPrompt['template']>;

const unknown: TemplateStanding = { state: 'unknown' };
const noWordings: OwnWordings = new Map();

const standingIn = (
  { languageFallback, isTemplateHeld }: StepContext,
  template: Pick<Template, 'name' | 'language'>,
): TemplateStanding => {
  if (isTemplateHeld?.(template) === true) return { state: 'out_of_use', because: 'held' };
  return languageFallback?.standings.get(templateKey(template)) ?? unknown;
};

/** In the person's own language: out of use where the words have no form without their document that is not (ADR 0046). */
const ownStanding = (
  context: StepContext,
  { template, withoutDocument }: RenderedPrompt,
): TemplateStanding => {
  const standing = template === null ? unknown : standingIn(context, template);
  const bare = withoutDocument?.template ?? null;
  return bare === null || standingIn(context, bare).state === 'out_of_use' ? standing : unknown;
};

/** The tenant worded it. */
const isTheirs = ({ ownWordings = noWordings }: StepContext, { name }: Template): boolean =>
  [...ownWordings.values()].some((wording) => 'name' in wording && wording.name === name);

/**
 * In another language: in use where the platform would take its values as well. Words of the tenant's own that are out of use and still
 * to be said have no stand-in: the product's are none in another language either (ADR 0068).
 */
const otherStanding = (
  context: StepContext,
  { template, text }: RenderedPrompt,
  own: Template | null,
): TemplateStanding => {
  if (template === null || templateFault(template, template.text ?? text) !== null) return unknown;
  if (own !== null && isTheirs(context, own) && !isTheirs(context, template)) return unknown;
  return standingIn(context, template);
};

/**
 * A prompt as it is said: in the person's language, or, where it goes out as a template that is out of use in it, in the language that
 * comes next in the order and has it (ADR 0069). `render` says it in a language; `at`: when it would leave.
 */
export const inSpokenLanguage = (
  { context, state }: Pick<StepBooks, 'context' | 'state'>,
  render: (language: Language) => RenderedPrompt,
  { at, windowExpiresAt }: { at: () => Date; windowExpiresAt: Date | null },
): RenderedPrompt => {
  const own = render(state.language);
  const { languageFallback } = context;
  if (languageFallback === undefined || ownStanding(context, own).state !== 'out_of_use') return own;
  const message = { rendered: own, forceTemplate: false };
  if (saidInWindow({ now: at(), message, windowExpiresAt }) !== 'template') return own;
  const said = new Map<Language, RenderedPrompt>([[state.language, own]]);
  const { language, insteadOf } = chooseLanguage(
    { contact: state.language, tenant: languageFallback.tenant },
    (one) => {
      if (one === state.language) return ownStanding(context, own);
      const other = render(one);
      said.set(one, other);
      return otherStanding(context, other, own.template);
    },
  );
  const rendered = said.get(language) ?? own;
  const { template } = rendered;
  if (insteadOf === null || template === null) return own;
  return { ...rendered, template: { ...template, insteadOf } };
};

/** The language these words are in. */
export const languageOf = ({ template }: RenderedPrompt, { language }: { language: Language }): Language =>
  template?.insteadOf === undefined ? language : template.language;
