import type { z } from 'zod';
import type { ReceivedFile } from '../http/read-form.ts';
import type { EventsAnswer } from '../http/send-events.ts';
import type { FileAnswer } from '../http/send-file.ts';
import type { StreamAnswer } from '../http/send-stream.ts';
import type { Access } from './access.ts';
import type { Principal, StaffPrincipal } from './principal.ts';
import type { Visit } from './visit.ts';
import type { Scope } from '../staff/permissions.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a handler gets: the caller and the checked input, nothing of HTTP. */
export interface RouteInput<Params, Query, Body, Who = Principal> {
  principal: Who;
  params: Params;
  query: Query;
  body: Body;
  /** The JSON as it was sent, without defaults: what a fingerprint is made of. */
  sent: unknown;
  /** The file of a form; null: there was none. */
  file: ReceivedFile | null;
  /** The value of the Idempotency-Key header; null without one. */
  idempotencyKey: string | null;
  /** The revision in the If-Match header; null without one. */
  ifMatch: number | null;
  /** Where the call comes from, and the session it brings. */
  visit: Visit;
  /** The Last-Event-ID header; null without one. */
  lastEventId: string | null;
}

/** What a handler answers; `status` must be one of the route's `answers`. */
export interface RouteAnswer {
  status: number;
  body?: unknown;
  /** Answered instead of a body, with status 200. */
  file?: FileAnswer;
  /** The same of a file that is made while it is sent. */
  stream?: StreamAnswer;
  /** The same, and it goes on. */
  events?: EventsAnswer;
  headers?: Readonly<Record<string, string | string[]>>;
}

/** An answer of a route for the reference: null is one without a body. */
export interface AnswerDescription {
  description: string;
  schema: z.ZodType | null;
  /** Left out: JSON. */
  mediaType?: string;
}

/** A body that may come as multipart/form-data: a part `file` and texts beside it, of which those in brackets are JSON. */
export interface FormBody {
  /** Bytes of the file. */
  maxBytes: number;
  maxFields: number;
}

export interface Route<Params, Query, Body, Who = Principal> {
  method: Method;
  /** OpenAPI form: `/v1/requests/{id}`. */
  path: string;
  /** What the caller needs. There is no route without one. */
  scope: Access;
  /** What the caller needs besides, because the answer shows what those scopes show. */
  alsoNeeds: readonly Scope[];
  /** Somebody who is signed in must have proved who they are within the last ten minutes (reliability F4). */
  needsProof: boolean;
  /** Which admission limit counts it: events are shed last (reliability G.1), what stays open takes nobody's place. */
  gate: 'events' | 'sign-in' | 'api' | 'streams';
  /** Group in the reference. */
  tag: string;
  summary: string;
  description?: string;
  params: z.ZodType<Params> | null;
  query: z.ZodType<Query> | null;
  body: z.ZodType<Body> | null;
  /** Null: JSON alone. */
  form: FormBody | null;
  /** Such a call makes a PDF: some at once, the others wait (`MAX_INFLIGHT_PDFS`). */
  makesPdf: (query: Query) => boolean;
  answers: Readonly<Record<number, AnswerDescription>>;
  /** Status codes of refusals besides 400, 401, 403, 405, 500 and 503, e.g. 404. */
  refusals: readonly number[];
  handle: (input: RouteInput<Params, Query, Body, Who>) => Promise<RouteAnswer>;
}

/** A route whose input types are checked inside: what the router and the reference work with. */
export type AnyRoute = Route<unknown, unknown, unknown, Principal | null>;

type Described = Omit<
  AnyRoute,
  | 'params'
  | 'query'
  | 'body'
  | 'form'
  | 'makesPdf'
  | 'handle'
  | 'gate'
  | 'refusals'
  | 'alsoNeeds'
  | 'needsProof'
> & {
  form?: AnyRoute['form'];
  alsoNeeds?: AnyRoute['alsoNeeds'];
  needsProof?: boolean;
  gate?: AnyRoute['gate'];
  refusals?: readonly number[];
};

/** Who a handler is called by, as its route says who may call. */
type WhoOf<Needs> = Needs extends 'anybody' ? null : Needs extends 'session' ? StaffPrincipal : Principal;

type OutputOf<Schema> = Schema extends z.ZodType ? z.output<Schema> : null;

/**
 * Ties schemas and handler together: the handler's input has the types of the schemas. A part without a schema is null;
 * a query without a schema must be empty.
 */
export const defineRoute = <
  Params extends z.ZodType | null = null,
  Query extends z.ZodType | null = null,
  Body extends z.ZodType | null = null,
  const Needs extends Access = Access,
>(
  route: Omit<Described, 'scope'> & {
    scope: Needs;
    params?: Params;
    query?: Query;
    body?: Body;
    makesPdf?: (query: OutputOf<Query>) => boolean;
    handle: (
      input: RouteInput<OutputOf<Params>, OutputOf<Query>, OutputOf<Body>, WhoOf<Needs>>,
    ) => Promise<RouteAnswer>;
  },
): AnyRoute => {
  const {
    params = null,
    query = null,
    body = null,
    form = null,
    makesPdf = () => false,
    handle,
    gate = 'api',
    refusals = [],
    alsoNeeds = [],
    needsProof = false,
    ...rest
  } = route;
  // The router parses each part with exactly these schemas and lets in who may call before it calls the handler, so the types agree.
  return {
    ...rest,
    gate,
    refusals,
    alsoNeeds,
    needsProof,
    params,
    query,
    body,
    form,
    makesPdf: makesPdf as AnyRoute['makesPdf'],
    handle: handle as AnyRoute['handle'],
  };
};
