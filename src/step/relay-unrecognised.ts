import type { ConversationId, TenantId } from '../shared/ids.ts';
import { expiryOf } from '../unrecognised/unrecognised-text.ts';
import type { UnrecognisedRepository } from '../unrecognised/unrecognised.repository.ts';
import type { StepOutput } from './step-output.ts';

export interface UnrecognisedRelayParts {
  unrecognised: Pick<UnrecognisedRepository, 'record'>;
}

export const relayUnrecognised =
  ({ unrecognised }: UnrecognisedRelayParts) =>
  async (tenantId: string, outputs: readonly Pick<StepOutput, 'unrecognised'>[]): Promise<void> => {
    const owed = outputs.flatMap((output) => output.unrecognised);
    if (owed.length === 0) return;
    await unrecognised.record(
      owed.map((text) => {
        const at = new Date(text.at);
        return {
          ...text,
          // Ids of a step are ours, its tenant is one of the tenants.
          tenantId: tenantId as TenantId,
          conversationId: text.conversationId as ConversationId,
          at,
          expireAt: expiryOf(at),
          label: null,
        };
      }),
    );
  };
