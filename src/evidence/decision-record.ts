import type { AnsweredLine } from '../../machines/shared/request.ts';
import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import type { Language } from '../vocabulary/language.ts';

/**
 * `version`: of our classifier, or `outside` for a model of the tenant's (ADR 0042). `bore_out`: its support was needed;
 * `served`: a harmless wish was done by its word; `asked_back`: its guess was asked back, and decided nothing.
 */
interface ModelPart {
  version: string;
  did: 'bore_out' | 'served' | 'asked_back';
}

/** The evidence of one customer's decision (domain 3.6): written once, never changed. Hashes are SHA-256 in hex. */
export interface DecisionRecord {
  tenantId: TenantId;
  id: string;
  requestId: RequestId;
  conversationId: ConversationId;
  /** `agreed`, `agreed_partial`, `approved`, `approved_first` (one of two people), `rejected` … */
  result: string;
  decidedAt: Date;
  /** Id of the decision whose place this one takes: a mistake that was undone, a first approval taken back. */
  corrects: string | null;
  identity: {
    customerRef: string;
    accountNo: string | null;
    contactRef: string;
    contactName: string;
    roles: readonly string[];
    canBind: boolean;
    phone: string | null;
    userId: string | null;
    /** Since when the books know the number, and by whom; left out by earlier releases. */
    numberSince?: string | null;
    numberBy?: string | null;
    /** When the person last proved who they are here by a code; null: the books vouch for the number. */
    provedAt?: string | null;
    /** As typed in WhatsApp: unverified. */
    profileName: string | null;
  };
  question: {
    /** Id of the transcript line that asked. */
    messageId: string;
    providerMessageId: string | null;
    /** The exact text and choices the person saw. */
    text: string;
    choices: readonly { id: string; title: string }[];
    language: Language;
    /**
     * The template that put the request to the person and the words it said, as it was sent; null: it was free text. Records of
     * earlier releases have no `text` there.
     */
    template: { name: string; language: Language; version: string; text?: string } | null;
    /** Of the document that was put to the person; null: there was none, or it could not be sent. */
    documentSha256: string | null;
    contentHash: string;
    shownHash: string;
  };
  answer: {
    messageId: string;
    providerMessageId: string | null;
    type: string;
    /** Verbatim: the typed words or the title of the tapped button. */
    text: string | null;
    choiceId: string | null;
    providerAt: Date | null;
    receivedAt: Date;
  };
  interpretation: {
    /** Of the phrases and rules that read the answer, as the code names itself. */
    ruleVersion: string;
    /** The choice of the button, or the meaning of the words; null: of a release that did not say. */
    intent?: string | null;
    strength?: 'button' | 'strong' | 'soft' | 'none' | null;
    /** The listed phrase or title that the words were, folded; null: a tap, or in no list. */
    phrase?: string | null;
    /** The part of a classifier in the reading; null: it had none. Left out by releases that did not say, as `joined` and `led` are. */
    model?: ModelPart | null;
    /** The messages that were read together, by the platform's ids, oldest first; null: one (ADR 0050). */
    joined?: readonly string[] | null;
    /**
     * Typed words that were read for this request before the answer: they brought its recap, or had its question asked back.
     * Null: there were none.
     */
    led?: {
      providerMessageId: string;
      ruleVersion: string;
      intent: string;
      strength: 'button' | 'strong' | 'soft' | 'none';
      phrase: string | null;
      model: ModelPart | null;
      joined: readonly string[] | null;
    } | null;
    /**
     * How the recap was confirmed. Words count only in a later second than its delivery, 3 s after it was handed over, or
     * quoting it; the button always does. Null: nothing was asked back.
     */
    confirmation?: {
      by: 'button' | 'words';
      rule: string;
      recapMessageId: string;
      handedOverAt: string | null;
      deliveredAt: string | null;
    } | null;
    /** Which machine read it, e.g. `reconciliation@1`. */
    machine: string;
    lines: readonly AnsweredLine[];
    reason: string | null;
  };
  authority: {
    limits: readonly { unit: string; quantity: string }[];
    /** Which of two people this is, where two have to approve; null, or left out by releases of before: one is enough. */
    fourEyes?: 'first' | 'second' | null;
    /** The agreement on evidence and channel that held on the day; null: none did. Left out, as below: it was not looked up. */
    agreement?: { id: string; signedOn: string; validFrom: string; validUntil: string | null } | null;
    /** What it lacks by that agreement: `agreement_missing`, `number_not_named` …; the answer counts all the same. */
    warnings?: readonly string[];
    /** The written current-account contract that the letter was asked under. */
    contract?: { agreementId: string; signedOn: string } | null;
  };
  integrity: {
    hashAlgorithm: 'SHA-256';
    /** Hash of the canonical record without this group. */
    recordHash: string;
  };
}
