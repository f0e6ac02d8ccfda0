/** Where a message of the person stands in the transcript; its words are in its inbox entry (ADR 0024). */
export interface InboundLine {
  inputId: string;
  seq: number;
  at: string;
  requestId: string | null;
}

/** A line of the transcript as the step wrote it; delivery statuses of outgoing lines are joined from the outbox when read. */
export interface MessageLine {
  /** Intent id (out), derived from the input id (in). */
  id: string;
  conversationId: string;
  direction: 'in' | 'out';
  kind: string;
  text: string;
  choices: readonly { id: string; title: string }[];
  author: 'customer' | 'bot' | 'staff' | 'system';
  at: string;
  /** Order within the conversation, gap-free enough to sort by: rev × 128 + n. */
  seq: number;
  providerMessageId: string | null;
  requestId: string | null;
}

/** One committed step, for review: what came in, where each dialog stood afterwards, what was asked for. */
export interface StepRecord {
  rev: number;
  at: string;
  /** `outside`: what a model outside took the words for (ADR 0042), the one fact of it; left out: nothing. */
  inputs: readonly { id: string; type: string; outside?: string }[];
  states: Readonly<Record<string, string>>;
  effects: readonly { type: string; requestId: string | null; detail: string | null }[];
  machineVersions: Readonly<Record<string, number>>;
}
