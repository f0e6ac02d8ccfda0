import { makeAddressPolicy } from '../../src/callbacks/address-policy.ts';
import { makeCallModel } from '../../src/outside/call-model.ts';
import type { OutsideModel } from '../../src/outside/outside-model.ts';
import { startOfTests, tenantA } from '../support/builders-api.ts';
import { startStandInModel, type StandInModel } from '../support/outside-model.ts';

const strict = makeAddressPolicy([]);
const local = makeAddressPolicy(['127.0.0.0/8']);

describe('makeCallModel', () => {
  let standIn: StandInModel;
  beforeAll(async () => {
    standIn = await startStandInModel();
  });
  beforeEach(() => void standIn.asked.splice(0));
  afterAll(() => standIn?.close());
  const aModel = (changes: Partial<OutsideModel> = {}): OutsideModel => ({
    tenantId: tenantA,
    isOn: true,
    url: standIn.url,
    model: 'small-1',
    apiKey: null,
    timeoutMs: 1000,
    updatedAt: startOfTests,
    updatedBy: 'key:k1',
    ...changes,
  });

  it('without a key: the call has no authorization; the answer is its body', async () => {
    standIn.answer({ body: '{"choices":[]}' });

    expect(await makeCallModel({ policy: local })(aModel(), 'ne var')).toEqual({
      kind: 'answered',
      body: '{"choices":[]}',
    });
    expect(standIn.asked.map(({ text, headers }) => [text, headers.authorization])).toEqual([
      ['ne var', undefined],
    ]);
  });

  it.each([
    ['a loopback address that nobody excepted', {}, '127.0.0.1'],
    ['a name that leads to a private address by now', { url: 'https://model.example.com/v1' }, '10.0.0.7'],
    ['a name that leads to this machine by now', { url: 'https://model.example.com/v1' }, '127.0.0.1'],
    ['an address of the cloud about itself', { url: 'https://model.example.com/' }, '169.254.169.254'],
  ])('%s: refused, nothing is sent', async (_what, changes, address) => {
    const call = makeCallModel({ policy: strict, lookup: async () => [address] });

    expect(await call(aModel(changes), 'x')).toEqual({ kind: 'failed', reason: 'refused_address' });
    expect(standIn.asked).toEqual([]);
  });

  it.each([
    ['an error of the other side', { status: 503 }, 'http_503'],
    ['a redirect, which is not followed', { status: 307 }, 'http_307'],
    ['an answer that is no 200', { status: 202 }, 'http_202'],
    ['a body above 64 KiB', { body: 'x'.repeat(65 * 1024) }, 'too_large'],
  ])('%s: failed, with a word for the log; no second call', async (_what, reply, reason) => {
    standIn.answer(reply);

    expect(await makeCallModel({ policy: local })(aModel(), 'x')).toEqual({ kind: 'failed', reason });
    expect(standIn.asked).toHaveLength(1);
  });

  it('no answer: over by its time-out', async () => {
    standIn.answer('never');
    const answer = await makeCallModel({ policy: local })(aModel({ timeoutMs: 200 }), 'x');

    expect(answer).toEqual({ kind: 'failed', reason: 'timeout' });
  });

  it('nobody listens: failed', async () => {
    const gone = await startStandInModel();
    await gone.close();

    expect(await makeCallModel({ policy: local })(aModel({ url: gone.url }), 'x')).toEqual({
      kind: 'failed',
      reason: 'connection_failed',
    });
  });
});
