import type { ApiPorts } from '../../src/api/api-routes.ts';
import type { Explanation } from '../../src/explain/explanation.ts';
import type { MessageRecord } from '../../src/transcripts/message.repository.ts';
import type { Held } from './held.ts';

type MessagePorts = Pick<
  ApiPorts,
  'heldMessages' | 'explainMessage' | 'noteHeldMessage' | 'messageDropped' | 'messageReleased'
>;

const explanationOf = ({ id, conversationId, at }: MessageRecord): Explanation => ({
  ...{ messageId: id, conversationId, requestId: null, prompt: 'conversation.menu', decidedAt: at },
  ...{ fate: 'sent', because: null, event: null, causes: [], rule: null, request: null, occasion: 'answer' },
  contact: { contactRef: null, customerRefs: [], reachedBy: 'phone' },
  consent: { notices: 'on', marketing: null, feedback: null },
  window: { expiresAt: null, wasOpen: false },
  ...{ template: null, plan: null, hold: null, handled: null, sentAs: 'free', price: null },
  attempts: { count: 1, unknown: 0, lastReason: null, acceptedAt: null, nextAt: null },
  ...{ statuses: [], answer: null, callbacks: [] },
});

/** Every message of the transcript is held. */
export const messagePorts = (held: Held): MessagePorts => {
  const find = (tenantId: string, id: string): MessageRecord | undefined =>
    held.messages.find((message) => message.tenantId === tenantId && message.id === id);
  return {
    heldMessages: {
      reasonOf: async (tenantId, id) => (find(tenantId, id) === undefined ? null : 'quiet_hours'),
      noticeBefore: async () => null,
      handle: async (tenantId, id, { what }) => {
        held.handled.push(`${what} ${id}`);
        return find(tenantId, id) !== undefined;
      },
      listUnasked: async () => [],
      listOfRequest: async () => [],
      end: async () => false,
      release: async () => 0,
    },
    explainMessage: async (tenantId, id) => {
      const message = find(tenantId, id);
      return message === undefined ? null : explanationOf(message);
    },
    noteHeldMessage: async ({ messageId, what, by }) => {
      held.handled.push(`noted ${what} ${messageId} ${by}`);
    },
    messageDropped: async () => undefined,
    messageReleased: () => undefined,
  };
};
