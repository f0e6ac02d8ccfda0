import { makeLogger } from '../../../src/http/make-logger.ts';
import { scrub } from '../../../src/http/scrub.ts';
import { NotFound } from '../../../src/shared/errors.ts';

const recording = () => {
  const lines: string[] = [];
  const logger = makeLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  return {
    logger,
    text: () => lines.join(''),
    last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>,
  };
};

/** Things that must never be in a log, in the forms they really have. */
const canaries = [
  '+905321234567',
  '905321234567',
  '0532 123 45 67',
  'wamid.HBgMOTA1MzIxMjM0NTY3FQIAERgS',
  'EAAGm0PX4ZCpsBO0ZCZAcanary',
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'wk_0a1b2c_c2VjcmV0LXNlY3JldC1zZWNyZXQ',
  'Mutabık değiliz, 500 gram eksik',
  'Deniz Örnekoğlu',
];

describe('the logger', () => {
  it.each(canaries)('gets %s as a value of every kind of field: it is not in the line', (canary) => {
    const { logger, text } = recording();

    logger.info(
      { text: canary, phone: canary, body: { text: canary }, reason: canary, name: canary },
      'message stored',
    );
    logger
      .child({ conversationId: canary, customer: canary })
      .warn({ code: canary, kind: [canary] }, 'child line');
    logger.error({ error: new Error(canary, { cause: new Error(canary) }), err: canary }, 'failed');
    logger.error({ error: new NotFound(canary, { field: canary, requestId: 'req_1' }) }, 'failed');

    const decoded = text()
      .split(/[^A-Za-z0-9+/=_-]+/)
      .map((token) => Buffer.from(token, 'base64').toString('utf8'));
    expect(text()).not.toContain(canary);
    expect(decoded.join('\n')).not.toContain(canary);
  });

  it.each(canaries.slice(0, 7))('gets a message built with %s: it is replaced', (canary) => {
    const { logger, text } = recording();

    logger.info({}, `sending to ${canary} now`);

    expect(text()).not.toContain(canary);
  });

  it('gets fields it knows: they are there, with the time in UTC', () => {
    const { logger, last } = recording();

    logger
      .child({ component: 'inbox' })
      .info({ conversationId: 'cnv_a1', count: 3, at: new Date(0) }, 'stored');

    expect(last()).toMatchObject({
      component: 'inbox',
      conversationId: 'cnv_a1',
      count: 3,
      at: '1970-01-01T00:00:00.000Z',
      msg: 'stored',
      time: expect.stringMatching(/Z$/),
    });
  });

  it('gets fields it does not know: dropped and counted', () => {
    const { logger, last } = recording();

    logger.info({ payload: { secret: 1 }, headers: {} }, 'x');

    expect(last()).toMatchObject({ droppedFields: 2 });
    expect(last()).not.toHaveProperty('payload');
  });

  it('gets an error: kind, code and place, not its words', () => {
    const { logger, last } = recording();
    const error = Object.assign(new Error('dup key: { phone: "…" }'), { code: 11000 });

    logger.error({ error }, 'insert failed');

    expect(last()['error']).toMatchObject({ name: 'Error', code: 11000, stack: expect.arrayContaining([]) });
    expect(JSON.stringify(last())).not.toContain('dup key');
  });

  it('gets a line below its level: not written, its fields not even read', () => {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const logger = makeLogger({ level: 'warn', destination });
    let reads = 0;
    const fields = {
      get count() {
        reads += 1;
        return reads;
      },
    };

    logger.debug(fields, 'debugged');
    logger.info(fields, 'informed');
    logger.child({ component: 'inbox' }).info(fields, 'informed');
    logger.warn(fields, 'warned');
    logger.child({ component: 'inbox' }).error(fields, 'failed');

    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['warned', 'failed']);
    expect(reads).toBe(2);
  });

  it('gets line breaks and direction marks: one line, without them', () => {
    const { logger, text } = recording();

    logger.info({ reason: 'a\nb' }, 'first\n{"level":50}\u202e');

    expect(text().trimEnd().split('\n')).toHaveLength(1);
    expect(text()).not.toContain('\u202e');
  });
});

describe('scrub', () => {
  it.each([
    ['2026-11-23T10:00:00.000Z', '2026-11-23T10:00:00.000Z'],
    ['req_k3J9x', 'req_k3J9x'],
    ['127.0.0.1:3000', '127.0.0.1:3000'],
    ['mongodb://user:pw@db/x', 'mongodb://[credentials]@db/x'],
    ['Bearer abc', '[credentials]'],
  ])('reads %s: %s', (text, expected) => {
    expect(scrub(text)).toBe(expected);
  });
});
