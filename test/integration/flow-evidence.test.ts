import canonicalize from 'canonicalize';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { ruleVersion } from '../../src/reading/phrases.ts';
import { fixtureEvent } from '../support/events.ts';
import { newPerson, report, requestOf, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

interface Decision {
  result: string;
  question: { template: unknown };
  interpretation: Record<string, unknown>;
  integrity: { recordHash: string };
}

const hashOf = ({ integrity: _apart, ...record }: Decision): string =>
  createHash('sha256')
    .update(canonicalize(record) ?? '')
    .digest('hex');

const hasPython = spawnSync('python3', ['--version']).status === 0;
/** The CI has it, and may not pass the check over. */
const maySkip = process.env['CI'] === undefined;

describe('the evidence of a decision', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const ask = async (
    id: string,
  ): Promise<{ person: Person; evidence: () => Promise<{ decisions: Decision[] }> }> => {
    const person = await newPerson(world);
    const event = {
      ...fixtureEvent('evt_1010'),
      event_id: id,
      customer_id: person.customerRef,
      contact_id: person.contactRef,
    };
    await report(world, event);
    const evidence = async () => {
      const { id: requestId } = await requestOf(world, event);
      return (await world.api.get(`/v1/requests/${requestId}/evidence`)).body as { decisions: Decision[] };
    };
    return { person, evidence };
  };

  it('R15: tapped: the choice, the rules that read it, the template that asked and the way of the recap', async () => {
    const { person, evidence } = await ask('evidence_1');
    await person.taps('approved');
    await person.taps('confirmed');

    const [decision] = (await evidence()).decisions;
    expect(decision?.question.template).toEqual({
      name: 'approval_request_v1',
      language: 'tr',
      version: '1',
      text: expect.stringContaining('aşağıdaki işlem için onayınız gerekmektedir'),
    });
    expect(decision?.interpretation).toMatchObject({
      ruleVersion,
      intent: 'confirmed',
      strength: 'button',
      phrase: null,
      model: null,
      joined: null,
      led: null,
      confirmation: { by: 'button', handedOverAt: expect.any(String) },
    });
  });

  it('R15: typed: the meaning, its strength and the phrase that matched, and that the recap could be read', async () => {
    const { person, evidence } = await ask('evidence_2');
    await person.writes('ONAYLIYORUM');
    await world.turn(60_000);
    await person.writes('Onaylıyorum');

    const [decision] = (await evidence()).decisions;
    expect(decision?.interpretation).toMatchObject({
      ruleVersion,
      intent: 'approve.strong',
      strength: 'strong',
      phrase: 'onayliyorum',
      confirmation: { by: 'words', rule: expect.stringContaining('3s') },
    });
  });

  it('own words, then the button: the words that led there, and the version of the model that bore them out', async () => {
    const { person, evidence } = await ask('evidence_5');
    await person.writes('işlem doğru onayımız var');
    await person.taps('confirmed');

    const bundle = await evidence();
    expect(bundle.decisions.map(({ interpretation }) => interpretation)).toEqual([
      expect.objectContaining({
        intent: 'confirmed',
        strength: 'button',
        model: null,
        led: {
          providerMessageId: expect.any(String),
          ruleVersion,
          intent: 'approve.clear',
          strength: 'none',
          phrase: null,
          model: { version: expect.stringMatching(/^proposer-/), did: 'bore_out' },
          joined: null,
        },
      }),
    ]);
    expect(bundle.decisions.map(hashOf)).toEqual(
      bundle.decisions.map(({ integrity }) => integrity.recordHash),
    );
  });

  it('a yes in two messages, then the button: both are named, and the hash holds', async () => {
    const { person, evidence } = await ask('evidence_6');
    await person.writes('onay');
    await person.writes('veriyoruz');
    await person.taps('confirmed');

    const bundle = await evidence();
    const [decision] = bundle.decisions;
    const { joined, providerMessageId } = decision?.interpretation['led'] as {
      joined: string[];
      providerMessageId: string;
    };
    expect(decision?.result).toBe('approved');
    expect(joined).toEqual([expect.any(String), providerMessageId]);
    expect(bundle.decisions.map(hashOf)).toEqual(
      bundle.decisions.map(({ integrity }) => integrity.recordHash),
    );
  });

  it('R7: two words of approval in the same second: nothing is decided, the recap is asked again', async () => {
    const { person, evidence } = await ask('evidence_3');
    await person.writes('onaylıyorum');
    await person.writes('onaylıyorum');

    expect((await evidence()).decisions).toEqual([]);
    expect(person.sees().text).toContain('«ONAY» olarak kaydedilecek');
    await person.taps('confirmed');
    expect((await evidence()).decisions.map(({ result }) => result)).toEqual(['approved']);
  });

  it('recordHash, from the JSON exactly as given: the same in two implementations', async () => {
    const { person, evidence } = await ask('evidence_4');
    await person.taps('rejected');
    await person.writes('Fiyat “95 $” değil; \u0007 عربي 😀\n\\son\\');
    await person.taps('confirmed');
    await person.taps('corrected');
    await person.taps('confirmed');

    const bundle = await evidence();
    expect(bundle.decisions.map(({ result }) => result).sort()).toEqual(['approved', 'rejected']);
    expect(bundle.decisions.map(hashOf)).toEqual(
      bundle.decisions.map(({ integrity }) => integrity.recordHash),
    );
    if (!hasPython && maySkip) return;
    const checked = spawnSync('python3', ['scripts/check-record-hash.py'], {
      input: JSON.stringify(bundle),
      encoding: 'utf8',
    });
    expect([checked.status, checked.stdout.trim()]).toEqual([0, '2 of 2 match']);
    const [first] = bundle.decisions;
    const forged = { decisions: [{ ...first, result: 'agreed' }] };
    expect(
      spawnSync('python3', ['scripts/check-record-hash.py'], { input: JSON.stringify(forged) }).status,
    ).toBe(1);
  });
});
