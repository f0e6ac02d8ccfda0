import { initialTransition } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { feedbackMachine } from '../../../machines/feedback/feedback.machine.ts';
import { noticeMachine } from '../../../machines/notice/notice.machine.ts';
import type { RequestInput } from '../../../machines/shared/dialog-events.ts';
import { effectsFrom } from '../../../machines/shared/effects.ts';
import type { Choice } from '../../../machines/shared/effects.ts';
import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
import type { PromptToRender } from '../../../src/vocabulary/rendered-prompt.ts';
import { samplePrompt } from '../../../src/templates/sample-requests.ts';
import {
  feedbackEvents,
  feedbackInput,
  noticeEvents,
  noticeInputs,
} from '../../support/notice-walk-inputs.ts';
import { paramsOf } from '../../support/run-dialog.ts';
import { walks } from '../../support/walks.ts';
import type { WalkEvent } from '../../support/walks.ts';

export interface NoticeEmitted {
  prompt: string;
  request: RequestContent | null;
  values: PromptToRender['values'];
  choices: readonly Choice[];
  kind: 'text' | 'buttons';
}

const emittedBy = (
  machine: AnyStateMachine,
  input: RequestInput,
  events: readonly WalkEvent[],
): NoticeEmitted[] => {
  const [, start] = initialTransition(machine, input);
  const effects = [
    ...effectsFrom(start),
    ...walks(machine, input, events).flatMap((walk) => [...walk.effects]),
  ];
  const own = machine.id === 'notice' ? `notice.${input.variant}` : 'feedback.request';
  const { request } = samplePrompt(own, 'tr');
  return paramsOf(effects, 'sendPrompt').map(({ prompt, values = {}, choices = [] }) => ({
    prompt,
    request,
    values,
    choices,
    kind: choices.length === 0 ? 'text' : 'buttons',
  }));
};

const isOwn = ({ prompt }: NoticeEmitted): boolean => !prompt.startsWith('conversation.');

/** Every prompt of notices and feedback as the machines ask for it, with invented contents of its kind; each once. */
export const everyNotice: readonly NoticeEmitted[] = [
  ...new Map(
    [
      ...noticeInputs.flatMap(({ input }) => emittedBy(noticeMachine, input, noticeEvents)),
      ...emittedBy(feedbackMachine, feedbackInput, feedbackEvents),
    ]
      .filter(isOwn)
      .map((emitted) => [emitted.prompt, emitted]),
  ).values(),
];
