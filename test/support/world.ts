import type { Server } from 'node:http';
import request from 'supertest';
import { startApplication, type Application } from '../../src/app/start-application.ts';
import type { Config } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import { silentLogger, type Logger } from '../../src/shared/logger.ts';
import { checkDatabase } from './check-documents.ts';
import { freshDatabaseName, testDatabaseUri } from './engine.ts';
import { FakeClock } from './fake-clock.ts';
import { signBytes, signWebhook, testAppSecret } from './meta-webhook.ts';
import { startMockGraph, type MockGraph } from './mock-graph.ts';
import { waitFor } from './wait-for.ts';
import { testSecretsKey } from './secrets-key.ts';

export const testApiKey = 'test-key-0123456789abcdef';
export const phoneNumberId = '410000000000001';

/** The whole product in this process: real storage, real HTTP, a Graph API that records, a clock to turn. */
export interface World {
  application: Application;
  graph: MockGraph;
  clock: FakeClock;
  api: ApiClient;
  /** Posts a signed webhook body as the platform would; answers the status code. */
  webhook(body: unknown): Promise<number>;
  /** The same for bytes as they are. */
  webhookBytes(rawBody: Buffer): Promise<number>;
  /** Runs every sweep until nothing is left to do. */
  settle(): Promise<void>;
  /** Turns the clock and lets what is due happen. */
  turn(milliseconds: number): Promise<void>;
  /** Fails when a document in the database is not as its schema says. */
  close(): Promise<void>;
}

export interface ApiClient {
  get(path: string): request.Test;
  post(path: string, body?: object): request.Test;
  put(path: string, body: object): request.Test;
  patch(path: string, body: object): request.Test;
  remove(path: string): request.Test;
}

export interface WorldOptions {
  /** With the customers of the demo; they are a third of the time of a start, so only where they are talked of. */
  demo?: boolean;
  env?: Record<string, string>;
  /** Instant the world begins; default: the day of the fixtures, ten in the morning in Istanbul. */
  now?: string;
  databaseName?: string;
  graph?: MockGraph;
  /** Silent without one. */
  logger?: Logger;
}

const worldConfig = (graphUrl: string, { demo = false, env = {} }: WorldOptions): Config =>
  parseConfig({
    PORT: '0',
    MONGODB_URI: testDatabaseUri(),
    // An outside engine that several files share may be busy for half a minute: that is no fault of what is tested.
    ...(process.env['MONGODB_TEST_URI'] === undefined ? {} : { DATABASE_TIMEOUT_MS: '60000' }),
    SECRETS_KEY: testSecretsKey,
    API_KEY: testApiKey,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    WHATSAPP_WABA_ID: '301122334455667',
    WHATSAPP_ACCESS_TOKEN: 'EAAtest',
    WHATSAPP_APP_SECRET: testAppSecret,
    WHATSAPP_VERIFY_TOKEN: 'verify-me',
    WHATSAPP_GRAPH_URL: graphUrl,
    DEMO_DATA: demo ? 'on' : 'off',
    // As in the demo: most tests are not about the hour.
    QUIET_HOURS: 'off',
    OPEN_PAGES: 'metrics,reference',
    CALLBACK_ALLOWED_ADDRESSES: '127.0.0.0/8',
    RECIPIENT_INTERVAL_MS: '1',
    RECIPIENT_BURST: '1000',
    NUMBER_RATE_PER_SECOND: '1000',
    POLL_INTERVAL_MS: '500',
    // Nothing is asked of the platform that a test does not ask for.
    TEMPLATES_READ_MS: '0',
    // Most tests are about what comes after it.
    PRIVACY_NOTICE_VERSION: 'off',
    ...env,
  });

export const startWorld = async (options: WorldOptions = {}): Promise<World> => {
  const graph = options.graph ?? (await startMockGraph());
  const clock = new FakeClock(options.now ?? '2026-11-23T07:00:00.000Z');
  const databaseName = options.databaseName ?? freshDatabaseName();
  const application = await startApplication({
    config: worldConfig(graph.url, options),
    logger: options.logger ?? silentLogger,
    version: '0.0.0',
    clock,
    databaseName,
  }).catch(async (error: unknown) => {
    // An open server would keep the test run from ending.
    if (options.graph === undefined) await graph.close();
    throw error;
  });
  const server = application.server as Server;
  const settle = async (): Promise<void> => {
    const { workers } = application;
    if (workers === null) return;
    // A round that finds nothing and leaves nothing to be waited for is the last: nobody is left who could have added something.
    for (let isAtRest = false; !isAtRest;) {
      await workers.idle();
      const found =
        (await workers.dates.sweep()) +
        (await workers.runs.sweep()) +
        (await workers.imports.sweep()) +
        (await workers.events.sweep()) +
        (await workers.dispatcher.sweep()) +
        (await workers.conversations.sweep()) +
        (await workers.deliveries.sweep()) +
        (await workers.templates.sweep()) +
        (await workers.files.sweep());
      isAtRest = !(await workers.idle()) && found === 0;
    }
  };
  const post = async (rawBody: Buffer): Promise<number> => {
    const answer = await request(server)
      .post('/webhooks/whatsapp')
      .set({ 'x-hub-signature-256': signBytes(rawBody), 'Content-Type': 'application/json' })
      .serialize((value) => value as string)
      .send(rawBody as unknown as string);
    return answer.status;
  };
  return {
    application,
    graph,
    clock,
    api: {
      get: (path) => request(server).get(path).set('Authorization', `Bearer ${testApiKey}`),
      post: (path, body = {}) =>
        request(server).post(path).set('Authorization', `Bearer ${testApiKey}`).send(body),
      put: (path, body) => request(server).put(path).set('Authorization', `Bearer ${testApiKey}`).send(body),
      patch: (path, body) =>
        request(server).patch(path).set('Authorization', `Bearer ${testApiKey}`).send(body),
      remove: (path) => request(server).delete(path).set('Authorization', `Bearer ${testApiKey}`),
    },
    webhook: (body) => post(signWebhook(body).rawBody),
    webhookBytes: post,
    settle,
    turn: async (milliseconds) => {
      clock.turn(milliseconds);
      await settle();
    },
    close: async () => {
      await application.stop();
      if (options.graph === undefined) await graph.close();
      await checkDatabase(testDatabaseUri(), databaseName);
    },
  };
};

export { waitFor };
