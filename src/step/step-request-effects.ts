import type { EffectParams } from '../../machines/shared/effects.ts';
import { derivedId } from '../shared/ids.ts';
import type { EffectScene } from './effect-scene.ts';
import type { StepBooks } from './step-books.ts';

/** Effects that change a request; asked for by the conversation itself they mean nothing. */

export const closeRequest = (
  { changes }: StepBooks,
  { outcome }: EffectParams['closeRequest'],
  { requestId }: EffectScene,
): void => {
  if (requestId !== null) changes.closed(requestId, outcome);
};

export const reopenRequest = (
  { changes }: StepBooks,
  _params: EffectParams['reopenRequest'],
  { requestId }: EffectScene,
): void => {
  if (requestId !== null) changes.reopened(requestId);
};

export const noteHistory = (
  { changes }: StepBooks,
  { what }: EffectParams['noteHistory'],
  { requestId }: EffectScene,
): void => {
  if (requestId !== null) changes.noted(requestId, what);
};

export const extendDeadline = (
  { changes }: StepBooks,
  until: EffectParams['extendDeadline'],
  { requestId }: EffectScene,
): void => {
  if (requestId !== null) changes.extended(requestId, until);
};

export const forwardRequest = (
  step: StepBooks,
  { as, to }: EffectParams['forwardRequest'],
  { requestId }: EffectScene,
): void => {
  if (requestId === null) return;
  step.owe('forwards', {
    id: derivedId('in', 'forward', step.doc.conversationId, step.rev, requestId),
    requestId,
    fromContactRef: step.facts.contact?.ref ?? null,
    ...(as === undefined ? {} : { as }),
    ...(to === undefined ? {} : { to }),
  });
};
