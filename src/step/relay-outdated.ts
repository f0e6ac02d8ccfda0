import type { EndOutdated } from '../delivery/end-outdated.ts';
import type { OpenIntents } from '../delivery/open-intents.ts';
import type { Clock } from '../shared/clock.ts';
import type { StepOutput } from './step-output.ts';

export interface OutdatedRelayParts {
  endOutdated: EndOutdated;
  openIntents: Pick<OpenIntents, 'isClearBut'>;
  clock: Clock;
}

type Output = Pick<StepOutput, 'conversationId' | 'intents' | 'requestChanges' | 'consents'>;

/** Of what ends as not delivered nothing left: its messages are over with their request, and say why themselves. */
const mayOutdate = ({ requestChanges, consents }: Output): boolean =>
  consents.length > 0 ||
  requestChanges.some(({ closed }) => closed !== null && closed.outcome !== 'undeliverable');

/** A request ended, or something was consented to or refused: what is held of before may be nobody's business any more. */
export const relayOutdated =
  ({ endOutdated, openIntents, clock }: OutdatedRelayParts) =>
  async (tenantId: string, outputs: readonly Output[]): Promise<void> => {
    // Nothing is held where nothing but what was said just now is on its way, as far as this process knows: what another one put back into
    // work there is looked at as it leaves.
    const unsure = outputs
      .filter(mayOutdate)
      .filter(
        ({ conversationId, intents }) =>
          !openIntents.isClearBut(conversationId, new Set(intents.map(({ id }) => id))),
      );
    const conversationIds = new Set(unsure.map(({ conversationId }) => conversationId));
    // Asked once for all of them: thousands of terms end in one night.
    if (conversationIds.size > 0) await endOutdated(tenantId, [...conversationIds], clock.now());
  };
