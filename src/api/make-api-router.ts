import express, { type RequestHandler, type Request, type Router } from 'express';
import { z } from 'zod';
import { makeGate, type Gate } from '../http/admission.ts';
import type { BodyIntake } from '../http/body-intake.ts';
import { checkJson } from '../http/check-json.ts';
import { MethodNotAllowed } from '../http/http-errors.ts';
import type { HttpMetrics } from '../http/http-metrics.ts';
import { jsonBody } from '../http/json-body.ts';
import { isFormType, readForm, type ReceivedFile } from '../http/read-form.ts';
import { nameCaller, nameRoute } from '../http/request-context.ts';
import { sendFile } from '../http/send-file.ts';
import { scopes } from './api-key.ts';
import type { Authenticate } from './authenticate.ts';
import type { AnyRoute, FormBody } from './define-route.ts';
import { formValue } from './form-value.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';
import { ifMatchOf } from './if-match.ts';
import { parseInput } from './parse-input.ts';
import { requireScope, type Principal } from './principal.ts';

export interface ApiParts {
  routes: readonly AnyRoute[];
  authenticate: Authenticate;
  metrics: HttpMetrics;
  /** Room for events. */
  eventGate: Gate;
  maxInflightApi: number;
  /** Of the bodies of all keys together. */
  intake: BodyIntake;
}

const nothing = z.strictObject({});

/** What a request proved, kept beside it: nothing but this module can put a principal there. */
const principals = new WeakMap<Request, Principal>();

const keyOf = (req: Request): string | undefined => principals.get(req)?.keyId;

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
  (route: AnyRoute, gate: Gate, authenticate: Authenticate): RequestHandler =>
  async (req, res, next) => {
    gate.look(res);
    const principal = await authenticate(req);
    nameCaller(res, principal.keyId);
    for (const needed of [route.scope, ...route.alsoNeeds]) requireScope(principal, needed);
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

const run =
  (route: AnyRoute): RequestHandler =>
  async (req, res) => {
    const principal = principals.get(req);
    if (principal === undefined) throw new TypeError('handler reached without a principal');
    const query = { ...req.query };
    checkJson(query, 'query');
    const answer = await route.handle({
      principal,
      params: parseInput(route.params ?? nothing, { ...req.params }, 'path'),
      query: parseInput(route.query ?? nothing, query, 'query'),
      body: route.body === null ? null : parseInput(route.body, req.body),
      sent: req.body,
      file: files.get(req) ?? null,
      idempotencyKey: idempotencyKeyOf(req),
      ifMatch: ifMatchOf(req),
    });
    res.status(answer.status).set(answer.headers ?? {});
    if (answer.file !== undefined) sendFile(res, answer.file);
    else if (answer.body === undefined) res.end();
    else res.json(answer.body);
  };

/** `/v1/requests/{id}` → `/v1/requests/:id`. */
const pattern = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const checkRoutes = (routes: readonly AnyRoute[]): void => {
  const seen = new Set<string>();
  for (const { method, path, scope } of routes) {
    // Default deny (reliability F4): forgotten permissions stop the start, not the reviewer.
    if (!scopes.includes(scope)) throw new TypeError(`${method} ${path} has no scope`);
    if (seen.has(`${method} ${path}`)) throw new TypeError(`${method} ${path} is there twice`);
    seen.add(`${method} ${path}`);
  }
};

const allowOf = (routes: readonly AnyRoute[], path: string): string =>
  routes
    .filter((route) => route.path === path)
    .flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]))
    .join(', ');

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
  };
  const readJson = jsonBody({ intake: parts.intake, sourceOf: (req) => keyOf(req) ?? '' });
  for (const path of new Set(parts.routes.map((route) => route.path))) {
    const group = router.route(pattern(path));
    group.all((_req, res, next) => {
      nameRoute(res, path);
      next();
    });
    for (const route of parts.routes.filter((candidate) => candidate.path === path)) {
      const body = bodyReaders(route, readJson, parts.intake);
      const gate = gates[route.gate];
      group[route.method](guard(route, gate, parts.authenticate), ...body, enter(gate), run(route));
    }
    const allow = allowOf(parts.routes, path);
    group.all(() => {
      throw new MethodNotAllowed(allow);
    });
  }
  return router;
};
