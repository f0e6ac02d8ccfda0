import type { StepOutput } from './step-output.ts';

export interface CallbackRelayParts {
  /** The person proved the number, or it is somebody else's; idempotent. */
  changeContact(
    tenantId: string,
    conversationId: string,
    change: StepOutput['contactChanges'][number],
  ): Promise<void>;
  /** Queues signed callbacks; idempotent by id. */
  announce(tenantId: string, announcement: StepOutput['announcements'][number]): Promise<void>;
}

export const relayContactChanges =
  ({ changeContact }: CallbackRelayParts) =>
  async (
    tenantId: string,
    outputs: readonly Pick<StepOutput, 'conversationId' | 'contactChanges'>[],
  ): Promise<void> => {
    for (const { conversationId, contactChanges } of outputs)
      for (const change of contactChanges) await changeContact(tenantId, conversationId, change);
  };

export const relayAnnouncements =
  ({ announce }: CallbackRelayParts) =>
  async (tenantId: string, outputs: readonly Pick<StepOutput, 'announcements'>[]): Promise<void> => {
    for (const { announcements } of outputs)
      for (const announcement of announcements) await announce(tenantId, announcement);
  };
