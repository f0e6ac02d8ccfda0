import type { Clock } from '../src/shared/clock.ts';
import type { ChaosSwitches } from './chaos.ts';
import type { Scheduler } from './scheduler.ts';
import type { CataloguedTemplate, TemplateCatalogue } from './template-catalogue.ts';
import {
  templateCategoryWebhook,
  templateComponentsWebhook,
  templateQualityWebhook,
  templateStatusWebhook,
  type StatusNews,
} from './template-webhooks.ts';
import type { WebhookQueue } from './webhook-queue.ts';
import type { BusinessNumber } from './webhook-shapes.ts';

/** Meta takes minutes to a day; a demo should not. */
const reviewMs = 2_000;

const hourMs = 3_600_000;
/** The first pause, the second; after the third the template is disabled (platform 8.3). */
const pauseHours: readonly number[] = [3, 6];

/** Judged to be advertising, and approved as such (platform 8.5). */
const advertises = /indirim|kampanya|fırsat|discount|special offer|coupon|خصم|تخفيض/i;
/** Addresses of others' shorteners are not taken. */
const shortens = /\b(?:bit\.ly|wa\.me|tinyurl\.com)\b/i;

interface Dependencies {
  business: BusinessNumber;
  catalogue: TemplateCatalogue;
  webhooks: WebhookQueue;
  scheduler: Scheduler;
  clock: Clock;
  chaos: ChaosSwitches;
  timeScale: number;
}

type Change = Partial<CataloguedTemplate>;

/** What happens to a template after it was sent in: reviewed, paused, disabled, moved to another category, and the product is told. */
export class TemplateReview {
  readonly #deps: Dependencies;
  readonly #cancels = new Set<() => void>();

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  start(): void {
    for (const template of this.#deps.catalogue.all()) {
      if (template.status === 'PENDING') this.begin(template);
      if (template.status === 'PAUSED') this.#resumeLater(template);
    }
  }

  begin({ id }: CataloguedTemplate): void {
    this.#after(reviewMs * this.#deps.timeScale, () => {
      const template = this.#deps.catalogue.byId(id);
      if (template?.status === 'PENDING' && !this.#deps.chaos.now.holdReviews) this.#judge(template);
    });
  }

  /** Whatever the review would say: a status with its reason. */
  decide(id: string, status: CataloguedTemplate['status'], news: StatusNews = {}): void {
    if (status === 'PAUSED') this.#pause(id);
    else
      this.#tell(
        id,
        {
          status,
          pausedUntil: null,
          rejectedReason: status === 'REJECTED' ? (news.reason ?? 'NONE') : 'NONE',
        },
        { event: status, ...news },
      );
  }

  unpause(id: string): void {
    this.#tell(id, { status: 'APPROVED', pausedUntil: null }, { event: 'APPROVED', title: 'UNPAUSE' });
  }

  rate(id: string, quality: CataloguedTemplate['quality']): void {
    const before = this.#deps.catalogue.byId(id);
    const after = this.#deps.catalogue.change(id, { quality });
    if (before && after) this.#post(templateQualityWebhook(this.#business, after, before.quality, this.#now));
  }

  /** `isWarning`: a day before it happens. */
  recategorise(id: string, category: CataloguedTemplate['category'], isWarning: boolean): void {
    const before = this.#deps.catalogue.byId(id);
    if (before === null) return;
    const change: Change = isWarning
      ? { correctCategory: category }
      : { category, previousCategory: before.category, correctCategory: null };
    const after = this.#deps.catalogue.change(id, change);
    if (after) this.#post(templateCategoryWebhook(this.#business, after, this.#now));
  }

  /** Somebody words it anew in WhatsApp Manager. */
  reword(id: string, body: string): void {
    const after = this.#deps.catalogue.change(id, { body });
    if (after) this.#post(templateComponentsWebhook(this.#business, after, this.#now));
  }

  close(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }

  get #business(): BusinessNumber {
    return this.#deps.business;
  }

  get #now(): number {
    return this.#deps.clock.now().getTime();
  }

  #judge({ id, body, category }: CataloguedTemplate): void {
    if (shortens.test(body))
      this.decide(id, 'REJECTED', {
        reason: 'INVALID_FORMAT',
        recommendation: 'Use the full address of your own domain.',
      });
    else {
      const judged = category === 'UTILITY' && advertises.test(body) ? 'MARKETING' : category;
      this.#deps.catalogue.change(id, { category: judged });
      this.decide(id, 'APPROVED');
    }
  }

  #pause(id: string): void {
    const template = this.#deps.catalogue.byId(id);
    if (template === null) return;
    const hours = pauseHours[template.pauses];
    if (hours === undefined) {
      this.#tell(id, { status: 'DISABLED', pausedUntil: null }, { event: 'DISABLED', title: 'DISABLED' });
      return;
    }
    const pauses = template.pauses + 1;
    const pausedUntil = this.#now + hours * hourMs * this.#deps.timeScale;
    const title = pauses === 1 ? 'FIRST_PAUSE' : 'SECOND_PAUSE';
    this.#tell(id, { status: 'PAUSED', pauses, pausedUntil }, { event: 'PAUSED', title });
    this.#resumeLater({ ...template, pausedUntil });
  }

  #resumeLater({ id, pausedUntil }: CataloguedTemplate): void {
    this.#after(Math.max(0, (pausedUntil ?? 0) - this.#now), () => {
      const template = this.#deps.catalogue.byId(id);
      if (template?.status === 'PAUSED' && (template.pausedUntil ?? 0) <= this.#now) this.unpause(id);
    });
  }

  #tell(id: string, change: Change, news: StatusNews & { event: string }): void {
    const after = this.#deps.catalogue.change(id, change);
    if (after) this.#post(templateStatusWebhook(this.#business, after, news, this.#now));
  }

  #post(body: object): void {
    void this.#deps.webhooks.post(body);
  }

  #after(ms: number, task: () => void): void {
    const cancel = this.#deps.scheduler.after(ms, () => {
      this.#cancels.delete(cancel);
      task();
    });
    this.#cancels.add(cancel);
  }
}
