import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeAddressPolicy } from '../callbacks/address-policy.ts';
import { pseudonym } from '../channels/secret-box.ts';
import type { Config } from '../config/config.ts';
import { contentHash } from '../evidence/content-hash.ts';
import { drain } from '../http/drain.ts';
import { makeSubmitInput } from '../inbox/submit-input.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import { RuleBook } from '../triggers/rules/rule-book.ts';
import { Shadows } from '../triggers/rules/shadows.ts';
import { makeNumberReader } from '../whatsapp/meta/number-reader.ts';
import { makeSetupInquiry } from '../whatsapp/meta/setup-inquiry.ts';
import { makeMetaTemplateAccount } from '../whatsapp/meta/meta-template-account.ts';
import { makeCloudApiSender } from '../whatsapp/meta/cloud-api-sender.ts';
import { HeldTemplates } from '../delivery/held-templates.ts';
import { classifyPlatformError } from '../whatsapp/meta/classify-error.ts';
import { makeMetaMediaFetcher } from '../whatsapp/meta/fetch-media.ts';
import { derivedSecret, type FirstSecrets } from './bootstrap.ts';
import { demoEvent, loadDemo } from './load-demo.ts';
import { makeLookups } from './lookups.ts';
import { makeChanges, type Changes } from './make-changes.ts';
import { sendTimeoutOf } from './make-deliveries.ts';
import { makeFileCheckParts } from './make-file-workers.ts';
import type { Repositories } from './make-repositories.ts';
import { makeTemplates } from './make-templates.ts';
import { makeWeb, type WebParts } from './make-web.ts';
import { makeWorkers, type Workers } from './make-workers.ts';
import { prepareStores, type Stores } from './prepare-stores.ts';
import { readinessChecks } from './readiness-checks.ts';
import { mountSimulator, startSimulator } from './start-simulator.ts';

export interface Application {
  /** `http://host:port` it listens on; null for ROLE=worker. */
  address: string | null;
  firstSecrets: FirstSecrets;
  repositories: Repositories;
  workers: Workers | null;
  server: Server | null;
  changes: Changes;
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
  const stores = await prepareStores(options);
  const server = config.role === 'worker' ? null : await listen(config);
  // A server that listens on TCP has an address of this kind.
  const port = server === null ? config.http.port : (server.address() as AddressInfo).port;
  const changes = makeChanges(stores.repositories, { clock: stores.clock, logger });
  await changes.start();
  const platform = makePlatform({ config, port }, stores);
  const work = makeWork({ config, logger, platform }, stores);
  const { workers } = work;
  const simulator =
    config.simulator && server !== null ? await startSimulator({ config, logger, port }, stores) : null;
  const { storage, repositories, clock, firstSecrets } = stores;
  const isDemo =
    config.demoData && (await loadDemo({ repositories, tenantId: config.tenant.id as TenantId, clock }));
  let stopping = false;
  await workers?.learnReach();
  if (server !== null) {
    const app = makeWeb({
      ...options,
      ...stores,
      ...work,
      clock,
      changeFeed: changes.feed,
      setup: { inquiry: platform.setupInquiry, port },
      extraRouters: simulator === null ? [] : mountSimulator(simulator, config.http.publicUrl),
      checks: readinessChecks(storage, stores.databaseClock),
      isStopping: () => stopping,
      letterSecret: letterSecretOf(stores.secretsKey),
      deploymentPseudonym: (text) => pseudonym(stores.secretsKey, text),
    });
    // What a dead process left behind comes before anything new: order of arrival.
    await workers?.dispatcher.sweep(0);
    server.off('request', notYet);
    server.on('request', app);
  }
  workers?.start();
  simulator?.start();
  if (isDemo && config.simulator) await reportDemoEvent(config, stores, workers);
  return {
    address: server === null ? null : `http://${config.http.host}:${port}`,
    firstSecrets,
    repositories,
    workers,
    server,
    changes,
    stop: async () => {
      stopping = true;
      // Before the draining, which would wait for them.
      changes.endStreams();
      const drained =
        server === null ? Promise.resolve() : drain(server, Math.floor(config.work.shutdownTimeoutMs / 3));
      await simulator?.close();
      await drained;
      await workers?.stop();
      await changes.stop();
      await platform.sender.close();
      await platform.fetcher.close();
      await platform.templateAccount.close();
      await platform.numbers.close();
      await platform.setupInquiry.close();
      stores.databaseClock.stop();
      await storage.close();
    },
  };
};

const letterSecretOf = (secretsKey: Buffer): Buffer => derivedSecret(secretsKey, 'letters');

type Platform = ReturnType<typeof makePlatform>;

/** How messages leave and files come in: the platform, or the stand-in on our own port. */
const makePlatform = (
  { config, port }: { config: Config; port: number },
  { repositories, directory }: Stores,
) => {
  const graphUrl = config.simulator ? `http://127.0.0.1:${port}/simulator/graph` : config.whatsapp.graphUrl;
  const { graphVersion, appId } = config.whatsapp;
  return {
    sender: makeCloudApiSender({ graphUrl, graphVersion, timeoutMs: sendTimeoutOf(config) }),
    templateAccount: makeMetaTemplateAccount({ graphUrl, graphVersion, appId }),
    numbers: makeNumberReader({ graphUrl, graphVersion }),
    setupInquiry: makeSetupInquiry({ graphUrl, graphVersion }),
    fetcher: makeMetaMediaFetcher({
      graphUrl,
      graphVersion,
      mediaHosts: config.files.mediaHosts,
      timeoutMs: config.files.mediaTimeoutMs,
      accessOf: async (tenantId, conversationId) => {
        const conversation = await repositories.conversations.find(tenantId, conversationId);
        return conversation === null ? null : directory.accessOf(tenantId, conversation.channelId);
      },
    }),
  };
};

/** What works, and what the HTTP side shares with it. No workers in a process that only stores (ROLE=web). */
const makeWork = (
  { config, logger, platform }: { config: Config; logger: Logger; platform: Platform },
  { repositories, directory, units, agreements, templateBook, secretsKey, clock }: Stores,
): Pick<
  WebParts,
  'workers' | 'submitInput' | 'fileCheck' | 'callbackPolicy' | 'ruleBook' | 'shadows' | 'templates'
> => {
  const workersOf: { current: Workers | null } = { current: null };
  const lookups = makeLookups(repositories, directory);
  const submitInput = makeSubmitInput({
    inbox: repositories.inbox,
    channelOf: lookups.channelOf,
    onStored: (entries) => workersOf.current?.dispatcher.dispatch(entries),
    clock,
  });
  const fileCheck = makeFileCheckParts({ config, repositories, submitInput, clock, logger });
  const callbackPolicy = makeAddressPolicy(config.callbacks.allowedAddresses);
  const { rules, customTypes } = repositories;
  const ruleBook = new RuleBook({ rules, customTypes, clock, refreshMs: config.work.rulesRefreshMs });
  const shadows = new Shadows({
    ...{ shadows: repositories.shadows, rules, ruleBook, customTypes, units, tenants: directory },
    ...{ requests: repositories.requestStore, tallies: repositories.ruleTallies, tally: repositories.tally },
    samples: repositories.events,
    isStopped: (tenantId, contactRef) => repositories.customers.isStopped(tenantId, contactRef),
    ...{ logger, clock, monotonic: () => performance.now(), refreshMs: config.work.rulesRefreshMs },
  });
  const heldTemplates = new HeldTemplates();
  const templates = makeTemplates({
    ...{ config, repositories, lookups, templateBook, heldTemplates, clock, logger },
    templateAccount: platform.templateAccount,
  });
  if (config.role !== 'web')
    workersOf.current = makeWorkers({
      config,
      repositories,
      directory,
      units,
      agreements,
      lookups,
      submitInput,
      ...{ ...platform, uploader: platform.sender, readLimit: platform.numbers.readLimit },
      ...{ templates, heldTemplates },
      templateBook,
      classify: classifyPlatformError,
      callbackPolicy,
      fileCheck,
      ruleBook,
      shadows,
      scannerVersion: () => fileCheck.scannerVersion(),
      uploadSecret: derivedSecret(secretsKey, 'upload-links'),
      letterSecret: letterSecretOf(secretsKey),
      clock,
      logger,
    });
  return { workers: workersOf.current, submitInput, fileCheck, callbackPolicy, ruleBook, shadows, templates };
};

/** Who calls while the application is being built comes again: nothing was stored. */
const notYet: RequestListener = (_request, response) => {
  response.writeHead(503, { 'retry-after': '1', connection: 'close' }).end();
};

/** The port is taken before anything is built on it; until the application is attached everybody is told to come again. */
const listen = async (config: Config): Promise<Server> => {
  // Looked at often: whoever sends headers or a body slowly is to go at the limit, not half a minute later.
  const server = createServer({ connectionsCheckingInterval: 2_000 }, notYet);
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

/** Accepted once, whatever process reports it how often. */
const reportDemoEvent = async (
  config: Config,
  { repositories, clock }: Stores,
  workers: Workers | null,
): Promise<void> => {
  const tenantId = config.tenant.id as TenantId;
  const envelope = demoEvent(tenantId, config.tenant.timeZone, clock.now());
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
