import { mayWait } from '../delivery/may-wait.ts';
import type { ScopedEffect } from '../conversations/conversation-state.ts';
import type { EffectScene } from './effect-scene.ts';
import { fitsMessage } from './fits-message.ts';
import { goesNow, unaskedIn } from './goes-now.ts';
import { promptOf, type JoinedEffect, type Prompt } from './joined-effects.ts';
import { unsentBecause } from './send-gate.ts';
import type { StepBooks } from './step-books.ts';
import { isConsentPrompt } from './step-consents.ts';
import { renderedOf } from './step-prompt.ts';

type JoinsNext = (lead: ScopedEffect, next: JoinedEffect) => boolean;

/**
 * A sentence of the conversation itself that leads to what comes next, and that, are one message where it can say both
 * (ADR 0045): each message costs. Several in a row are joined as well.
 */
export const withLeadsBefore = (
  effects: readonly JoinedEffect[],
  joins: JoinsNext,
): readonly JoinedEffect[] => {
  const joined = [...effects];
  let lead: { at: number; of: JoinedEffect } | null = null;
  for (const [at, effect] of effects.entries()) {
    const params = promptOf(effect);
    if (params === null) continue;
    let next: JoinedEffect = effect;
    if (lead !== null) {
      const before = promptOf(lead.of);
      const both = { ...effect, leads: [...(lead.of.leads ?? []), ...(before === null ? [] : [before])] };
      if (joins(lead.of, both)) {
        next = both;
        joined[lead.at] = { ...(effects[lead.at] ?? lead.of), isJoined: true };
        joined[at] = both;
      }
    }
    lead = { at, of: next };
  }
  return joined;
};

/** It asks nothing, or the same as the next in the same words: one account after the other. */
const asksNothingElse = ({ prompt, choices = [] }: Prompt, next: Prompt): boolean =>
  choices.length === 0 ||
  (prompt === next.prompt && JSON.stringify(choices) === JSON.stringify(next.choices ?? []));

/** Says something, belongs to no request, and can be said in the chat alone. */
const mayLead = ({ class: of, recap, attach, link, prompt, suppressed }: Prompt): boolean =>
  of === 'reply' &&
  recap !== true &&
  attach === undefined &&
  link === undefined &&
  suppressed === undefined &&
  !isConsentPrompt(prompt);

/** A recap binds in its own words alone, as a consent does; a document and a code come alone; a link is made when it is said. */
const mayBeLedTo = ({ class: of, recap, attach, link, prompt, suppressed }: Prompt): boolean =>
  (of === 'reply' || of === 'decision' || of === 'notify') &&
  recap !== true &&
  attach === undefined &&
  link === undefined &&
  suppressed === undefined &&
  !isConsentPrompt(prompt);

/** Both go out, now, and the words of both are within the bounds of a message of the same kind. */
export const leadsToNext = (
  step: StepBooks,
  [lead, next]: [ScopedEffect, JoinedEffect],
  sceneOf: (scoped: ScopedEffect) => EffectScene,
): boolean => {
  const [before, after] = [promptOf(lead), promptOf(next)];
  if (before === null || after === null || lead.requestId !== null) return false;
  if (!mayLead(before) || !mayBeLedTo(after) || !asksNothingElse(before, after)) return false;
  const [of, to] = [sceneOf(lead), sceneOf(next)];
  if (!isSaidNow(step, before, of) || !isSaidNow(step, after, to)) return false;
  if (renderedOf(step, before, of).template !== null) return false;
  // What caps or money may hold can end before it is said, and the lead would end with it.
  if (mayWait(unaskedIn(after, to))) return false;
  const both = { ...to, leads: next.leads ?? [] };
  // Whether it will be said as once more shows when the messages before it are said.
  return (
    fitsMessage(renderedOf(step, after, both)) &&
    fitsMessage(renderedOf(step, after, both, { isAgain: true }))
  );
};

const isSaidNow = (step: StepBooks, params: Prompt, scene: EffectScene): boolean =>
  unsentBecause(step.state, scene.occasion, params, scene.dialog) === undefined &&
  goesNow(step, params, scene);
