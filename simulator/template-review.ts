import type { Clock } from '../src/shared/clock.ts';
import type { Scheduler } from './scheduler.ts';
import type { CataloguedTemplate, TemplateCatalogue } from './template-catalogue.ts';
import type { WebhookQueue } from './webhook-queue.ts';
import { templateStatusWebhook, type BusinessNumber } from './webhook-shapes.ts';

/** Meta takes minutes to a day; a demo should not. */
const reviewMs = 2_000;

interface Dependencies {
  business: BusinessNumber;
  catalogue: TemplateCatalogue;
  webhooks: WebhookQueue;
  scheduler: Scheduler;
  clock: Clock;
  timeScale: number;
}

/** Every template sent in is approved after a short while, and the product is told. */
export class TemplateReview {
  readonly #deps: Dependencies;
  readonly #cancels = new Set<() => void>();

  constructor(deps: Dependencies) {
    this.#deps = deps;
  }

  start(): void {
    for (const template of this.#deps.catalogue.pending()) this.begin(template);
  }

  begin(template: CataloguedTemplate): void {
    const { business, catalogue, webhooks, scheduler, clock, timeScale } = this.#deps;
    const cancel = scheduler.after(reviewMs * timeScale, () => {
      this.#cancels.delete(cancel);
      const approved = catalogue.approve(template.id);
      if (approved) void webhooks.post(templateStatusWebhook(business, approved, clock.now().getTime()));
    });
    this.#cancels.add(cancel);
  }

  close(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }
}
