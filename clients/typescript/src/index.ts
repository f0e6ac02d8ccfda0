// What the package gives out.
export { ApiError, NoAnswer, type FieldProblem } from './api-error.ts';
export { dataOf, etagOf } from './api.ts';
export { callbackTypes, type Callback, type CallbackType, type KnownCallback } from './callback.ts';
export { createClient, type Client, type ClientOptions } from './create-client.ts';
export type { CustomerImport, Customer, LongCustomerImport, NewCustomer } from './customers.ts';
export type { DeadLetter } from './dead-letters.ts';
export type { Event, NewEvent, Reported } from './events.ts';
export type { Download } from './files.ts';
export type { components, paths } from './generated/openapi.ts';
export type { Request } from './requests.ts';
export type { NewRun, Run } from './runs.ts';
export { CallbackRefused, verifyCallback, type CallbackHeaders } from './verify-callback.ts';
