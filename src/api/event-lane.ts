import type { IncomingMessage, RequestListener } from 'node:http';
import type { Gate } from '../http/admission.ts';
import type { BodyIntake } from '../http/body-intake.ts';
import { checkJson } from '../http/check-json.ts';
import type { HttpMetrics } from '../http/http-metrics.ts';
import { isJsonType, maxJsonBytes, readJson } from '../http/json-body.ts';
import { lane } from '../http/lane.ts';
import { readBody } from '../http/read-body.ts';
import type { Logger } from '../shared/logger.ts';
import type { Authenticate } from './authenticate.ts';
import type { AnyRoute } from './define-route.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';
import { noVisit } from './visit.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { parseBody } from './parse-body.ts';
import { requireAccess } from './principal.ts';

const eventPath = '/v1/events';

export interface EventLaneParts {
  /** With `POST /v1/events` among them: no parameters, no query, JSON in and out. */
  routes: readonly AnyRoute[];
  authenticate: Authenticate;
  /** Units that events may name beside the shipped ones. */
  units: Pick<OwnUnitsLookup, 'reading'>;
  /** The same as in front of the route in Express: one limit for both ways. */
  gate: Gate;
  /** That of the API. */
  intake: BodyIntake;
  logger: Logger;
  metrics: HttpMetrics;
}

/** JSON of a length that is told and taken: what can only be refused, or has to be counted, is left to Express. */
const isPlain = ({ headers }: IncomingMessage): boolean => {
  const length = Number(headers['content-length'] ?? 0);
  return (
    length > 0 &&
    length <= maxJsonBytes &&
    isJsonType(headers['content-type']) &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined
  );
};

/**
 * Takes events (POST, exactly this path) without Express, in the order of `makeApiRouter`: room, who calls, may they, the body, a place.
 * Every other request is left to `app`, which must have the same route (ADR 0028).
 */
export const eventLane = (parts: EventLaneParts, app: RequestListener): RequestListener => {
  const { authenticate, units, gate, intake, logger, metrics } = parts;
  const route = parts.routes.find(({ method, path }) => method === 'post' && path === eventPath);
  if (route === undefined || route.body === null) throw new TypeError('there is no route for events');
  return lane(
    {
      isMine: (req) => req.method === 'POST' && req.url === eventPath && isPlain(req),
      route: eventPath,
      async take(req, res, named) {
        gate.look(res);
        const principal = await authenticate(req);
        named.keyId = principal.keyId;
        requireAccess(principal, route.scope);
        gate.look(res, principal.keyId);
        const source = (): string => principal.keyId;
        const sent = readJson(await readBody(req, res, { limit: maxJsonBytes, intake, source }));
        checkJson(sent);
        gate.enter(res, principal.keyId);
        const body = await parseBody(units, principal.tenantId, route, sent);
        const idempotencyKey = idempotencyKeyOf(req);
        const answer = await route.handle({
          ...{ principal, params: {}, query: {}, body, sent },
          ...{ file: null, idempotencyKey, ifMatch: null, lastEventId: null, visit: noVisit },
        });
        const headers = ['Content-Type', 'application/json; charset=utf-8'];
        const own = Object.entries(answer.headers ?? {}).flatMap(([name, value]) => [name, String(value)]);
        return { status: answer.status, headers: [...headers, ...own], body: JSON.stringify(answer.body) };
      },
      logger,
      metrics,
    },
    app,
  );
};
