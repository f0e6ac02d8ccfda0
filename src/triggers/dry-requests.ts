import type { OpenRequest, RequestSummary } from '../requests/request-store.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';
import type { TriedFrom } from './dry-tallies.ts';
import { isAnswer } from './is-answered.ts';

/** What is read of requests where it is decided what an event asks. */
export type RequestReads = Pick<
  RequestWorkRepository,
  'load' | 'findByReference' | 'latestOf' | 'findOpenByReference' | 'findOpenBefore'
>;

type Opened = OpenRequest & { at: Date };

/**
 * Requests as they would be if events were worked one after the other: those that are stored, and those the events would open, kept in
 * memory and dropped. What events that are tried opened when they came is not there before they come again; how it stands is then as it
 * is stored: what people said since counts.
 */
export class DryRequests implements RequestReads {
  readonly #stored: RequestReads;
  readonly #hidden: ReadonlySet<string>;
  readonly #from: TriedFrom;
  readonly #opened = new Map<string, Opened>();
  readonly #withdrawn = new Set<string>();

  /** `hidden`: ids of the requests that the tried events may have opened. */
  constructor(stored: RequestReads, from: TriedFrom & { hidden: ReadonlySet<string> }) {
    this.#stored = stored;
    this.#hidden = from.hidden;
    this.#from = from;
  }

  /** Takes what would be opened at that instant, once; `outcome`: how it would have ended at once, null: it would be open. */
  async open(
    tenantId: string,
    request: Omit<OpenRequest, 'status' | 'outcome' | 'approvals' | 'token'>,
    { at, outcome }: { at: Date; outcome: string | null },
  ): Promise<OpenRequest> {
    const id = request.content.requestId;
    const known = this.#opened.get(id);
    if (known !== undefined) return known;
    const stored = await this.#stored.load(tenantId, id);
    const ended = { status: outcome === null ? ('open' as const) : ('closed' as const), outcome };
    // What withdrew it, or let it lapse, is gone through again.
    const isSaid = stored?.status === 'closed' && isAnswer(stored.outcome);
    const standing = isSaid ? { status: stored.status, outcome: stored.outcome } : ended;
    const opened = { ...request, ...standing, token: '', approvals: [], at };
    this.#opened.set(id, opened);
    return opened;
  }

  /** It would be withdrawn. */
  withdraw(requestId: string): void {
    const known = this.#opened.get(requestId);
    if (known?.status === 'open')
      this.#opened.set(requestId, { ...known, status: 'closed', outcome: 'cancelled' });
    else if (known === undefined) this.#withdrawn.add(requestId);
  }

  async load(tenantId: string, requestId: string): Promise<OpenRequest | null> {
    const opened = this.#opened.get(requestId);
    if (opened !== undefined) return opened;
    return this.#hidden.has(requestId) ? null : this.#stored.load(tenantId, requestId);
  }

  async findByReference(
    tenantId: string,
    key: { customerRef: string; reference: string },
  ): Promise<RequestSummary[]> {
    const stored = await this.#stored.findByReference(tenantId, key);
    return [...this.#about(key).map(summaryOf), ...stored.filter((one) => this.#isOther(one))].map((one) =>
      this.#withdrawn.has(one.requestId) && one.status === 'open'
        ? { ...one, status: 'closed', outcome: 'cancelled' }
        : one,
    );
  }

  async latestOf(
    tenantId: string,
    contactRef: string,
    kind: Parameters<RequestReads['latestOf']>[2],
  ): Promise<Date | null> {
    const own = [...this.#opened.values()].filter(
      (one) => one.contactRef === contactRef && one.content.kind === kind,
    );
    const at = own.map((one) => one.at.getTime());
    if (at.length > 0) return new Date(Math.max(...at));
    // What was asked for one of them when it came is no earlier question.
    return this.#stored.latestOf(tenantId, contactRef, kind, this.#from.isPast ? this.#from.at : undefined);
  }

  async findOpenByReference(
    tenantId: string,
    key: Parameters<RequestReads['findOpenByReference']>[1],
  ): ReturnType<RequestReads['findOpenByReference']> {
    const stored = await this.#stored.findOpenByReference(tenantId, key);
    const own = this.#about(key).filter(
      ({ status, content }) =>
        status === 'open' && content.kind === key.kind && content.variant === key.variant,
    );
    return [...own.map(rivalOf), ...this.#stillOpen(stored)];
  }

  async findOpenBefore(
    tenantId: string,
    { ruleId, content }: Parameters<RequestReads['findOpenBefore']>[1],
  ): ReturnType<RequestReads['findOpenBefore']> {
    const self = this.#opened.get(content.requestId);
    if (self?.status !== 'open') return [];
    const stored = await this.#stored.findOpenBefore(tenantId, { ruleId, content, openedAt: self.at });
    const own = [...this.#opened.values()].filter(
      (one) =>
        one !== self &&
        one.status === 'open' &&
        one.rule?.id === ruleId &&
        one.content.customerRef === content.customerRef &&
        one.content.variant === content.variant &&
        one.content.accountNo === content.accountNo &&
        (one.at < self.at ||
          (one.at.getTime() === self.at.getTime() && one.content.requestId < content.requestId)),
    );
    return [...own.map(rivalOf), ...this.#stillOpen(stored)];
  }

  #about({ customerRef, reference }: { customerRef: string; reference: string }): Opened[] {
    return [...this.#opened.values()]
      .filter(({ content }) => content.customerRef === customerRef && content.reference === reference)
      .reverse();
  }

  #isOther({ requestId }: { requestId: string }): boolean {
    return !this.#hidden.has(requestId) && !this.#opened.has(requestId);
  }

  #stillOpen<R extends { requestId: string }>(stored: readonly R[]): R[] {
    return stored.filter((one) => this.#isOther(one) && !this.#withdrawn.has(one.requestId));
  }
}

const rivalOf = ({ content, conversationId }: Opened) => ({
  ...{ requestId: content.requestId, version: content.version, conversationId },
});

const summaryOf = ({ content, status, outcome, contactRef }: Opened): RequestSummary => ({
  ...{ requestId: content.requestId, kind: content.kind, variant: content.variant },
  ...{ version: content.version, status, outcome, contactRef },
});
