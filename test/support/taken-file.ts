import type { Test } from 'supertest';
import type { World } from './world.ts';

/** A file of the API; its `body` is the bytes. */
export const takenFile = (world: World, path: string): Test =>
  world.api
    .get(path)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    });
