import type { EffectParams } from '../../machines/shared/effects.ts';
import { conversationToken, encodeChoiceId } from '../conversations/choice-id.ts';
import { afterQuietHours } from '../timers/quiet-hours.ts';
import type { Language } from '../vocabulary/language.ts';
import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';
import { inSpokenLanguage } from './spoken-language.ts';
import type { StepBooks } from './step-books.ts';
import type { StepContext } from './step-context.ts';
import { unsentBecause } from './send-gate.ts';

/** The one message that goes to a number that is the contact's no more. */
export const formerPrompt = 'conversation.numberRemoved';

const former = { prompt: formerPrompt, class: 'notify' } as const;

/** Tells a former number that it is in no account's contacts any more, or records why it is not told. */
export const tellFormer = (
  step: StepBooks,
  { phone, contactRef, windowExpiresAt, unless }: EffectParams['tellFormer'],
): void => {
  const suppressed = unless ?? unsentBecause(step.state, 'unasked', former);
  const window = windowExpiresAt === null ? null : new Date(windowExpiresAt);
  const { facts, context } = step;
  const rendered = inSpokenLanguage(step, (language) => renderedIn(context, language), {
    at: () => afterQuietHours(new Date(facts.now), context.quietHours, context.timeZone),
    windowExpiresAt: window,
  });
  step.messages.pushTo(
    { phone, windowExpiresAt: window },
    {
      rendered,
      ...former,
      requestId: null,
      promptNumber: null,
      author: 'bot',
      holds: true,
      requestExpiresAt: null,
      isUnasked: true,
      ...(suppressed === undefined ? {} : { suppressed }),
    },
  );
  step.owe('contactChanges', {
    id: step.nextId('chg', 'contactChanges'),
    at: step.facts.now,
    kind: 'former',
    contactRef,
    phone,
    former: suppressed === undefined ? 'told' : `not_told:${suppressed}`,
  });
};

/** Nothing of the contact is said: who has the number now may be anybody. */
const renderedIn = (context: StepContext, language: Language): RenderedPrompt =>
  context.render({
    prompt: formerPrompt,
    language,
    values: {},
    choices: [],
    request: null,
    contactName: null,
    company: context.company,
    timeZone: context.timeZone,
    choiceId: (choice) => encodeChoiceId({ token: conversationToken, promptNumber: 0, choice }),
  });
