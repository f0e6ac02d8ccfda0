import { trusted } from 'mongoose';
import { derivedId } from '../../shared/ids.ts';
import { messageSource } from '../../vocabulary/message-source.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import type { InboxDocument } from './mongo-inbox-repository.ts';
import { providerKeyOf, type OutboxDocument } from './outbox-document.ts';
import { readLimit } from './paging.ts';
import type { PlacedLine } from './transcript-lines.ts';

type Scope = { tenantId: string; conversationId: string };
type Found = ReadonlyMap<string, string>;

/**
 * Finds what lines of one conversation name: the line a message is about, by the platform's id of that one, and the document a
 * file became. Asked when somebody reads, in at most four queries for a page, so that storing a message costs nothing more.
 */
export class LineLinks {
  readonly #models: Models;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#models = models;
    this.#vault = vault;
  }

  /** The same lines; ids that are found are filled in. */
  async fill(lines: readonly PlacedLine[]): Promise<PlacedLine[]> {
    const [messages, documents] = await Promise.all([this.#messagesOf(lines), this.#documentsOf(lines)]);
    return lines.map((line) => {
      const { about, file } = line.record.details;
      const messageId = about === null ? null : (messages.get(about.providerMessageId) ?? null);
      const documentId = line.documentIds?.find((id) => documents.has(id)) ?? null;
      if (messageId === null && documentId === null) return line;
      const details = {
        ...line.record.details,
        about: about === null ? null : { ...about, messageId },
        file: file === null ? null : { ...file, documentId },
      };
      return { ...line, record: { ...line.record, details } };
    });
  }

  /** Lines of the transcript by the platform's id. */
  async #messagesOf(lines: readonly PlacedLine[]): Promise<Found> {
    const found = new Map<string, string>();
    for (const [conversationId, of] of byConversation(lines)) {
      const targets = [
        ...new Set(of.flatMap(({ record: { details } }) => details.about?.providerMessageId ?? [])),
      ];
      const [first] = of;
      if (targets.length === 0 || first === undefined) continue;
      const scope = { tenantId: first.record.tenantId, conversationId };
      for (const [target, id] of await this.#sent(scope, targets)) found.set(target, id);
      const others = targets.filter((target) => !found.has(target));
      for (const [target, id] of await this.#received(scope, others, channelsOf(of))) found.set(target, id);
    }
    return found;
  }

  async #sent({ tenantId, conversationId }: Scope, targets: readonly string[]): Promise<Found> {
    const byKey = new Map(targets.map((target) => [providerKeyOf(this.#vault, tenantId, target), target]));
    const rows = await this.#models
      .model<OutboxDocument>('outbox')
      // The type is named so that the partial index on exactly these documents can be used.
      .find({ tenantId, providerKey: trusted({ $in: [...byKey.keys()], $type: 'string' }) }, null, readLimit)
      .select({ providerKey: 1, conversationId: 1 })
      .lean<Pick<OutboxDocument, '_id' | 'providerKey' | 'conversationId'>[]>();
    return new Map(
      rows.flatMap(({ _id, providerKey, conversationId: at }) => {
        const target = byKey.get(providerKey ?? '');
        return target === undefined || at !== conversationId ? [] : [[target, _id]];
      }),
    );
  }

  /** Entries are named by what makes a message unique: its number of ours and its id. */
  async #received(
    { tenantId, conversationId }: Scope,
    targets: readonly string[],
    channelIds: readonly string[],
  ): Promise<Found> {
    if (targets.length === 0 || channelIds.length === 0) return new Map();
    const numbers = await this.#numbersOf(tenantId, channelIds);
    const byId = new Map(
      targets.flatMap((target) =>
        numbers.map((number): [string, string] => [
          `in_${this.#vault.pseudonym(tenantId, messageSource(number, target))}`,
          target,
        ]),
      ),
    );
    const rows = await this.#models
      .model<InboxDocument>('inbox')
      .find({ _id: trusted({ $in: [...byId.keys()] }), tenantId, conversationId }, null, readLimit)
      .select({ _id: 1 })
      .lean<{ _id: string }[]>();
    return new Map(rows.map(({ _id }) => [byId.get(_id) ?? '', derivedId('msg', _id)]));
  }

  async #numbersOf(tenantId: string, channelIds: readonly string[]): Promise<readonly string[]> {
    const rows = await this.#models
      .model<{ _id: string; phoneNumberId: string }>('channels')
      .find({ _id: trusted({ $in: [...channelIds] }), tenantId }, null, readLimit)
      .select({ phoneNumberId: 1 })
      .lean<{ phoneNumberId: string }[]>();
    return rows.map(({ phoneNumberId }) => phoneNumberId);
  }

  /** Which of the documents that lines may have become are there. */
  async #documentsOf(lines: readonly PlacedLine[]): Promise<ReadonlySet<string>> {
    const ids = lines.flatMap(({ documentIds }) => documentIds ?? []);
    const tenantId = lines[0]?.record.tenantId;
    if (ids.length === 0 || tenantId === undefined) return new Set();
    const rows = await this.#models
      .model<{ _id: string }>('files')
      .find({ _id: trusted({ $in: ids }), tenantId }, null, readLimit)
      .select({ _id: 1 })
      .lean<{ _id: string }[]>();
    return new Set(rows.map(({ _id }) => _id));
  }
}

const byConversation = (lines: readonly PlacedLine[]): ReadonlyMap<string, readonly PlacedLine[]> => {
  const found = new Map<string, PlacedLine[]>();
  for (const line of lines) {
    const of = found.get(line.record.conversationId);
    if (of === undefined) found.set(line.record.conversationId, [line]);
    else of.push(line);
  }
  return found;
};

const channelsOf = (lines: readonly PlacedLine[]): readonly string[] => [
  ...new Set(lines.flatMap(({ channelId }) => channelId ?? [])),
];
