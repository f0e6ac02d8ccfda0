/** What may be told of: one word for each thing that a list or a page may show. */
export const changeKinds = [
  'message.created',
  'message.changed',
  'conversation.changed',
  'note.changed',
  'request.changed',
  'task.changed',
  'document.changed',
  'run.changed',
  'template.changed',
  'customer.changed',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Something is not as it was: ids alone, nothing of a person and nothing of what was said. */
export interface Change {
  kind: ChangeKind;
  /** Of the thing: of a template its name and language, `debt_notice:tr`; of a customer its reference. */
  id: string;
  conversationId?: string;
  requestId?: string;
  /** It belongs to the compartment of compliance: nobody else hears that it exists (domain 6.2). */
  isCompartment?: true;
}

/** What is told of writes, after they are durable. */
export interface ChangeTeller {
  /** Somebody listens to some tenant, or that is not known: only then there is anything to tell. */
  readonly isAwake: boolean;
  note(tenantId: string, change: Change): void;
  /** Something changed and it is not known what: everything is read again. */
  noteEverything(tenantId: string): void;
}
