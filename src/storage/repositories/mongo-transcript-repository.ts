import type { Binary } from 'mongodb';
import { derivedId } from '../../shared/ids.ts';
import type { MessageLine } from '../../transcripts/transcript-records.ts';
import type { TranscriptRepository } from '../../transcripts/transcript.repository.ts';
import { HotCommands } from '../hot-commands.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';

interface MessageDocument {
  _id: string;
  tenantId: string;
  conversationId: string;
  direction: string;
  kind: string;
  author: string;
  at: Date;
  seq: number;
  requestId: string | null;
  body: Binary;
}

export class MongoTranscriptRepository implements TranscriptRepository {
  readonly #commands: HotCommands;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#commands = new HotCommands(models);
    this.#vault = vault;
  }

  async append(tenantId: string, outputs: Parameters<TranscriptRepository['append']>[1]): Promise<void> {
    const messages = outputs
      .flatMap((output) => output.messages)
      .map((line) => this.#toDocument(tenantId, line));
    // The record of a step that a message began lies with that message.
    const others = outputs.filter(({ inbound }) => inbound.length === 0);
    const steps = others.map(({ step, conversationId }) => ({
      _id: derivedId('stp', conversationId, step.rev),
      tenantId,
      conversationId,
      ...step,
      at: new Date(step.at),
    }));
    await Promise.all([this.#commands.insert('messages', messages), this.#commands.insert('steps', steps)]);
  }

  #toDocument(tenantId: string, line: MessageLine): MessageDocument {
    const {
      id,
      conversationId,
      direction,
      kind,
      author,
      at,
      seq,
      requestId,
      text,
      choices,
      providerMessageId,
    } = line;
    const body = { text, choices, providerMessageId };
    return {
      _id: id,
      tenantId,
      conversationId,
      direction,
      kind,
      author,
      at: new Date(at),
      seq,
      requestId,
      body: this.#vault.seal(tenantId, 'messages', id, 'body', body),
    };
  }
}
