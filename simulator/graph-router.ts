import express, { type Request, type Router } from 'express';
import type { Clock } from '../src/shared/clock.ts';
import type { Logger } from '../src/shared/logger.ts';
import type { ChaosSwitches } from './chaos.ts';
import { graphErrors, requireToken, unknownObject } from './graph-answers.ts';
import { addMediaRoutes } from './media-routes.ts';
import type { MediaShelf } from './media-shelf.ts';
import type { MessageBook } from './message-book.ts';
import { GraphRefusal } from './platform-errors.ts';
import { readSendRequest } from './read-send-request.ts';
import type { ReadReceipt, SendRequest } from './send-schemas.ts';
import type { SimulatorOptions } from './simulator-options.ts';
import type { TemplateCatalogue } from './template-catalogue.ts';
import type { TemplateReview } from './template-review.ts';
import { addTemplateRoutes } from './template-routes.ts';
import { describeToken } from './token-route.ts';
import { addUploadRoutes, appId, type SampleUploads } from './upload-routes.ts';
import type { TypingSigns } from './typing-signs.ts';

interface Dependencies {
  options: SimulatorOptions;
  book: MessageBook;
  shelf: MediaShelf;
  catalogue: TemplateCatalogue;
  review: TemplateReview;
  uploads: SampleUploads;
  clock: Clock;
  typing: TypingSigns;
  chaos: ChaosSwitches;
  logger: Logger;
  settled(): Promise<void>;
  sendMessage(request: SendRequest): Promise<object>;
}

/** Any version of the API, or none: Meta serves an old one by the oldest that lives. */
const versions = /^\/v\d+\.\d+(?=\/)/;

/** The part of graph.facebook.com that the product calls. */
export const makeGraphRouter = (deps: Dependencies): Router => {
  const router = express.Router();
  const { options } = deps;
  const { phoneNumberId } = options;
  router.use((request, _response, next) => {
    request.url = request.url.replace(versions, '');
    next();
  });
  router.use((_request, response, next) => {
    // The platform's clock is the one its messages go by.
    response.set('Date', deps.clock.now().toUTCString());
    next();
  });
  // Before the token is asked for: an app asks by its secret.
  router.get('/debug_token', describeToken(options));
  router.use(requireToken(options.accessToken));

  router.post('/:id/messages', express.json({ limit: '3mb' }), async (request, response) => {
    checkOwn(request, phoneNumberId);
    const call = readSendRequest(request.body);
    if (call.kind === 'receipt') {
      takeReceipt(deps, call.receipt);
      response.json({ success: true });
      return;
    }
    const answer = await deps.sendMessage(call.request);
    // Accepted, and the caller will never know: the connection breaks.
    if (deps.chaos.takeLostAnswer()) request.socket.destroy();
    else response.json(answer);
  });
  // Templates first: their ids look like ids of media.
  addTemplateRoutes(router, deps);
  addUploadRoutes(router, deps);
  addMediaRoutes(router, deps);

  router.get(`/${phoneNumberId}`, (request, response) => {
    response.json(pick(numberFields(options), request.query['fields'], phoneNumberId));
  });
  router.get(`/${options.wabaId}`, (request, response) => {
    const fields = {
      name: options.displayName,
      currency: 'TRY',
      timezone_id: '134',
      message_template_namespace: 'simulator',
    };
    response.json(pick(fields, request.query['fields'], options.wabaId));
  });
  router.get(`/${options.wabaId}/phone_numbers`, (_request, response) => {
    response.json({ data: [{ ...numberFields(options), id: phoneNumberId }] });
  });
  router
    .route(`/${options.wabaId}/subscribed_apps`)
    .get((_request, response) => {
      response.json({ data: [{ whatsapp_business_api_data: { id: appId, name: 'Simulator' } }] });
    })
    .post((_request, response) => {
      response.json({ success: true });
    });
  router.use((request) => {
    throw unknownObject(request.path.split('/')[1] ?? '');
  });
  router.use(graphErrors(deps.logger));
  return router;
};

const checkOwn = (request: Request<{ id: string }>, phoneNumberId: string): void => {
  if (request.params.id !== phoneNumberId) throw unknownObject(request.params.id);
};

/** Blue ticks for this message and all earlier ones of the chat, and "typing…" when asked. */
const takeReceipt = (deps: Dependencies, receipt: ReadReceipt): void => {
  const message = deps.book.get(receipt.message_id);
  if (message?.from !== 'person') throw new GraphRefusal(131009, 'message_id is not an inbound message.');
  for (const earlier of deps.book.ofChat(message.phone))
    if (earlier.from === 'person' && earlier.seq <= message.seq && earlier.status !== 'read')
      deps.book.change(earlier.id, { status: 'read' });
  if (receipt.typing_indicator) deps.typing.show(message.phone);
};

const numberFields = (options: SimulatorOptions): Record<string, unknown> => ({
  verified_name: options.displayName,
  code_verification_status: 'VERIFIED',
  display_phone_number: options.displayPhoneNumber,
  quality_rating: 'GREEN',
  platform_type: 'CLOUD_API',
  throughput: { level: 'STANDARD' },
  status: 'CONNECTED',
  name_status: 'APPROVED',
  account_mode: 'LIVE',
  webhook_configuration: { application: options.webhookUrl },
  whatsapp_business_manager_messaging_limit: 'TIER_2K',
});

/** `?fields=a,b` limits the answer; the id always comes. */
const pick = (all: Record<string, unknown>, fields: unknown, id: string): object => {
  const wanted =
    typeof fields === 'string' ? fields.split(',').map((field) => field.trim()) : Object.keys(all);
  return { ...Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name))), id };
};
