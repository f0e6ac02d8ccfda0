import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../shared/clock.ts';
import type { DownloadTicket, DownloadTicketRepository } from './download-ticket.repository.ts';

const lifeMs = 60_000;

const idOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export interface DownloadTickets {
  issue(order: Omit<DownloadTicket, 'id' | 'expiresAt'>): Promise<{ token: string; expiresAt: Date }>;
  /** Null: unknown, used or too old. */
  redeem(token: string): Promise<DownloadTicket | null>;
}

export const makeDownloadTickets = (parts: {
  tickets: DownloadTicketRepository;
  clock: Clock;
}): DownloadTickets => ({
  async issue(order) {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(parts.clock.now().getTime() + lifeMs);
    await parts.tickets.insert({ ...order, id: idOf(token), expiresAt });
    return { token, expiresAt };
  },
  async redeem(token) {
    const ticket = await parts.tickets.take(idOf(token));
    return ticket !== null && ticket.expiresAt > parts.clock.now() ? ticket : null;
  },
});
