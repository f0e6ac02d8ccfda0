import request from 'supertest';
import { makeLogger } from '../../src/http/make-logger.ts';
import { makeTestApp, sign } from '../support/app.ts';
import { aConversation, aCustomerBody, aLetterEvent } from '../support/builders-api.ts';

const canaries = ['canaryTEXT', 'canaryNAME', 'canaryREF', '+905327654321', 'canaryQUERY', 'canaryHEADER'];

describe('canaries in every input', () => {
  it('pass through all kinds of calls: none is in a log, a metric or an error body', async () => {
    const lines: string[] = [];
    const logger = makeLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
    const test = makeTestApp({
      parts: { logger },
      ports: (ports) => ({
        ...ports,
        requests: { ...ports.requests, find: () => Promise.reject(new Error('canaryTEXT +905327654321')) },
      }),
    });
    test.held.conversations.push(aConversation());
    const key = test.bearer();
    const send = (method: 'get' | 'post' | 'put', path: string, body?: object) => {
      const agent = request(test.app);
      return agent[method](path).set('Authorization', key).set('Idempotency-Key', 'canaryHEADER').send(body);
    };
    const contact = { ...aCustomerBody().contacts[0], name: 'canaryNAME', phone: '+905327654321' };
    const webhook = '{"text":"canaryTEXT","from":"905327654321"}';

    const answers = [
      await send('put', '/v1/customers/C1', {
        name: 'canaryNAME',
        contacts: [{ ...contact, phone: 'canaryTEXT' }],
      }),
      await send('put', '/v1/customers/canaryREF!', { name: 'canaryNAME', contacts: [contact] }),
      await send(
        'post',
        '/v1/events',
        aLetterEvent({ event_id: 'canaryTEXT canaryREF', occurred_at: 'canaryTEXT' }),
      ),
      await send('post', '/v1/events', { type: 'canaryTEXT' }),
      await send('get', '/v1/customers?limit=canaryQUERY'),
      await send('get', '/v1/search?q=canaryQUERY'),
      await send('get', '/v1/search?q=canaryNAME&kind=canaryQUERY'),
      await send('get', '/v1/requests/canaryREF'),
      await send('get', '/canaryREF?canaryQUERY=canaryQUERY'),
      await request(test.app).get('/v1/customers').set('Authorization', 'Bearer canaryHEADER'),
      await request(test.app)
        .post('/webhooks/whatsapp')
        .set('X-Hub-Signature-256', 'canaryHEADER')
        .send(webhook),
    ];
    await send('put', '/v1/customers/canaryREF', { name: 'canaryNAME', contacts: [contact] }).expect(200);
    await send('post', '/v1/conversations/cnv_1/messages', { text: 'canaryTEXT' }).expect(202);
    await request(test.app)
      .post('/webhooks/whatsapp')
      .set('X-Hub-Signature-256', sign(webhook))
      .set('Content-Type', 'application/json')
      .send(webhook)
      .expect(200);

    const { text: metrics } = await request(test.app).get('/metrics');
    const written = [lines.join(''), metrics, ...answers.map(({ text }) => text)].join('\n');
    const decoded = written
      .split(/[^A-Za-z0-9+/=_-]+/)
      .map((token) => Buffer.from(token, 'base64').toString('utf8'));
    expect(lines.length).toBeGreaterThan(10);
    for (const canary of canaries) {
      expect([canary, written.includes(canary), decoded.join('\n').includes(canary)]).toEqual([
        canary,
        false,
        false,
      ]);
    }
  });
});
