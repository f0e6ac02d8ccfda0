import express, { type RequestHandler, type Request, type Router } from 'express';
import { z } from 'zod';
import { makeGate, type Gate } from '../http/admission.ts';
import type { BodyIntake } from '../http/body-intake.ts';
import { checkJson } from '../http/check-json.ts';
import { MethodNotAllowed, ProofNeeded } from '../http/http-errors.ts';
import type { HttpMetrics } from '../http/http-metrics.ts';
import { jsonBody } from '../http/json-body.ts';
import { isFormType, readForm, type ReceivedFile } from '../http/read-form.ts';
import { nameCaller, nameRoute } from '../http/request-context.ts';
import { sendEvents } from '../http/send-events.ts';
import { sendFile } from '../http/send-file.ts';
import { sendStream } from '../http/send-stream.ts';
import { makeTurns, type Turns } from '../http/turns.ts';
import type { RequireOwnOrigin } from '../http/own-origin.ts';
import type { Session } from '../staff/session.ts';
import type { Authenticate } from './authenticate.ts';
import type { Access } from './access.ts';
import type { AnyRoute, FormBody } from './define-route.ts';
import { formValue } from './form-value.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';
import { ifMatchOf } from './if-match.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { parseBody } from './parse-body.ts';
import { parseInput } from './parse-input.ts';
import { requireAccess, type Principal } from './principal.ts';
import { noVisit, visitOf, type Visit } from './visit.ts';
import { scopes } from '../staff/permissions.ts';

export interface ApiParts {
  routes: readonly AnyRoute[];
  authenticate: Authenticate;
  /** Of calls without credentials, too. */
  requireOwnOrigin: RequireOwnOrigin;
  isProofFresh: (session: Session) => boolean;
  trustedProxyHops: number;
  /** Units that bodies may name beside the shipped ones. */
  units: Pick<OwnUnitsLookup, 'reading'>;
  metrics: HttpMetrics;
  /** Room for events. */
  eventGate: Gate;
  maxInflightApi: number;
  /** Streams that are open at once. */
  maxStreams: number;
  /** PDFs that are made at once. */
  maxInflightPdfs: number;
  /** Of the bodies of all keys together. */
  intake: BodyIntake;
}

const nothing = z.strictObject({});

/** What a request proved, kept beside it: nothing but this module can put a principal there. */
const principals = new WeakMap<Request, Principal>();

const keyOf = (req: Request): string | undefined => principals.get(req)?.keyId;

const visits = new WeakMap<Request, Visit>();

/** Whose bodies are counted together. */
const sourceOf = (req: Request): string => keyOf(req) ?? visits.get(req)?.address ?? '';

/** Files of forms, kept beside their requests in the same way. */
const files = new WeakMap<Request, ReceivedFile>();

/** Reads a form where one is sent; anything else is left to the readers of JSON. */
const formBody =
  ({ maxBytes, maxFields }: FormBody, intake: BodyIntake): RequestHandler =>
  async (req, _res, next) => {
    if (!isFormType(req.headers['content-type'])) return next();
    const source = (): string => keyOf(req) ?? '';
    const { file, fields } = await readForm(req, { maxBytes, maxFields, intake, source });
    if (file !== null) files.set(req, file);
    const body = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, formValue(name, value)]),
    );
    checkJson(body);
    req.body = body;
    next();
  };

/** What was read as a form is not read again. */
const unlessForm =
  (handler: RequestHandler): RequestHandler =>
  (req, res, next) =>
    isFormType(req.headers['content-type']) ? next() : handler(req, res, next);

const bodyReaders = (
  { body, form }: AnyRoute,
  readJson: readonly RequestHandler[],
  intake: BodyIntake,
): readonly RequestHandler[] => {
  if (body === null) return [];
  return form === null ? readJson : [formBody(form, intake), ...readJson.map(unlessForm)];
};

const guard =
  (route: AnyRoute, gate: Gate, parts: ApiParts): RequestHandler =>
  async (req, res, next) => {
    gate.look(res);
    visits.set(req, visitOf(req, parts.trustedProxyHops));
    if (route.scope === 'anybody') {
      parts.requireOwnOrigin(req);
      next();
      return;
    }
    const principal = await parts.authenticate(req);
    nameCaller(res, principal.keyId);
    for (const needed of [route.scope, ...route.alsoNeeds]) requireAccess(principal, needed);
    if (route.needsProof && principal.kind === 'staff' && !parts.isProofFresh(principal.session))
      throw new ProofNeeded('Prove once more who you are: POST /v1/me/proof.');
    gate.look(res, principal.keyId);
    principals.set(req, principal);
    next();
  };

/** Only a call whose body is there takes a place: one that sends it slowly is in nobody's way. */
const enter =
  (gate: Gate): RequestHandler =>
  (req, res, next) => {
    gate.enter(res, keyOf(req));
    next();
  };

/** Behind those that are made, for each: a caller gives up after half a minute. */
const waitingPdfs = 4;
const pdfWaitMs = 20_000;

const run =
  (route: AnyRoute, { units, pdfs }: Pick<ApiParts, 'units'> & { pdfs: Turns }): RequestHandler =>
  async (req, res) => {
    const principal = principals.get(req) ?? null;
    if (principal === null && route.scope !== 'anybody')
      throw new TypeError('handler reached without a principal');
    const query = { ...req.query };
    checkJson(query, 'query');
    const params = parseInput(route.params ?? nothing, { ...req.params }, 'path');
    const asked = parseInput(route.query ?? nothing, query, 'query');
    if (route.makesPdf(asked) && !(await pdfs.take(res, principal?.tenantId ?? ''))) return;
    const answer = await route.handle({
      principal,
      params,
      query: asked,
      body: await parseBody(units, principal?.tenantId ?? null, route, req.body),
      sent: req.body,
      file: files.get(req) ?? null,
      idempotencyKey: idempotencyKeyOf(req),
      ifMatch: ifMatchOf(req),
      visit: visits.get(req) ?? noVisit,
      lastEventId: req.get('last-event-id') ?? null,
    });
    if (answer.events !== undefined) {
      sendEvents(res, answer.events);
      return;
    }
    res.status(answer.status).set(answer.headers ?? {});
    if (answer.stream !== undefined) await sendStream(res, answer.stream);
    else if (answer.file !== undefined) sendFile(res, answer.file);
    else if (answer.body === undefined) res.end();
    else res.json(answer.body);
  };

/** `/v1/requests/{id}` → `/v1/requests/:id`. */
const pattern = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const accesses: ReadonlySet<string> = new Set([...scopes, 'anybody', 'self', 'session'] satisfies Access[]);

const checkRoutes = (routes: readonly AnyRoute[]): void => {
  const seen = new Set<string>();
  for (const { method, path, scope } of routes) {
    // Default deny (reliability F4): forgotten permissions stop the start, not the reviewer.
    if (!accesses.has(scope)) throw new TypeError(`${method} ${path} has no scope`);
    if (seen.has(`${method} ${path}`)) throw new TypeError(`${method} ${path} is there twice`);
    seen.add(`${method} ${path}`);
  }
};

const methodsOf = (routes: readonly AnyRoute[], path: string): readonly string[] =>
  routes
    .filter((route) => route.path === path)
    .flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));

const isParameter = (segment: string): boolean => segment.startsWith('{');

/** Every address of `own` is one of `other` too: `/v1/customers/import` of `/v1/customers/{ref}`. */
const isWithin = (own: readonly string[], other: readonly string[]): boolean =>
  own.length === other.length &&
  own.every((segment, index) => isParameter(other[index] ?? '') || segment === other[index]);

/**
 * Each path with those that answer all its addresses too. A path with a word stands before those with a parameter in its place, in
 * whatever order the routes were given.
 */
const narrowFirst = (routes: readonly AnyRoute[]): readonly { path: string; wider: readonly string[] }[] => {
  const split = [...new Set(routes.map(({ path }) => path))].map((path) => ({
    path,
    segments: path.split('/'),
  }));
  const paths = split.map(({ path, segments }) => ({
    path,
    wider: split
      .filter((other) => other.path !== path && isWithin(segments, other.segments))
      .map((other) => other.path),
  }));
  const isNarrow = ({ wider }: { wider: readonly string[] }): boolean => wider.length > 0;
  return [...paths.filter(isNarrow), ...paths.filter((one) => !isNarrow(one))];
};

/**
 * What a path does not answer by its own word is left to the path that has a parameter there, so that a customer whose reference is
 * `import` is read and written like any other. Throws where no path takes the method.
 */
const leaveOrRefuse = (
  routes: readonly AnyRoute[],
  path: string,
  wider: readonly string[],
): RequestHandler => {
  const [own, others] = [methodsOf(routes, path), wider.flatMap((other) => methodsOf(routes, other))];
  const allow = [...new Set([...own, ...others])].join(', ');
  return (req, _res, next) => {
    if (!others.includes(req.method)) throw new MethodNotAllowed(allow);
    next();
  };
};

/**
 * The business API. In this order: is there room, who calls, may they, then only the body is read and checked, and the call
 * takes its place. Throws at start when a route has no scope.
 */
export const makeApiRouter = (parts: ApiParts): Router => {
  checkRoutes(parts.routes);
  const router = express.Router();
  const gates = {
    events: parts.eventGate,
    api: makeGate('api', parts.maxInflightApi, parts.metrics),
    // Strangers take no place of callers that are known.
    'sign-in': makeGate('sign-in', Math.ceil(parts.maxInflightApi / 2), parts.metrics),
    streams: makeGate('streams', parts.maxStreams, parts.metrics),
  };
  const { units, metrics, maxInflightPdfs: limit } = parts;
  const pdfs = makeTurns('pdfs', { limit, maxWaiting: limit * waitingPdfs, maxWaitMs: pdfWaitMs }, metrics);
  const readJson = jsonBody({ intake: parts.intake, sourceOf });
  for (const { path, wider } of narrowFirst(parts.routes)) {
    const group = router.route(pattern(path));
    group.all((_req, res, next) => {
      nameRoute(res, path);
      next();
    });
    for (const route of parts.routes.filter((candidate) => candidate.path === path)) {
      const body = bodyReaders(route, readJson, parts.intake);
      const gate = gates[route.gate];
      group[route.method](guard(route, gate, parts), ...body, enter(gate), run(route, { units, pdfs }));
    }
    group.all(leaveOrRefuse(parts.routes, path, wider));
  }
  return router;
};
