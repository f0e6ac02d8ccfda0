import type { Router } from 'express';
import { ChaosSwitches } from './chaos.ts';
import type { ChatSummary } from './chat-message.ts';
import { makeFetchLink } from './fetch-link.ts';
import { makeGraphRouter } from './graph-router.ts';
import { Journal } from './journal.ts';
import { LiveEvents } from './live-events.ts';
import { MediaShelf } from './media-shelf.ts';
import { isOnPhone, isUnread, MessageBook, type StoredMessage } from './message-book.ts';
import { makePageApi, viewOf } from './page-api.ts';
import { makePageRouter } from './page-router.ts';
import { People, waIdOf, type Person } from './people.ts';
import { PersonActions } from './person-actions.ts';
import { timerScheduler, type Scheduler } from './scheduler.ts';
import { makeSendMessage } from './send-message.ts';
import type { SimulatorOptions, StatusDelays } from './simulator-options.ts';
import { StatusTimeline } from './status-timeline.ts';
import { TemplateCatalogue } from './template-catalogue.ts';
import { TemplateReview } from './template-review.ts';
import { SampleUploads } from './upload-routes.ts';
import { TypingSigns } from './typing-signs.ts';
import { WebhookQueue } from './webhook-queue.ts';
import type { BusinessNumber } from './webhook-shapes.ts';

/** Short enough to feel live, long enough to see the steps. */
const usualDelays: StatusDelays = { sent: 60, delivered: 250, read: 150 };

export interface Simulator {
  /** Mounted at `/simulator/graph`, before the page. */
  graph: Router;
  /** Mounted at `/simulator`. */
  page: Router;
  /** Begins to deliver webhooks and statuses; call it when the product listens. */
  start(): void;
  /** Stores everything and stops. What was pending goes on after the next start. */
  close(): Promise<void>;
}

/** A stand-in for WhatsApp: its Graph API, its webhooks, and the phones of the simulated people. */
export async function makeSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { scheduler = timerScheduler } = options;
  const shelves = makeShelves(options, scheduler);
  const screens = makeScreens(shelves, scheduler, options.timeScale ?? 1);
  const traffic = makeTraffic(options, scheduler, { ...shelves, ...screens });
  const parts = { ...shelves, ...screens, ...traffic };
  await restore(options, parts);

  const { clock, logger } = options;
  const { journal, timeline, review, webhooks, typing, events } = parts;
  const settled = (): Promise<void> => journal.settled();
  const business = businessOf(options);
  const graphUrl = options.graphUrl ?? null;
  const actions = new PersonActions({ ...parts, business, clock, graphUrl });
  const sendMessage = makeSendMessage({
    ...parts,
    ownPhone: `+${waIdOf(options.displayPhoneNumber)}`,
    clock,
  });
  const api = makePageApi({
    ...parts,
    business: { name: options.displayName, phone: options.displayPhoneNumber },
    actions,
    logger,
    settled,
  });
  return {
    graph: makeGraphRouter({ ...parts, options, clock, logger, settled, sendMessage }),
    page: makePageRouter(api, options.pageFolder),
    start: () => {
      webhooks.start();
      timeline.start();
      review.start();
    },
    close: async () => {
      timeline.close();
      review.close();
      typing.close();
      events.close();
      await webhooks.close();
      await journal.close();
    },
  };
}

const businessOf = (options: SimulatorOptions): BusinessNumber => ({
  wabaId: options.wabaId,
  phoneNumberId: options.phoneNumberId,
  displayPhoneNumber: options.displayPhoneNumber,
});

type Shelves = ReturnType<typeof makeShelves>;
type Screens = ReturnType<typeof makeScreens>;
type Traffic = ReturnType<typeof makeTraffic>;

/** What is kept besides messages, and where all of it is written. */
const makeShelves = (options: SimulatorOptions, scheduler: Scheduler) => {
  const journal = new Journal(options.store, scheduler, options.logger);
  return {
    journal,
    chaos: new ChaosSwitches((switches) => {
      journal.put('chaos', 'chaos', switches);
    }),
    people: new People(journal, options.wabaId),
    shelf: new MediaShelf(journal, options.clock, options.appSecret),
    catalogue: new TemplateCatalogue(journal, options.templates),
    uploads: new SampleUploads(journal),
  };
};

/** What the phones show: messages, who is typing, and whoever watches the page hears of each change. */
const makeScreens = ({ journal, people }: Shelves, scheduler: Scheduler, timeScale: number) => {
  const events = new LiveEvents(scheduler);
  const summaryOf = (person: Person): ChatSummary => {
    const last = book.lastOnPhone(person.phone);
    return {
      phone: person.phone,
      name: person.name,
      label: person.label,
      language: person.language,
      unread: book.ofChat(person.phone).filter(isUnread).length,
      typing: typing.isTyping(person.phone),
      last: last && viewOf(last),
    };
  };
  const announce = (message: StoredMessage): void => {
    const person = events.isWatched ? people.byPhone(message.phone) : null;
    if (person && isOnPhone(message))
      events.send({ type: 'message', message: viewOf(message), chat: summaryOf(person) });
  };
  const book = new MessageBook(journal, announce);
  const typing = new TypingSigns(scheduler, timeScale, (phone) => {
    const person = people.byPhone(phone);
    if (person) events.send({ type: 'chat', chat: summaryOf(person) });
  });
  return { events, book, typing, summaryOf };
};

/** What goes on by itself: webhooks to the product, statuses of its messages, reviews of its templates. */
const makeTraffic = (options: SimulatorOptions, scheduler: Scheduler, parts: Shelves & Screens) => {
  const { clock, logger, timeScale = 1 } = options;
  const { journal, chaos, book, shelf } = parts;
  const business = businessOf(options);
  const webhooks = new WebhookQueue({
    url: options.webhookUrl,
    appSecret: options.appSecret,
    timeoutMs: options.webhookTimeoutMs ?? 10_000,
    timeScale,
    clock,
    scheduler,
    journal,
    chaos,
    logger,
    // The second tick: the business has the message. A blue one stays blue.
    onDelivered: (id) => {
      if (book.get(id)?.status === 'sent') book.change(id, { status: 'delivered' });
    },
  });
  const timeline = new StatusTimeline({
    ...parts,
    business,
    webhooks,
    clock,
    scheduler,
    delays: { ...usualDelays, ...options.statusDelaysMs },
    timeScale,
    fetchLink: makeFetchLink(shelf, scheduler),
  });
  const { catalogue } = parts;
  const review = new TemplateReview({ business, catalogue, webhooks, scheduler, clock, chaos, timeScale });
  return { webhooks, timeline, review };
};

/** Everything as it was before the last stop; people of the options who are not known yet join. */
const restore = async (
  { contacts }: SimulatorOptions,
  { journal, people, chaos, book, shelf, catalogue, uploads, webhooks }: Shelves & Screens & Traffic,
): Promise<void> => {
  const stored = await journal.load();
  const bodiesOf = (kind: string): unknown[] =>
    stored.filter((item) => item.kind === kind).map(({ body }) => body);
  for (const body of bodiesOf('person')) people.restore(body);
  for (const contact of contacts) people.add(contact);
  for (const body of bodiesOf('chaos')) chaos.restore(body);
  book.restore(bodiesOf('message'));
  shelf.restore(bodiesOf('media'), bodiesOf('media-part'));
  catalogue.restore(bodiesOf('template'));
  uploads.restore(bodiesOf('upload'));
  webhooks.restore(bodiesOf('webhook'));
};
