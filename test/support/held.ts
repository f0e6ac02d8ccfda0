import type { ApiKeyRecord } from '../../src/api/api-key.ts';
import type { CallbackDelivery, CallbackEndpoint } from '../../src/callbacks/callback.repository.ts';
import type { Channel } from '../../src/channels/channel.ts';
import type { ChannelEvent } from '../../src/channels/channel-event.ts';
import type { ConsentRecord } from '../../src/consent/consent-record.ts';
import type { PrivacyRequest } from '../../src/consent/privacy-request.ts';
import type { ConversationRecord, StepRecord } from '../../src/conversations/conversation-record.ts';
import type { ChatAssignment } from '../../src/conversations/chat-assignment.ts';
import type { CannedReply } from '../../src/conversations/canned-reply.ts';
import type { InternalNote } from '../../src/conversations/internal-note.ts';
import type { CommandToSubmit } from '../../src/inbox/submit-command.ts';
import type { AgreementRecord } from '../../src/customers/agreement.repository.ts';
import type { Customer } from '../../src/customers/customer.ts';
import type { DeadLetter } from '../../src/deadletters/dead-letter.ts';
import type { DecisionRecord } from '../../src/evidence/decision-record.ts';
import type { DownloadNote } from '../../src/documents/download-log.ts';
import type { DownloadTicket } from '../../src/documents/download-ticket.repository.ts';
import type { FileRecord } from '../../src/files/file-record.ts';
import type { OutsideModel } from '../../src/outside/outside-model.ts';
import type { PriceSettings } from '../../src/pricing/price-settings.repository.ts';
import type { RequestRecord } from '../../src/requests/request.repository.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import type { Page, PageRequest } from '../../src/shared/page.ts';
import type { CustomerImport } from '../../src/imports/customer-import.ts';
import type { Run } from '../../src/runs/run.ts';
import type { RunRow } from '../../src/runs/run-row.ts';
import type { TaskRecord } from '../../src/tasks/task.ts';
import type { MessageRecord } from '../../src/transcripts/message.repository.ts';
import type { UnrecognisedText } from '../../src/unrecognised/unrecognised-text.ts';
import type { OwnDay } from '../../src/triggers/calendar/business-days.ts';
import type { CustomType } from '../../src/triggers/custom-type.ts';
import type { WordingRecord } from '../../src/templates/account/wording.ts';
import type { Session } from '../../src/staff/session.ts';
import type { SignInLink } from '../../src/staff/sign-in-link.repository.ts';
import type { StaffAccount } from '../../src/staff/staff-account.ts';
import type { RuleRecord } from '../../src/triggers/rules/rule.ts';
import type { Shadow, ShadowRecord } from '../../src/triggers/rules/shadow.ts';
import type { ConstantsVersion } from '../../src/units/constant.repository.ts';
import type { UnitVersion } from '../../src/units/unit.repository.ts';
import type { EventToAccept } from '../../src/triggers/event.repository.ts';

/** What the fakes hold: tests put records in and look at what came of a call. */
export interface Held {
  events: EventToAccept[];
  customers: Customer[];
  agreements: (AgreementRecord & { tenantId: TenantId })[];
  /** Who did what with which: `filed C001 del-1 key:1`. */
  agreementNotes: string[];
  rules: RuleRecord[];
  ownDays: OwnDay[];
  customTypes: CustomType[];
  shadows: Shadow[];
  shadowRecords: ShadowRecord[];
  /** Who did what with which: `started shd_… key:1`. */
  shadowNotes: string[];
  /** Every version of every unit. */
  units: (UnitVersion & { tenantId: string })[];
  constants: (ConstantsVersion & { tenantId: string })[];
  wordings: WordingRecord[];
  requests: RequestRecord[];
  conversations: ConversationRecord[];
  steps: StepRecord[];
  messages: MessageRecord[];
  assignments: ChatAssignment[];
  /** What of them is in the audit log: `chat.assigned cnv_1@1 stf_1 key:1`. */
  assignmentsNoted: string[];
  notes: InternalNote[];
  /** Who wrote which: `not_1 key:1`. */
  notesWritten: string[];
  cannedReplies: CannedReply[];
  /** Who did what with which: `made rpl_… key:1`. */
  replyNotes: string[];
  /** Conversations of whoever wants no messages. */
  stopped: string[];
  /** Whose test message went to whom: `chn_1 cnv_1 key:1`. */
  testMessages: string[];
  /** Who was shown whose numbers: `C001 C001-1 contact - staff:stf_1`. */
  reveals: string[];
  decisions: DecisionRecord[];
  endpoints: CallbackEndpoint[];
  deliveries: CallbackDelivery[];
  deadLetters: DeadLetter[];
  /** Ids of those that nobody can read yet. */
  unreadable: string[];
  /** Dead letters of what can be read by now. */
  readable: string[];
  /** Who did what with which: `dropped dl_… key:1 because`. */
  deadLetterNotes: string[];
  channels: Channel[];
  channelEvents: ChannelEvent[];
  keys: ApiKeyRecord[];
  outsideModels: OutsideModel[];
  /** What each tenant said about prices. */
  priceSettings: Map<TenantId, PriceSettings>;
  tasks: TaskRecord[];
  /** Who looked into which task of the compliance compartment. */
  taskViews: { taskId: string; by: string }[];
  /** What was taken out by whom: `transcript cnv_1 key:1 pdf`. */
  exports: string[];
  consents: ConsentRecord[];
  privacyRequests: PrivacyRequest[];
  unrecognised: UnrecognisedText[];
  /** Who saw or changed which of them: `viewed unr_1 key:1`. */
  textAccesses: string[];
  files: FileRecord[];
  /** Contents by the key of their file. */
  contents: Record<string, string>;
  downloads: DownloadNote[];
  tickets: DownloadTicket[];
  commands: CommandToSubmit[];
  /** What was noted and done with held messages, in order. */
  handled: string[];
  announced: string[];
  imports: CustomerImport[];
  runs: Run[];
  runRows: RunRow[];
  staff: StaffAccount[];
  owners: string[];
  sessions: Session[];
  signInLinks: SignInLink[];
  /** What is on record of accounts: `session.ended stf_1 staff:stf_1`. */
  staffActs: string[];
}

export const nothingHeld = (): Held => ({
  events: [],
  customers: [],
  agreements: [],
  agreementNotes: [],
  rules: [],
  customTypes: [],
  shadows: [],
  shadowRecords: [],
  shadowNotes: [],
  units: [],
  constants: [],
  ownDays: [],
  wordings: [],
  requests: [],
  conversations: [],
  steps: [],
  messages: [],
  assignments: [],
  assignmentsNoted: [],
  notes: [],
  notesWritten: [],
  cannedReplies: [],
  replyNotes: [],
  stopped: [],
  testMessages: [],
  reveals: [],
  decisions: [],
  endpoints: [],
  deliveries: [],
  deadLetters: [],
  unreadable: [],
  readable: [],
  deadLetterNotes: [],
  channels: [],
  channelEvents: [],
  keys: [],
  outsideModels: [],
  priceSettings: new Map(),
  tasks: [],
  taskViews: [],
  exports: [],
  consents: [],
  privacyRequests: [],
  unrecognised: [],
  textAccesses: [],
  files: [],
  contents: {},
  downloads: [],
  tickets: [],
  commands: [],
  handled: [],
  announced: [],
  imports: [],
  runs: [],
  runRows: [],
  staff: [],
  owners: [],
  sessions: [],
  signInLinks: [],
  staffActs: [],
});

/** One page of a list, sorted by what `keyOf` reads. */
export const paged = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { limit, after }: PageRequest,
): Page<Item> => {
  const sorted = [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const rest = after === null ? sorted : sorted.filter((item) => keyOf(item) > after.key);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const next = rest.length > limit && last !== undefined ? { key: keyOf(last), id: keyOf(last) } : null;
  return { items: page, next };
};

/** Replaces the first item that is the same, or adds it. */
export const put = <Item>(list: Item[], item: Item, same: (other: Item) => boolean): void => {
  const index = list.findIndex(same);
  if (index === -1) list.push(item);
  else list[index] = item;
};
