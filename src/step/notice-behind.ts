import type { ScopedEffect } from '../conversations/conversation-state.ts';
import type { EffectScene } from './effect-scene.ts';
import { fitsMessage } from './fits-message.ts';
import { goesNow } from './goes-now.ts';
import { promptOf, type JoinedEffect } from './joined-effects.ts';
import { unsentBecause } from './send-gate.ts';
import type { StepBooks } from './step-books.ts';
import { noticePrompt } from './step-consents.ts';
import { renderedOf } from './step-prompt.ts';

const isPresented = ({ effect }: ScopedEffect): boolean =>
  effect.type === 'recordConsent' && effect.params.action === 'presented';

/**
 * At first contact the notice and what comes next are one message where that can say both (ADR 0045): each message costs. The
 * record that it was presented follows the message that presents it.
 */
export const withNoticeBehind = (
  effects: readonly JoinedEffect[],
  carries: (next: JoinedEffect) => boolean,
): readonly JoinedEffect[] => {
  const at = effects.findIndex((scoped) => promptOf(scoped)?.prompt === noticePrompt);
  if (at === -1) return effects;
  const next = effects.findIndex(
    (scoped, index) => index > at && promptOf(scoped) !== null && scoped.isJoined !== true,
  );
  const [notice, carrier] = [effects[at], effects[next]];
  if (notice === undefined || carrier === undefined || !carries(carrier)) return effects;
  const between = effects.slice(at + 1, next);
  return [
    ...effects.slice(0, at),
    { ...notice, isJoined: true },
    ...between.filter((scoped) => !isPresented(scoped)),
    { ...carrier, withNotice: true },
    ...between.filter(isPresented),
    ...effects.slice(next + 1),
  ];
};

/** Whether a prompt can say the notice as well: it goes out now, whole, whatever way it is said. */
export const carriesNotice = (step: StepBooks, { effect }: ScopedEffect, scene: EffectScene): boolean => {
  if (effect.type !== 'sendPrompt') return false;
  const { params } = effect;
  if (params.attach !== undefined || params.link !== undefined || params.suppressed !== undefined)
    return false;
  if (unsentBecause(step.state, scene.occasion, params, scene.dialog) !== undefined) return false;
  if (!goesNow(step, params, scene)) return false;
  const [alone, both] = [
    renderedOf(step, params, scene),
    renderedOf(step, params, scene, { withNotice: true }),
  ];
  // Where something would have to be moved to the recap, two messages are better.
  return (
    // Only an answer is certain to be said inside the service window.
    (alone.template !== null || scene.repliesToPerson) &&
    both.text.length > alone.text.length &&
    both.text.startsWith(alone.text) &&
    both.kind === alone.kind &&
    // With what leads to it: together they may be longer than each of them with the notice.
    fitsMessage(both) &&
    (alone.template === null || both.template?.name !== alone.template.name)
  );
};
