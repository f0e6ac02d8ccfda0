import type { Server } from 'node:http';
import request from 'supertest';
import type { World } from './world.ts';
import type { Scope } from '../../src/staff/permissions.ts';

/** Somebody with a key of their own, e.g. a member of staff. */
export interface Caller {
  /** Id of the key: histories name the caller as `key:<id>`. */
  keyId: string;
  get(path: string): request.Test;
  post(path: string, body?: object): request.Test;
}

/** A caller with exactly these scopes, on a key issued over the API. */
export const callerWith = async (world: World, scopes: readonly Scope[]): Promise<Caller> => {
  const issued = await world.api.post('/v1/apikeys', { name: 'caller', scopes });
  if (issued.status !== 201) throw new Error(`key refused: ${JSON.stringify(issued.body)}`);
  const { id, key } = issued.body as { id: string; key: string };
  const server = world.application.server as Server; // these worlds listen
  return {
    keyId: id,
    get: (path) => request(server).get(path).set('Authorization', `Bearer ${key}`),
    post: (path, body = {}) => request(server).post(path).set('Authorization', `Bearer ${key}`).send(body),
  };
};
