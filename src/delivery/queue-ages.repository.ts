/** How late the oldest thing is that waits. Seconds; 0: nothing waits, or nothing is late. */
export interface QueueAgesRepository {
  /** The input that was stored first and is not applied. */
  oldestInput(tenantId: string, now: Date): Promise<number>;
  /** The message whose time to be sent came first. */
  oldestMessage(tenantId: string, now: Date): Promise<number>;
  /** The conversation whose timer came due first and was not worked. */
  latestTimer(tenantId: string, now: Date): Promise<number>;
  /** The call whose time came first, of all tenants. */
  oldestCallback(now: Date): Promise<number>;
  /** Calls that wait, of all tenants. */
  countCallbacks(): Promise<number>;
}
