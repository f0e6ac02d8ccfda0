import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { sessionCookieName } from '../../src/api/session-cookie.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a browser does with our pages: keeps the cookies it is given, says its origin with what changes something. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly origin: string;
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
    // A server that listens on TCP has an address of this kind.
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  get session(): string | undefined {
    return this.cookies.get(sessionCookieName);
  }

  async call(
    method: Method,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<request.Response> {
    const sent = request(this.#server)[method](path).redirects(0);
    if (method !== 'get') sent.set('Origin', this.origin).set('Sec-Fetch-Site', 'same-origin');
    const cookies = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookies !== '') sent.set('Cookie', cookies);
    const answer = await sent.set(headers).send(body);
    for (const cookie of (answer.headers['set-cookie'] as unknown as string[] | undefined) ?? [])
      this.#keep(cookie);
    return answer;
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (cookie.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
