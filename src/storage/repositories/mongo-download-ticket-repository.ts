import type { Model } from 'mongoose';
import type { DownloadTicket } from '../../documents/download-ticket.repository.ts';
import type { Models } from '../models.ts';
import type { DownloadTicketRepository } from '../../documents/download-ticket.repository.ts';

type DownloadTicketDocument = Omit<DownloadTicket, 'id'> & { _id: string };

export class MongoDownloadTicketRepository implements DownloadTicketRepository {
  readonly #tickets: Model<DownloadTicketDocument>;

  constructor(models: Models) {
    this.#tickets = models.model<DownloadTicketDocument>('downloadtickets');
  }

  async insert({ id, ...ticket }: DownloadTicket): Promise<void> {
    await this.#tickets.create({ ...ticket, _id: id });
  }

  /** The hash of 256 random bits names one ticket of all tenants; there is no tenant to ask by yet. */
  async take(id: string): Promise<DownloadTicket | null> {
    const found = await this.#tickets.findOneAndDelete({ _id: id }).lean<DownloadTicketDocument>();
    if (found === null) return null;
    const { _id, ...ticket } = found;
    return { ...ticket, id: _id };
  }
}
