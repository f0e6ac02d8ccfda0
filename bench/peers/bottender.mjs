// Bottender behind the same webhook. Its WhatsApp channel speaks Twilio's format, so a connector of ours reads the Cloud API's:
// signature, messages, session by sender, and one text back. Everything else is Bottender's own, with its defaults (sessions in
// memory, the 200 before the handler has ended).
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createRequire } from 'node:module';
import { makeFloorCall } from '../floor-call.mjs';

// Not installed with the product; both are CommonJS.
const load = createRequire(import.meta.url);
const { Bot, Context } = load('bottender');
const { createServer } = load('@bottender/express');

const send = makeFloorCall(process.env.GRAPH_URL);

class CloudApiEvent {
  constructor(rawEvent) {
    this.rawEvent = rawEvent;
  }

  get isText() {
    return this.rawEvent.type === 'text';
  }

  get text() {
    return this.rawEvent.text?.body ?? null;
  }
}

class CloudApiContext extends Context {
  get platform() {
    return 'cloud-api';
  }

  sendText(text) {
    return this.client.sendText(this.event.rawEvent.from, text);
  }
}

const isSigned = (body, header) => {
  const wanted = Buffer.from(
    `sha256=${createHmac('sha256', process.env.APP_SECRET).update(body).digest('hex')}`,
  );
  const given = Buffer.from(header ?? '');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

class CloudApiConnector {
  platform = 'cloud-api';
  client = { sendText: (from) => send([{ from }]) };

  preprocess({ method, headers, rawBody }) {
    if (method !== 'POST' || isSigned(rawBody, headers['x-hub-signature-256'])) return { shouldNext: true };
    return { shouldNext: false, response: { status: 401, body: 'Unauthorized' } };
  }

  mapRequestToEvents(body) {
    return body.entry.flatMap(({ changes }) =>
      changes.flatMap(({ value }) => (value.messages ?? []).map((message) => new CloudApiEvent(message))),
    );
  }

  getUniqueSessionKey(event) {
    return event.rawEvent.from;
  }

  updateSession(session, event) {
    session.user = { id: event.rawEvent.from, _updatedAt: new Date().toISOString() };
  }

  createContext(params) {
    return new CloudApiContext({ ...params, client: this.client });
  }
}

const bot = new Bot({ connector: new CloudApiConnector() });
bot.setInitialState({ messages: 0 });
bot.onEvent(async (context) => {
  context.setState({ messages: context.state.messages + 1 });
  if (context.event.isText) await context.sendText('Merhaba');
});

const server = createServer(bot, { path: '/webhooks/whatsapp' });
server.get('/readyz', (_request, response) => response.sendStatus(200));
server.listen(Number(process.env.PORT), '127.0.0.1').keepAliveTimeout = 65_000;
