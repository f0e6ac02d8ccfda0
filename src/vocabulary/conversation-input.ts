import type { InboundUnit } from './inbound-unit.ts';
import type { RequestContent } from './request-content.ts';

/** What staff or the system orders a conversation to do. */
export type StaffCommand =
  | { type: 'cancel'; requestId: string; by: string }
  | { type: 'remind'; requestId: string; by: string }
  /** A newer version of the same letter took this one's place. */
  | { type: 'supersede'; requestId: string; by: string }
  | { type: 'accept-document'; requestId: string; by: string }
  | { type: 'reject-document'; requestId: string; reason: string; by: string }
  /** Ends a request whose answer came another way; `outcome`: one the kind knows, never an approval. */
  | { type: 'settle'; requestId: string; outcome: string; by: string }
  /** Another person decided: `outcome` is told to the one who waits. */
  | { type: 'decided-elsewhere'; requestId: string; outcome: string; by: string }
  /** Staff looked at the account that was locked; null: at all of them. */
  | { type: 'unlock'; accountNo: string | null; by: string }
  /** Nobody answered: another contact is asked instead, unless the person is in the middle of an answer. */
  | { type: 'hand-over'; requestId: string; to: string; by: string }
  /** The number is tried out: the person is sent the product's test message. */
  | { type: 'try-out'; by: string }
  /** What the person waited for is done, without the chat having been taken over. */
  | { type: 'attended'; by: string }
  | { type: 'takeover'; by: string }
  | { type: 'release'; by: string };

/** Everything that can move a conversation. `id` is the durable id of the input: applied at most once. */
export type ConversationInput =
  | { type: 'message'; id: string; message: Extract<InboundUnit, { kind: 'message' }> }
  /** A request now waits for this contact; `forwardedFrom` is the contact who could not bind. */
  | {
      type: 'request';
      id: string;
      request: RequestContent;
      token: string;
      forwardedFrom: string | null;
      fourEyes?: 'first' | 'second';
      /** Opened and recorded like any other, and never said (domain 6.3-i). */
      isWithheld?: true;
    }
  /** What the check of a file of the chat found. */
  | {
      type: 'file';
      id: string;
      fileId: string;
      /** Null: sent without an open request. */
      requestId: string | null;
      result: 'accepted' | 'refused';
      reason: string | null;
    }
  /** The person finished on the upload page. */
  | { type: 'upload'; id: string; requestId: string; fileIds: readonly string[] }
  | { type: 'command'; id: string; command: StaffCommand }
  | { type: 'timer'; id: string; requestId: string; timer: string; gen: number }
  /**
   * A prompt of this request can never reach the person. `message`: the message was refused, not the person; `unknown`: it
   * may have arrived and is not sent again; left out: the person cannot be reached.
   */
  | {
      type: 'delivery-failed';
      id: string;
      requestId: string;
      promptNumber: number;
      cause?: 'recipient' | 'message' | 'unknown';
    }
  /** Whom the platform says a message reached, where that is not what it was sent to (ADR 0030). */
  | {
      type: 'recipient-named';
      id: string;
      sentTo: { phone: string | null; userId: string | null };
      named: { phone: string | null; userId: string | null };
    }
  /**
   * The books were asked to put another number in the place of this one (E.164 with `+`). `windowExpiresAt`: until when it
   * may be sent free text, ISO 8601; null: it may not.
   */
  | { type: 'number-replaced'; id: string; contactRef: string; phone: string; windowExpiresAt: string | null }
  /** One that was reported like that was delivered after all. */
  | { type: 'delivered-late'; id: string; requestId: string; promptNumber: number }
  /** A message of ours that says the privacy notice does not go out, or not for now; or it went out after all. */
  | NoticeNews;

export interface NoticeNews {
  type: 'notice-unsaid' | 'notice-said';
  id: string;
  /** The intent. */
  messageId: string;
}
