import type { AccountTemplate, Submission, SubmissionProblem } from './account-template.ts';
import { contentOf } from './check-wording.ts';
import { compareContent } from './compare-template.ts';
import { nextEditAt } from './edit-limits.ts';
import { sampleDocument } from './sample-document.ts';
import { problemOf, syncAccount } from './sync-templates.ts';
import type { AccountAccess, AccountAnswer, TemplateToSubmit } from './template-account.ts';
import { tellChange, tellReturn, wantedByName, wantedOf } from './template-changes.ts';
import type { TemplateParts } from './template-parts.ts';
import { toSubmit, type WantedTemplate } from './wanted-templates.ts';

type Refused = Exclude<AccountAnswer<unknown>, { kind: 'done' }>;
type Outcome = Pick<Submission, 'state' | 'nextAt' | 'problem'> | null;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** An answer that never came is asked for again a little later each time, and the account is read before. */
const waitAfter = (attempts: number): number => Math.min(hour, minute * 2 ** Math.min(attempts - 1, 6));

/** What concerns the account, and not this template: all that is on its way meets it. */
const ofAccount: Readonly<Record<string, 'failed' | 'waiting'>> = {
  access: 'failed',
  room: 'failed',
  busy: 'waiting',
};

/** Takes templates to the platform one after another. Whoever dies in between leaves a lease; the next one reads the account first. */
export class TemplateWorker {
  readonly #parts: TemplateParts;

  constructor(parts: TemplateParts) {
    this.#parts = parts;
  }

  /** Everything of a tenant that is due. Answers how many were worked; `each` hears of them. */
  async sweep(tenantId: string, each?: (template: AccountTemplate) => void): Promise<number> {
    const { templates, clock, owner, leaseMs } = this.#parts;
    let worked = 0;
    for (;;) {
      const now = clock.now();
      const claimed = await templates.claim(tenantId, {
        ...{ owner, now },
        until: new Date(now.getTime() + leaseMs),
      });
      if (claimed === null) return worked;
      await this.#work(claimed);
      worked += 1;
      each?.(claimed);
    }
  }

  async #work(claimed: AccountTemplate): Promise<void> {
    const { templates, wordings } = this.#parts;
    const { tenantId } = claimed;
    const wanted = wantedOf(wantedByName(await wordings.list(tenantId)), claimed);
    const access = (await this.#parts.accountsOf(tenantId)).find(
      ({ accountId }) => accountId === claimed.accountId,
    );
    // The template, or the number, is gone since.
    if (wanted === null || access === undefined) {
      await templates.settle(tenantId, claimed, this.#parts.owner, { submission: null });
      return;
    }
    if (isAgain(claimed) && !(await this.#readAgain(access, claimed))) return;
    const known = (await templates.find(tenantId, claimed)) ?? claimed;
    if (known.templateId === null) await this.#create(access, known, wanted);
    else await this.#edit(access, known, wanted);
  }

  /** Nobody knows what became of the last attempt: the account does. False: it cannot be read now. */
  async #readAgain(access: AccountAccess, claimed: AccountTemplate): Promise<boolean> {
    const read = await syncAccount(this.#parts, claimed.tenantId, access);
    if (read !== null && read.problem === null) return true;
    await this.#settle(claimed, this.#later(claimed, read?.problem ?? null));
    return false;
  }

  async #create(access: AccountAccess, known: AccountTemplate, wanted: WantedTemplate): Promise<void> {
    const { account, templates, clock } = this.#parts;
    const answer = await this.#withSample(access, known, wanted, (template) =>
      account.create(access, template),
    );
    if (answer.kind !== 'done') return this.#refused(known, answer);
    const { templateId, status, category } = answer.value;
    const at = clock.now();
    const facts = {
      ...{ templateId, status, category, comingCategory: null, reason: null, advice: null },
      content: contentOf(wanted.definition),
    };
    // What was asked for, so that another category is told as a change.
    const before = { ...known, category: 'utility' } as const;
    const after = { ...known, ...facts, statusAt: at, categoryAt: at };
    await tellChange(this.#parts, known.tenantId, { before, after }, wanted);
    await templates.note(known.tenantId, [{ key: known, facts, at }]);
    // Approved at once: nothing else may ever say so. Before it is settled, so that whoever dies in between leaves it to the next one.
    await tellReturn(this.#parts, known.tenantId, { before: null, after });
    await this.#settle(known, null);
  }

  async #edit(access: AccountAccess, known: AccountTemplate, wanted: WantedTemplate): Promise<void> {
    const { account, templates, clock } = this.#parts;
    const content = contentOf(wanted.definition);
    const { templateId } = known;
    if (
      templateId === null ||
      (known.content !== null && compareContent(content, known.content).length === 0)
    ) {
      // Whoever asked for it before may have died between what the platform said and what follows from it.
      if (isAgain(known)) await tellReturn(this.#parts, known.tenantId, { before: null, after: known });
      return this.#settle(known, null);
    }
    const mayAt = nextEditAt(known, clock.now());
    if (mayAt === null) {
      const explanation = `A template that is ${known.status} cannot be edited.`;
      return this.#settle(known, failed({ cause: 'not_editable', code: null, explanation }));
    }
    if (mayAt > clock.now()) {
      const cause = known.status === 'approved' ? 'too_often' : 'in_review';
      return this.#settle(known, {
        ...{ state: 'waiting', nextAt: mayAt },
        problem: { cause, code: null, explanation: null },
      });
    }
    const withCategory = known.status !== 'approved';
    const answer = await this.#withSample(access, known, wanted, (template) =>
      account.edit(access, templateId, template, { withCategory }),
    );
    if (answer.kind !== 'done') return this.#refused(known, answer);
    const at = clock.now();
    // In review again: until that is over it is not carried.
    const facts = { status: 'pending', reason: null, advice: null, content } as const;
    await templates.note(known.tenantId, [{ key: known, facts, at }]);
    const edited = known.status === 'approved' ? { edited: at } : {};
    await templates.settle(known.tenantId, known, this.#parts.owner, { submission: null, ...edited });
  }

  /** With the handle of its sample, uploaded once for the account; should the platform not know it any more, once again. */
  async #withSample<Value>(
    access: AccountAccess,
    { tenantId }: AccountTemplate,
    wanted: WantedTemplate,
    call: (template: TemplateToSubmit) => Promise<AccountAnswer<Value>>,
  ): Promise<AccountAnswer<Value>> {
    const template = toSubmit(wanted);
    if (template.content.header === null) return call({ ...template, sampleHandle: null });
    const kept = (await this.#parts.templates.account(tenantId, access.accountId))?.sample ?? null;
    if (kept !== null && kept.sha256 === sampleDocument.sha256) {
      const answer = await call({ ...template, sampleHandle: kept.handle });
      if (answer.kind !== 'refused' || answer.refusal !== 'sample') return answer;
    }
    const uploaded = await this.#parts.account.uploadSample(access, sampleDocument);
    if (uploaded.kind !== 'done') return uploaded;
    const { sha256 } = sampleDocument;
    await this.#parts.templates.saveSample(tenantId, access.accountId, {
      ...{ handle: uploaded.value, sha256 },
      at: this.#parts.clock.now(),
    });
    return call({ ...template, sampleHandle: uploaded.value });
  }

  async #refused(known: AccountTemplate, answer: Refused): Promise<void> {
    const problem = problemOf(answer);
    const refusal = answer.kind === 'refused' ? answer.refusal : null;
    // It is there, or is not: whichever it is, the account is read before the next attempt.
    if (refusal === null || refusal === 'temporary' || refusal === 'exists' || refusal === 'gone')
      return this.#settle(known, this.#later(known, problem));
    if (refusal === 'too_often') {
      const nextAt = new Date(this.#parts.clock.now().getTime() + day);
      return this.#settle(known, { state: 'waiting', nextAt, problem });
    }
    const forAll = ofAccount[refusal];
    if (forAll === undefined) return this.#settle(known, failed(problem));
    const nextAt = forAll === 'waiting' ? new Date(this.#parts.clock.now().getTime() + 10 * minute) : null;
    await this.#parts.templates.settleAll(known.tenantId, known.accountId, {
      ...{ state: forAll, nextAt, problem },
    });
  }

  #later({ submission }: AccountTemplate, problem: SubmissionProblem | null): Outcome {
    const attempts = submission?.attempts ?? 1;
    // Known at once: whoever is told that it exists reads what it is.
    const waitMs = problem?.cause === 'exists' || problem?.cause === 'gone' ? 0 : waitAfter(attempts);
    if (attempts >= 10 && problem !== null) return failed(problem);
    return { state: 'waiting', nextAt: new Date(this.#parts.clock.now().getTime() + waitMs), problem };
  }

  #settle(known: AccountTemplate, submission: Outcome): Promise<void> {
    return this.#parts.templates.settle(known.tenantId, known, this.#parts.owner, { submission });
  }
}

const isAgain = ({ submission }: AccountTemplate): boolean => (submission?.attempts ?? 1) > 1;

const failed = (problem: SubmissionProblem): Outcome => ({ state: 'failed', nextAt: null, problem });
