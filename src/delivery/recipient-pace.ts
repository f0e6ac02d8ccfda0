/**
 * Pair rate of one number to one person (platform 9.5): one message per `intervalMs`, `burst` at once. Every
 * message to a person goes through the step of the one conversation, so the pace is kept in the conversation itself
 * (generic cell rate algorithm: one instant) and costs no write of its own.
 */
export const nextSendAt = (
  now: number,
  paceUntil: number | null,
  limit: { intervalMs: number; burst: number },
): { sendAt: number; paceUntil: number } => {
  const theoretical = Math.max(now, paceUntil ?? now);
  const sendAt = Math.max(now, theoretical - limit.intervalMs * (limit.burst - 1));
  return { sendAt, paceUntil: theoretical + limit.intervalMs };
};
