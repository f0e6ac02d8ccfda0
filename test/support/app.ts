import { createHmac } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { Registry } from 'prom-client';
import { apiRoutes, type ApiPorts } from '../../src/api/api-routes.ts';
import { makeAuthenticate } from '../../src/api/authenticate.ts';
import type { AnyRoute } from '../../src/api/define-route.ts';
import { eventLane } from '../../src/api/event-lane.ts';
import { issueApiKey } from '../../src/api/issue-api-key.ts';
import { KeyRates } from '../../src/api/key-rates.ts';
import { makeApiRouter } from '../../src/api/make-api-router.ts';
import { openapiDocument } from '../../src/api/openapi-document.ts';
import { WrongKeys } from '../../src/api/wrong-keys.ts';
import { makeGate } from '../../src/http/admission.ts';
import { BodyIntake, type IntakeLimits } from '../../src/http/body-intake.ts';
import { makeHttpMetrics } from '../../src/http/http-metrics.ts';
import { makeApp, type AppParts } from '../../src/http/make-app.ts';
import { makeTakeWebhook, type TakeWebhookParts } from '../../src/http/take-webhook.ts';
import { webhookLane } from '../../src/http/webhook-lane.ts';
import { webhookRoutes } from '../../src/http/webhook-routes.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { TenantId } from '../../src/shared/ids.ts';
import { fakePorts } from './app-ports.ts';
import { callBucketsOf } from './call-buckets.ts';
import { startOfTests, tenantA } from './builders-api.ts';
import { nothingHeld, type Held } from './held.ts';
import { staffSessionsOf } from './staff-accounts.ts';
import { ownOrigin } from '../../src/http/own-origin.ts';
import type { Scope } from '../../src/staff/permissions.ts';

const appSecret = 'test-app-secret';

export const sign = (body: string | Buffer, secret = appSecret): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

export interface TestApp {
  app: RequestListener;
  /** The same without the lanes of webhook and events in front of it. */
  express: RequestListener;
  held: Held;
  routes: readonly AnyRoute[];
  registry: Registry;
  /** Raw bodies that the webhook handed over. */
  accepted: Buffer[];
  /** A key of this tenant with these scopes, as the Authorization header's value. */
  bearer(scopes?: readonly Scope[], tenantId?: TenantId): string;
}

/** A strict check as the platform's signature rules want it; the tests of the real one are beside it. */
const verifySignature = (raw: Buffer, values: readonly string[]): boolean =>
  values.length === 1 && values[0] === sign(raw);

/** The web side as the product puts it together, over fakes. */
export const makeTestApp = (
  changes: {
    ports?: (ports: ApiPorts) => ApiPorts;
    parts?: Partial<AppParts>;
    webhook?: Partial<TakeWebhookParts & { verifyToken: string | null }>;
    maxInflightApi?: number;
    maxInflightEvents?: number;
    maxStreams?: number;
    maxInflightPdfs?: number;
    /** Of a key without a pace of its own; left out: more than any test makes. */
    callsPerMinute?: number;
    /** Of the webhook's bodies and of the API's. */
    intake?: Partial<IntakeLimits>;
    /** Makes the OpenAPI document, which takes a while: only for tests that read it. */
    reference?: boolean;
  } = {},
): TestApp => {
  const logger = changes.parts?.logger ?? silentLogger;
  const held = nothingHeld();
  const base = fakePorts(held);
  const ports = changes.ports?.(base) ?? base;
  const registry = new Registry();
  const metrics = makeHttpMetrics(registry);
  const routes = apiRoutes(ports);
  const accepted: Buffer[] = [];
  const path = '/webhooks/whatsapp';
  const { verifyToken = 'verify-me', ...webhook } = changes.webhook ?? {};
  const limits = { maxBytes: 64_000_000, maxBodies: 2_000, timeoutMs: 10_000, ...changes.intake };
  const takeWebhook = makeTakeWebhook({
    path,
    signatureHeader: 'x-hub-signature-256',
    verifySignature,
    acceptWebhook: async (raw) => {
      accepted.push(raw);
    },
    maxInflight: 200,
    intake: new BodyIntake(limits),
    trustedProxyHops: 0,
    ackTimeoutMs: 4000,
    metrics,
    ...webhook,
  });
  const webhooks = webhookRoutes({ path, verifyToken, takeWebhook });
  const staffSessions = staffSessionsOf(held, ports.clock);
  const requireOwnOrigin = ownOrigin('http://localhost:3000');
  const authenticate = makeAuthenticate({
    ...ports,
    sessions: staffSessions,
    requireOwnOrigin,
    isServed: () => true,
    wrongKeys: new WrongKeys(logger),
    keyRates: new KeyRates({
      buckets: callBucketsOf(ports.clock),
      clock: ports.clock,
      callsPerMinute: changes.callsPerMinute ?? 10_000_000,
    }),
    trustedProxyHops: 0,
  });
  const eventGate = makeGate('events', changes.maxInflightEvents ?? 200, metrics);
  const intake = new BodyIntake(limits);
  const api = makeApiRouter({
    routes,
    authenticate,
    requireOwnOrigin,
    isProofFresh: (session) => staffSessions.isProofFresh(session),
    trustedProxyHops: 0,
    units: ports.units,
    metrics,
    eventGate,
    maxInflightApi: changes.maxInflightApi ?? 50,
    maxStreams: changes.maxStreams ?? 50,
    maxInflightPdfs: changes.maxInflightPdfs ?? 2,
    intake,
  });
  const express = makeApp({
    logger,
    registry,
    metrics,
    checks: [],
    healthTimeoutMs: 1000,
    isStopping: () => false,
    trustedProxyHops: 0,
    openapi: changes.reference
      ? () => openapiDocument(routes, { version: '0.0.0', publicUrl: 'http://localhost:3000' })
      : null,
    routers: [webhooks, api],
    ...changes.parts,
  });
  const bearer: TestApp['bearer'] = (scopes = ['*'], tenantId = tenantA) => {
    const { key, record } = issueApiKey({
      tenantId,
      name: 'test',
      scopes,
      expiresAt: null,
      now: startOfTests,
    });
    held.keys.push(record);
    return `Bearer ${key}`;
  };
  const events = eventLane(
    { routes, authenticate, units: ports.units, gate: eventGate, intake, logger, metrics },
    express,
  );
  const app = webhookLane({ path, takeWebhook, logger, metrics }, events);
  return { app, express, held, routes, registry, accepted, bearer };
};
