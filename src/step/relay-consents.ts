import { answerDueOf } from '../consent/privacy-request.ts';
import type { ChannelId, ConversationId, TenantId } from '../shared/ids.ts';
import type { StepOutput } from './step-output.ts';
import type { PrivacyRequestRepository } from '../consent/privacy-request.repository.ts';
import type { ConsentRepository } from '../consent/consent.repository.ts';

export interface ConsentRelayParts {
  consents: Pick<ConsentRepository, 'record'>;
  privacyRequests: Pick<PrivacyRequestRepository, 'open'>;
}

export const relayConsents =
  ({ consents }: ConsentRelayParts) =>
  async (tenantId: string, outputs: readonly Pick<StepOutput, 'consents'>[]): Promise<void> => {
    const owed = outputs.flatMap((output) => output.consents);
    if (owed.length === 0) return;
    await consents.record(
      owed.map((consent) => ({
        ...consent,
        tenantId: tenantId as TenantId,
        conversationId: consent.conversationId as ConversationId,
        channelId: consent.channelId as ChannelId,
        at: new Date(consent.at),
      })),
    );
  };

export const relayPrivacyRequests =
  ({ privacyRequests }: ConsentRelayParts) =>
  async (tenantId: string, outputs: readonly Pick<StepOutput, 'privacyRequests'>[]): Promise<void> => {
    const owed = outputs.flatMap((output) => output.privacyRequests);
    if (owed.length === 0) return;
    await privacyRequests.open(
      owed.map(({ at, ...request }) => {
        const receivedAt = new Date(at);
        return {
          ...request,
          tenantId: tenantId as TenantId,
          conversationId: request.conversationId as ConversationId,
          status: 'open',
          receivedAt,
          dueAt: answerDueOf(receivedAt),
          closedAt: null,
          closedBy: null,
          outcome: null,
          note: null,
        };
      }),
    );
  };
