import type { Collection } from 'mongodb';
import type { Model, Schema } from 'mongoose';
import type { Database } from './connect.ts';
import * as audit from './schemas/audit-schemas.ts';
import * as callback from './schemas/callback-schemas.ts';
import * as conversation from './schemas/conversation-schemas.ts';
import * as customer from './schemas/customer-schemas.ts';
import * as file from './schemas/file-schemas.ts';
import * as message from './schemas/message-schemas.ts';
import * as request from './schemas/request-schemas.ts';
import { simulatorSchema } from './schemas/simulator-schemas.ts';
import * as staff from './schemas/staff-schemas.ts';
import * as tenant from './schemas/tenant-schemas.ts';

const schemas = {
  inbox: conversation.inboxSchema,
  conversations: conversation.conversationSchema,
  outbox: message.outboxSchema,
  messages: message.messageSchema,
  steps: message.stepSchema,
  tasks: staff.taskSchema,
  consents: staff.consentSchema,
  privacyrequests: staff.privacyRequestSchema,
  unrouted: conversation.unroutedSchema,
  buckets: conversation.bucketSchema,
  tenants: tenant.tenantSchema,
  channels: tenant.channelSchema,
  apikeys: tenant.apiKeySchema,
  accounts: customer.accountSchema,
  customers: customer.customerSchema,
  contacts: customer.contactSchema,
  identities: customer.identitySchema,
  events: request.eventSchema,
  requests: request.requestSchema,
  evidence: request.evidenceSchema,
  callbacks: callback.callbackSchema,
  callbackdeliveries: callback.callbackDeliverySchema,
  simulator: simulatorSchema,
  files: file.fileSchema,
  uploadlinks: file.uploadLinkSchema,
  audit: audit.auditSchema,
  downloadtickets: audit.downloadTicketSchema,
  'fs.files': file.contentSchema,
  'fs.chunks': file.chunkSchema,
} as const;

export type CollectionName = keyof typeof schemas;

/** Stored documents have string ids everywhere. */
export type StoredDocument = { _id: string } & Record<string, unknown>;

/**
 * The models of one connection, through which everything off the hot path reads and writes. `collection` is the driver's own,
 * for the hot path alone: which that is stands in docs/adr/0020-models-and-native-commands.md (reliability B.10).
 */
export class Models {
  readonly database: Database;

  constructor(database: Database) {
    this.database = database;
    for (const [name, schema] of Object.entries(schemas)) database.model(name, schema as Schema);
  }

  has(name: string): name is CollectionName {
    return Object.hasOwn(schemas, name);
  }

  model<Stored extends { _id: string } = StoredDocument>(name: CollectionName): Model<Stored> {
    return this.database.model<Stored>(name);
  }

  collection<Stored extends { _id: string }>(name: CollectionName): Collection<Stored> {
    if (this.database.db === undefined) throw new Error('the database is not connected');
    return this.database.db.collection<Stored>(name);
  }

  /** Makes collections and indexes that are missing; existing ones stay. Safe to run in several processes at once. */
  async createIndexes(): Promise<void> {
    for (const name of Object.keys(schemas) as CollectionName[]) await this.model(name).createIndexes();
  }

  /** Names of required indexes that are not there; readiness is refused while there are any. */
  async missingIndexes(): Promise<string[]> {
    const missing: string[] = [];
    for (const name of Object.keys(schemas) as CollectionName[]) {
      if (this.model(name).schema.indexes().length === 0) continue;
      const present = new Set(
        (await this.collection(name).listIndexes().toArray()).map((index) => String(index.name)),
      );
      for (const [, options] of this.model(name).schema.indexes()) {
        if (options.name !== undefined && !present.has(options.name)) missing.push(`${name}.${options.name}`);
      }
    }
    return missing;
  }

  async ping(): Promise<void> {
    await this.database.db?.command({ ping: 1 });
  }
}
