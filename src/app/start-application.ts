import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import { makeSimulator, type Simulator } from '../../simulator/simulator.ts';
import { makeAddressPolicy } from '../callbacks/address-policy.ts';
import { pseudonym } from '../channels/secret-box.ts';
import { loadSecretsKey } from '../channels/load-secrets-key.ts';
import type { Config, WhatsAppCredentials } from '../config/config.ts';
import { contentHash } from '../evidence/content-hash.ts';
import type { ReadinessCheck } from '../http/health-routes.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import { DatabaseClock } from '../storage/database-clock.ts';
import { quietHoursOf } from '../timers/quiet-hours.ts';
import { templateDefinitions } from '../templates/template-definitions.ts';
import { makeCloudApiSender } from '../whatsapp/meta/cloud-api-sender.ts';
import { makeMetaMediaFetcher } from '../whatsapp/meta/fetch-media.ts';
import { classifyPlatformError } from '../whatsapp/meta/classify-error.ts';
import { bootstrap, derivedSecret, simulatorCredentials, type FirstSecrets } from './bootstrap.ts';
import { Directory } from '../channels/directory.ts';
import { drain } from '../http/drain.ts';
import { demoEvent, demoPeople, loadDemo } from './load-demo.ts';
import { makeFileCheckParts } from './make-file-workers.ts';
import { makeRepositories, type Repositories } from './make-repositories.ts';
import { makeSubmitInput } from '../inbox/submit-input.ts';
import { makeLookups } from './lookups.ts';
import { makeWeb } from './make-web.ts';
import { sendTimeoutOf } from './make-deliveries.ts';
import { makeWorkers, type Workers } from './make-workers.ts';
import { openStorage, type Storage } from './open-storage.ts';

export interface Application {
  /** `http://host:port` it listens on; null for ROLE=worker. */
  address: string | null;
  firstSecrets: FirstSecrets;
  repositories: Repositories;
  workers: Workers | null;
  server: Server | null;
  /** Refuse, drain, close (reliability G.5). */
  stop(): Promise<void>;
}

export interface ApplicationOptions {
  config: Config;
  logger: Logger;
  version: string;
  /** Tests: a clock to turn, a database of their own. */
  clock?: Clock;
  databaseName?: string;
}

/** Builds everything and starts it: storage, indexes, workers, HTTP; stopping goes the other way. */
export const startApplication = async (options: ApplicationOptions): Promise<Application> => {
  const { config, logger } = options;
  const secretsKey = await loadSecretsKey(config.secretsKey, config.storage.dataDir);
  const storage = await openStorage(config, secretsKey, options.databaseName);
  const databaseClock = new DatabaseClock(storage.database);
  await databaseClock.start();
  const clock = options.clock ?? databaseClock;
  const directoryOf: { current: Directory | null } = { current: null };
  const repositories = makeRepositories(storage, {
    clock,
    languageOf: (tenantId) => (directoryOf.current as Directory).languageOf(tenantId),
  });
  await storage.models.createIndexes();
  const credentials = config.simulator
    ? simulatorCredentials(config, secretsKey)
    : (config.whatsapp.credentials as WhatsAppCredentials);
  const firstSecrets = await bootstrap({ config, storage, repositories, credentials, secretsKey, clock });
  const directory = new Directory({
    tenants: repositories.tenants,
    channels: repositories.channels,
    quietHours: quietHoursOf(config.tenant.quietHours),
    privacy: { url: config.tenant.privacyUrl, version: config.tenant.privacyNoticeVersion },
    tenantIds: [config.tenant.id],
  });
  directoryOf.current = directory;

  const server = config.role === 'worker' ? null : await listen(config);
  const port = server === null ? config.http.port : (server.address() as AddressInfo).port;
  const graphUrl = config.simulator ? `http://127.0.0.1:${port}/simulator/graph` : config.whatsapp.graphUrl;
  const sender = makeCloudApiSender({
    graphUrl,
    graphVersion: config.whatsapp.graphVersion,
    timeoutMs: sendTimeoutOf(config),
  });
  const workersOf: { current: Workers | null } = { current: null };
  const lookups = makeLookups(repositories, directory);
  const submitInput = makeSubmitInput({
    inbox: repositories.inbox,
    channelOf: lookups.channelOf,
    onStored: (entries) => workersOf.current?.dispatcher.dispatch(entries),
    clock,
  });
  const fileCheck = makeFileCheckParts({
    config,
    repositories,
    submitInput,
    clock,
    logger,
  });
  const fetcher = makeMetaMediaFetcher({
    graphUrl,
    graphVersion: config.whatsapp.graphVersion,
    mediaHosts: config.files.mediaHosts,
    timeoutMs: config.files.mediaTimeoutMs,
    accessOf: async (tenantId, conversationId) => {
      const conversation = await repositories.conversations.find(tenantId, conversationId);
      return conversation === null ? null : directory.accessOf(tenantId, conversation.channelId);
    },
  });
  const callbackPolicy = makeAddressPolicy(config.callbacks.allowedAddresses);
  const workers =
    config.role === 'web'
      ? null
      : makeWorkers({
          config,
          repositories,
          directory,
          lookups,
          submitInput,
          sender,
          classify: classifyPlatformError,
          callbackPolicy,
          fileCheck,
          fetcher,
          scannerVersion: () => fileCheck.scannerVersion(),
          uploadSecret: derivedSecret(secretsKey, 'upload-links'),
          clock,
          logger,
        });
  workersOf.current = workers;
  const simulator =
    config.simulator && server !== null
      ? await startSimulator({ config, credentials, port, storage, repositories, clock, logger })
      : null;
  const isDemo =
    config.demoData && (await loadDemo({ repositories, tenantId: config.tenant.id as TenantId, clock }));
  let stopping = false;
  if (server !== null) {
    const app = makeWeb({
      config,
      version: options.version,
      repositories,
      storage,
      directory,
      credentials,
      callbackPolicy,
      workers,
      fileCheck,
      submitInput,
      extraRouters: simulator === null ? [] : mountSimulator(simulator),
      checks: readinessChecks(storage, databaseClock),
      isStopping: () => stopping,
      deploymentPseudonym: (text) => pseudonym(secretsKey, text),
      clock,
      logger,
    });
    // What a dead process left behind comes before anything new: order of arrival.
    await workers?.dispatcher.sweep(0);
    server.off('request', notYet);
    server.on('request', app);
  }
  workers?.start();
  simulator?.start();
  if (isDemo && config.simulator) await reportDemoEvent({ config, repositories, clock, workers });
  return {
    address: server === null ? null : `http://${config.http.host}:${port}`,
    firstSecrets,
    repositories,
    workers,
    server,
    stop: async () => {
      stopping = true;
      const drained =
        server === null ? Promise.resolve() : drain(server, Math.floor(config.work.shutdownTimeoutMs / 3));
      await simulator?.close();
      await drained;
      await workers?.stop();
      await sender.close();
      await fetcher.close();
      databaseClock.stop();
      await storage.close();
    },
  };
};

/** Who calls while the application is being built comes again: nothing was stored. */
const notYet: RequestListener = (_request, response) => {
  response.writeHead(503, { 'retry-after': '1', connection: 'close' }).end();
};

/** The port is taken before anything is built on it; until the application is attached everybody is told to come again. */
const listen = async (config: Config): Promise<Server> => {
  const server = createServer(notYet);
  server.headersTimeout = 10_000;
  // Above the minute an upload may take (reliability F6.2); bodies of other routes are small.
  server.requestTimeout = 65_000;
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.http.port, config.http.host, resolve);
  });
  return server;
};

const startSimulator = (parts: {
  config: Config;
  credentials: WhatsAppCredentials;
  port: number;
  storage: Storage;
  repositories: Repositories;
  clock: Clock;
  logger: Logger;
}): Promise<Simulator> => {
  const { config, credentials, port, repositories, clock, logger } = parts;
  const origin = `http://127.0.0.1:${port}`;
  return makeSimulator({
    phoneNumberId: credentials.phoneNumberId,
    wabaId: credentials.wabaId,
    accessToken: credentials.accessToken,
    appSecret: credentials.appSecrets[0] ?? '',
    displayName: config.tenant.name,
    displayPhoneNumber: '+90 212 000 00 00',
    webhookUrl: `${origin}/webhooks/whatsapp`,
    graphUrl: `${origin}/simulator/graph`,
    contacts: demoPeople(),
    templates: templateDefinitions().map(({ name, language, body, header, buttons }) => ({
      name,
      language,
      body,
      header: header ?? 'none',
      buttons,
    })),
    store: repositories.simulator,
    clock,
    logger,
  });
};

const mountSimulator = ({ graph, page }: Simulator): Router[] => {
  const router = express.Router();
  router.use('/simulator/graph', graph);
  router.use('/simulator', page);
  return [router];
};

const readinessChecks = (storage: Storage, clock: DatabaseClock): ReadinessCheck[] => {
  // One look, however often somebody asks and however slow the database is; a good answer stays good.
  let indexes: Promise<void> | null = null;
  const checkIndexes = async (): Promise<void> => {
    const missing = await storage.models.missingIndexes();
    if (missing.length > 0) throw new Error(`missing indexes: ${missing.join(', ')}`);
  };
  return [
    { name: 'database', check: () => storage.models.ping() },
    {
      name: 'indexes',
      check: () =>
        (indexes ??= checkIndexes().catch((error: unknown) => {
          indexes = null;
          throw error;
        })),
    },
    {
      name: 'clock',
      check: () =>
        Math.abs(clock.offsetMs) < 2_000 ? Promise.resolve() : Promise.reject(new Error('clock is off')),
    },
  ];
};

/** Accepted once, whatever process reports it how often. */
const reportDemoEvent = async (parts: {
  config: Config;
  repositories: Repositories;
  clock: Clock;
  workers: Workers | null;
}): Promise<void> => {
  const { config, repositories, clock, workers } = parts;
  const tenantId = config.tenant.id as TenantId;
  const envelope = demoEvent(tenantId, clock.now());
  await repositories.events.accept({
    tenantId,
    eventId: envelope.event_id,
    fingerprint: contentHash(envelope),
    envelope,
    receivedAt: clock.now(),
    status: 'accepted',
    reason: null,
  });
  workers?.events.enqueue(tenantId, envelope.event_id, envelope.customer_id ?? null);
};
