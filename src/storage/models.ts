import type { Collection, IndexDescription } from 'mongodb';
import type { Model, Schema } from 'mongoose';
import type { Database } from './connect.ts';
import * as account from './schemas/account-schemas.ts';
import { chatAssignmentSchema } from './schemas/assignment-schemas.ts';
import * as audit from './schemas/audit-schemas.ts';
import * as callback from './schemas/callback-schemas.ts';
import * as change from './schemas/change-schemas.ts';
import { channelEventSchema } from './schemas/channel-event-schemas.ts';
import * as conversation from './schemas/conversation-schemas.ts';
import * as customer from './schemas/customer-schemas.ts';
import * as file from './schemas/file-schemas.ts';
import { importRowSchema, importSchema } from './schemas/import-schemas.ts';
import * as message from './schemas/message-schemas.ts';
import { internalNoteSchema } from './schemas/note-schemas.ts';
import { noticeQueueSchema, noticeSettingsSchema } from './schemas/notice-schemas.ts';
import { pushDeviceSchema, pushKeySchema } from './schemas/push-schemas.ts';
import { costHourSchema, pricingSchema } from './schemas/pricing-schemas.ts';
import { lostRelaySchema } from './schemas/relay-schemas.ts';
import { cannedReplySchema } from './schemas/reply-schemas.ts';
import * as request from './schemas/request-schemas.ts';
import * as run from './schemas/run-schemas.ts';
import * as shadow from './schemas/shadow-schemas.ts';
import { simulatorSchema } from './schemas/simulator-schemas.ts';
import * as staff from './schemas/staff-schemas.ts';
import { triggerTallySchema } from './schemas/tally-schemas.ts';
import * as template from './schemas/template-schemas.ts';
import * as tenant from './schemas/tenant-schemas.ts';
import * as trigger from './schemas/trigger-schemas.ts';
import { unitConstantSchema, unitSchema } from './schemas/unit-schemas.ts';
import { unrecognisedSchema } from './schemas/unrecognised-schemas.ts';

const schemas = {
  inbox: conversation.inboxSchema,
  conversations: conversation.conversationSchema,
  outbox: message.outboxSchema,
  messages: message.messageSchema,
  internalnotes: internalNoteSchema,
  chatassignments: chatAssignmentSchema,
  cannedreplies: cannedReplySchema,
  steps: message.stepSchema,
  tasks: staff.taskSchema,
  consents: staff.consentSchema,
  privacyrequests: staff.privacyRequestSchema,
  unrecognised: unrecognisedSchema,
  unrouted: conversation.unroutedSchema,
  buckets: conversation.bucketSchema,
  mediahandles: conversation.mediaHandleSchema,
  reached: conversation.reachedSchema,
  costs: costHourSchema,
  pricing: pricingSchema,
  tenants: tenant.tenantSchema,
  channels: tenant.channelSchema,
  channelevents: channelEventSchema,
  apikeys: tenant.apiKeySchema,
  accounts: customer.accountSchema,
  agreements: customer.agreementSchema,
  customers: customer.customerSchema,
  contacts: customer.contactSchema,
  identities: customer.identitySchema,
  events: request.eventSchema,
  requests: request.requestSchema,
  triggers: trigger.triggerSchema,
  triggerversions: trigger.triggerVersionSchema,
  triggertallies: triggerTallySchema,
  triggershadows: shadow.triggerShadowSchema,
  shadowrecords: shadow.shadowRecordSchema,
  wordings: template.wordingSchema,
  triggertypes: trigger.triggerTypeSchema,
  units: unitSchema,
  unitconstants: unitConstantSchema,
  calendardays: trigger.calendarDaySchema,
  schedulestates: trigger.scheduleStateSchema,
  templates: template.templateSchema,
  templateaccounts: template.templateAccountSchema,
  evidence: request.evidenceSchema,
  runs: run.runSchema,
  runrows: run.runRowSchema,
  imports: importSchema,
  importrows: importRowSchema,
  callbacks: callback.callbackSchema,
  callbackdeliveries: callback.callbackDeliverySchema,
  deadletters: lostRelaySchema,
  changes: change.changeSchema,
  changefeeds: change.changeFeedSchema,
  changewriters: change.changeWriterSchema,
  simulator: simulatorSchema,
  files: file.fileSchema,
  uploadlinks: file.uploadLinkSchema,
  audit: audit.auditSchema,
  downloadtickets: audit.downloadTicketSchema,
  staff: account.staffSchema,
  staffrosters: account.staffRosterSchema,
  sessions: account.sessionSchema,
  slowdowns: account.slowdownSchema,
  signinlinks: account.signInLinkSchema,
  noticesettings: noticeSettingsSchema,
  noticequeues: noticeQueueSchema,
  pushdevices: pushDeviceSchema,
  pushkeys: pushKeySchema,
  'fs.files': file.contentSchema,
  'fs.chunks': file.chunkSchema,
} as const;

export type CollectionName = keyof typeof schemas;
const collectionNames = Object.keys(schemas) as CollectionName[]; // the keys of the literal are its type's

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
    await Promise.all(collectionNames.map((name) => this.#createIndexesOf(name)));
  }

  /** All of a collection in one command; Mongoose would send one for each. */
  async #createIndexesOf(name: CollectionName): Promise<void> {
    const wanted = this.model(name)
      .schema.indexes()
      .map(([key, options]) => ({ key, ...options }) as IndexDescription); // what Mongoose hands to the driver itself
    if (wanted.length > 0) await this.collection(name).createIndexes(wanted);
  }

  /** Names of required indexes that are not there; readiness is refused while there are any. */
  async missingIndexes(): Promise<string[]> {
    const missing = await Promise.all(collectionNames.map((name) => this.#missingIn(name)));
    return missing.flat();
  }

  async #missingIn(name: CollectionName): Promise<string[]> {
    const required = this.model(name).schema.indexes();
    if (required.length === 0) return [];
    const listed = await this.collection(name).listIndexes().toArray();
    const present = new Set(listed.map((index) => String(index.name)));
    return required.flatMap(([, options]) =>
      options.name === undefined || present.has(options.name) ? [] : [`${name}.${options.name}`],
    );
  }

  async ping(): Promise<void> {
    await this.database.db?.command({ ping: 1 });
  }
}
