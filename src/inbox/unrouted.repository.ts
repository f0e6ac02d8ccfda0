/** Valid webhooks for numbers nobody has set up yet: kept, acknowledged, alerted (reliability A.11). */
export interface UnroutedRepository {
  store(
    entries: readonly { id: string; phoneNumberId: string | null; raw: string; receivedAt: Date }[],
  ): Promise<void>;
}
