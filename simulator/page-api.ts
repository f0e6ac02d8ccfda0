import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { contentPolicy } from '../src/shared/content-policy.ts';
import { NotFound, ValidationFailed } from '../src/shared/errors.ts';
import type { Logger } from '../src/shared/logger.ts';
import { chaosSchema, type ChaosSwitches } from './chaos.ts';
import { chatMessageSchema, type ChatMessage, type ChatSummary, type PageState } from './chat-message.ts';
import type { LiveEvents } from './live-events.ts';
import { maxMediaBytes, type MediaShelf } from './media-shelf.ts';
import { isOnPhone, type MessageBook, type StoredMessage } from './message-book.ts';
import type { People, Person } from './people.ts';
import { personActionSchema } from './person-action-schema.ts';
import type { PersonActions } from './person-actions.ts';
import { phoneSchema } from './phone-schema.ts';
import { sameOriginWrites } from './same-origin.ts';
import type { StatusTimeline } from './status-timeline.ts';
import type { TemplateCatalogue } from './template-catalogue.ts';
import { addTemplatePageRoutes } from './template-page-routes.ts';
import type { TemplateReview } from './template-review.ts';
import type { SampleUploads } from './upload-routes.ts';

interface Dependencies {
  business: PageState['business'];
  people: People;
  book: MessageBook;
  shelf: MediaShelf;
  timeline: StatusTimeline;
  actions: PersonActions;
  events: LiveEvents;
  chaos: ChaosSwitches;
  catalogue: TemplateCatalogue;
  review: TemplateReview;
  uploads: SampleUploads;
  logger: Logger;
  summaryOf(person: Person): ChatSummary;
  settled(): Promise<void>;
}

const contactSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  phone: phoneSchema,
  language: z.enum(['tr', 'en', 'ar']).default('tr'),
  label: z.string().max(100).default(''),
});
const switchesSchema = z.strictObject({
  blocked: z.boolean().optional(),
  readReceipts: z.boolean().optional(),
  hidesPhone: z.boolean().optional(),
});
const fileQuery = z.object({
  filename: z.string().min(1).max(240).optional(),
  caption: z.string().min(1).max(1024).optional(),
  replyTo: z.string().min(1).optional(),
});

const pageSize = 60;
/** The browser may show these; everything else is only downloaded, so that no file runs as a page of this origin. */
const shownInline = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/pdf',
  'audio/ogg',
  'audio/mpeg',
  'audio/mp4',
  'video/mp4',
]);

/** What the page reads and does; also useful to tests and scripts (docs/simulator.md). Small JSON, same origin only. */
export const makePageApi = (deps: Dependencies): Router => {
  const router = express.Router();
  router.use(sameOriginWrites);
  router.use((_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });

  router.get('/state', (_request, response) => {
    const state: PageState = {
      business: deps.business,
      chats: deps.people.all().map((person) => deps.summaryOf(person)),
    };
    response.json(state);
  });
  router.get('/events', (request, response) => {
    deps.events.connect(request, response);
  });
  router.get('/media/:id', (request, response) => {
    sendMedia(deps.shelf, request, response);
  });
  chatRoutes(router, deps);
  worldRoutes(router, deps);
  addTemplatePageRoutes(router, deps);

  router.use((_request, response) => {
    response.status(404).json({ code: 'not_found', title: 'No such route.' });
  });
  router.use(pageErrors(deps.logger));
  return router;
};

const json = express.json({ limit: '64kb' });

/** One phone: its messages, and what its person does. */
const chatRoutes = (router: Router, { people, book, timeline, actions }: Dependencies): void => {
  router.get('/chats/:phone/messages', (request, response) => {
    const person = personOf(people, request);
    // `all=1` also shows what never reached the phone; the page does not ask for it, tests do.
    const isAll = request.query['all'] === '1';
    const before = Number(request.query['before'] ?? Number.MAX_SAFE_INTEGER);
    const messages = book
      .ofChat(person.phone)
      .filter((message) => (isAll || isOnPhone(message)) && message.seq < before);
    const page = isAll ? messages : messages.slice(-pageSize);
    response.json({ messages: page.map(viewOf), hasOlder: page.length < messages.length });
  });
  router.post('/chats/:phone/messages', json, async (request, response) => {
    const message = await actions.act(
      personOf(people, request).phone,
      parse(personActionSchema, request.body),
    );
    response.status(201).json({ message: message && viewOf(message) });
  });
  router.post(
    '/chats/:phone/files',
    express.raw({ type: () => true, limit: maxMediaBytes }),
    async (request, response) => {
      const person = personOf(people, request);
      const query = parse(fileQuery, request.query);
      if (!Buffer.isBuffer(request.body) || request.body.length === 0)
        throw new ValidationFailed([{ field: 'body', message: 'is an empty file' }]);
      const message = await actions.sendFile(person.phone, {
        bytes: request.body,
        mimeType: request.get('content-type') ?? 'application/octet-stream',
        filename: query.filename ?? null,
        caption: query.caption ?? null,
        replyTo: query.replyTo ?? null,
      });
      response.status(201).json({ message: message && viewOf(message) });
    },
  );
  router.post('/chats/:phone/seen', (request, response) => {
    timeline.markSeen(personOf(people, request).phone);
    response.status(204).end();
  });
};

/** Who there is, how their phones behave, and what goes wrong on the way. */
const worldRoutes = (router: Router, deps: Dependencies): void => {
  const { people, chaos, settled } = deps;
  router.post('/contacts', json, async (request, response) => {
    const person = people.add(parse(contactSchema, request.body));
    deps.events.send({ type: 'chat', chat: deps.summaryOf(person) });
    await settled();
    response.status(201).json({ chat: deps.summaryOf(person), userId: person.userId });
  });
  router.patch('/contacts/:phone', json, async (request, response) => {
    const wanted = parse(switchesSchema, request.body);
    const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    const person = people.change(personOf(people, request).phone, given);
    await settled();
    response.json(person);
  });
  router
    .route('/chaos')
    .get((_request, response) => {
      response.json(chaos.now);
    })
    .put(json, async (request, response) => {
      chaos.set(parse(chaosSchema, request.body));
      await settled();
      response.json(chaos.now);
    });
};

/** Only what a page may see: nothing of dispatching. */
export const viewOf = (message: StoredMessage): ChatMessage => chatMessageSchema.parse(message);

const personOf = (people: People, request: Request): Person => {
  const person = people.byPhone(String(request.params['phone'] ?? ''));
  if (!person) throw new NotFound('no such contact');
  return person;
};

const parse = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new ValidationFailed(
    read.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
  );
};

/** A browser that shows a picture or a film by itself styles it inline. */
const viewPolicy = contentPolicy({
  defaultSrc: ["'none'"],
  imgSrc: ["'self'"],
  mediaSrc: ["'self'"],
  styleSrc: ["'unsafe-inline'"],
});

const sendMedia = (shelf: MediaShelf, request: Request, response: Response): void => {
  const found = shelf.contentOf(String(request.params['id'] ?? ''));
  if (!found) throw new NotFound('no such file');
  const type = found.media.mimeType.split(';')[0] ?? '';
  const disposition = shownInline.has(type) ? 'inline' : 'attachment';
  const name = encodeURIComponent(found.media.filename ?? found.media.id);
  response.setHeader('content-type', shownInline.has(type) ? type : 'application/octet-stream');
  response.setHeader('content-disposition', `${disposition}; filename*=UTF-8''${name}`);
  response.setHeader('x-content-type-options', 'nosniff');
  viewPolicy(request, response, () => undefined);
  // The bytes behind an id never change.
  response.setHeader('cache-control', 'private, max-age=86400, immutable');
  response.send(found.bytes);
};

const pageErrors =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, _request, response, _next) => {
    if (error instanceof NotFound) response.status(404).json({ code: error.code, title: error.message });
    else if (error instanceof ValidationFailed)
      response.status(400).json({ code: error.code, title: error.message, problems: error.problems });
    else if (
      error instanceof Error &&
      'status' in error &&
      typeof error.status === 'number' &&
      error.status < 500
    )
      response.status(error.status).json({ code: 'bad_request', title: error.message });
    else {
      logger.error({ err: error }, 'the phone page failed');
      response.status(500).json({ code: 'internal', title: 'Something went wrong.' });
    }
  };
