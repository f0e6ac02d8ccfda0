import { mayWait } from '../delivery/may-wait.ts';
import { afterQuietHours } from '../timers/quiet-hours.ts';
import type { EffectScene } from './effect-scene.ts';
import type { ScopedEffect } from '../conversations/conversation-state.ts';
import { promptOf, type Prompt } from './joined-effects.ts';
import type { StepBooks } from './step-books.ts';
import { noticePrompt } from './step-consents.ts';

/** A message as it is seen where it is asked whether it may wait. */
export const unaskedIn = (
  { prompt, class: messageClass }: Prompt,
  { occasion }: Pick<EffectScene, 'occasion'>,
): Parameters<typeof mayWait>[0] => ({
  prompt,
  class: messageClass,
  ...(occasion === 'unasked' ? { isUnasked: true as const } : {}),
});

/** Somebody may be at this account who should not be: said at any hour (domain 3.3, 5). */
const alerts: ReadonlySet<string> = new Set(['notice.verification']);

export const isAlert = (scoped: ScopedEffect): boolean => alerts.has(promptOf(scoped)?.prompt ?? '');

/** The end of the quiet hours is waited for: nobody just wrote, and it is no alert, nor the notice that goes before one. */
export const keepsHours = (
  { prompt }: Prompt,
  { repliesToPerson, withAlert }: Pick<EffectScene, 'repliesToPerson' | 'withAlert'>,
): boolean => !repliesToPerson && !alerts.has(prompt) && !(prompt === noticePrompt && withAlert === true);

/** When it would leave, as far as the hours and money go. */
export const leavesAt = (
  { facts, context: { quietHours, timeZone, unpaidUntil } }: StepBooks,
  params: Prompt,
  scene: EffectScene,
): Date => {
  const now = new Date(facts.now);
  const free = keepsHours(params, scene) ? afterQuietHours(now, quietHours, timeZone) : now;
  return unpaidUntil !== null && unpaidUntil > free && mayWait(unaskedIn(params, scene)) ? unpaidUntil : free;
};

/** What waits may end before it is said, and what was joined to it as well. */
export const goesNow = (step: StepBooks, params: Prompt, scene: EffectScene): boolean => {
  const isUnpaid = step.context.unpaidUntil !== null && mayWait(unaskedIn(params, scene));
  return !isUnpaid && leavesAt(step, params, scene) <= new Date(step.facts.now);
};
