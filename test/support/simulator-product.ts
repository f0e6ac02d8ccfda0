import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One webhook as the product got it. */
export interface ReceivedWebhook {
  raw: string;
  isSigned: boolean;
  /** `changes[0].value`. */
  value: WebhookValue;
}

/** The members the tests look at. */
export interface WebhookValue {
  metadata?: { phone_number_id: string; display_phone_number: string };
  contacts?: { profile: { name: string; username?: string }; wa_id?: string; user_id: string }[];
  messages?: ({ id: string; type: string; from?: string; context?: { from: string; id: string } } & Record<
    string,
    unknown
  >)[];
  statuses?: ({ id: string; status: string; errors?: { code: number }[] } & Record<string, unknown>)[];
  event?: string;
}

/** Stands for the product: takes webhooks on a real port, checks their signature, and answers as told. */
export class FakeProduct {
  readonly received: ReceivedWebhook[] = [];
  /** Answers to give next, before 200; null: never answer. */
  answers: (number | null)[] = [];
  readonly #secret: string;
  readonly #server: Server;

  constructor(secret: string) {
    this.#secret = secret;
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const raw = Buffer.concat(chunks);
        const signature = `sha256=${createHmac('sha256', this.#secret).update(raw).digest('hex')}`;
        const body = JSON.parse(raw.toString()) as { entry: { changes: { value: WebhookValue }[] }[] };
        this.received.push({
          raw: raw.toString(),
          isSigned: request.headers['x-hub-signature-256'] === signature,
          value: body.entry[0]?.changes[0]?.value ?? {},
        });
        const answer = this.answers.length > 0 ? this.answers.shift() : 200;
        if (answer !== null) response.writeHead(answer ?? 200).end();
      });
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    // A server that listens on a port has an address of this kind.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${String(port)}/webhooks/whatsapp`;
  }

  get messages(): NonNullable<WebhookValue['messages']> {
    return this.received.flatMap(({ value }) => value.messages ?? []);
  }

  get statuses(): NonNullable<WebhookValue['statuses']> {
    return this.received.flatMap(({ value }) => value.statuses ?? []);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
