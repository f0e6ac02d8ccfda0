import { aLetterEvent, fixtureEvent } from '../support/events.ts';
import {
  newPerson,
  personAt,
  report,
  requestOf,
  type Person,
  type ShownRequest,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const linesOf = ({ lines }: ShownRequest) => lines.map(({ unit, answer, own }) => [unit, answer, own]);

const choicesOf = (person: Person): string[] =>
  person.sees().choices.map(({ id }) => id.split('.').slice(2).join('.'));

describe('answers per unit', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
  });
  afterAll(() => world?.close());

  describe('a letter of four units, agreed in gold and not in dollars (evt_1002)', () => {
    const event = fixtureEvent('evt_1002');
    let bora: Person;
    beforeAll(async () => {
      bora = personAt(world, '+905000000201', { customerRef: 'C002', contactRef: 'C002-1' });
      await report(world, event);
    });

    it('is asked for the dollar figure when the words name both units', async () => {
      await bora.writes('altında mutabıkız dolarda değiliz');

      expect(bora.sees().text).toContain('ABD doları');
      expect(bora.sees().text).toContain('12.450,00 USD (A)');
      const request = await requestOf(world, event);
      expect(request).toMatchObject({ status: 'open', outcome: null, decision: null });
      expect(linesOf(request)).toEqual([
        ['HAS', 'agreed', null],
        ['USD', 'disagreed', null],
        ['EUR', null, null],
        ['PCS_CEYREK', null, null],
      ]);
    });

    it('takes the typed figure and asks for its side', async () => {
      await bora.writes('12.400,50');

      expect(bora.sees().text).toContain('12.400,50 USD');
      expect(bora.sees().choices.map(({ title }) => title)).toEqual(['Bize borcunuz', 'Bizden alacağınız']);
    });

    it('asks for the reason after the side: the words already said which units differ', async () => {
      await bora.taps('choseSide:A');

      expect(bora.sees().text).toContain('Farkın nedeni');
      expect((await requestOf(world, event)).lines[1]?.own).toEqual({ quantity: '12400.50', side: 'A' });
    });

    it('R8: repeats every line before it records a partial agreement with exactly these figures', async () => {
      await bora.taps('choseReason:missing_entry');
      const recap = bora.sees();
      expect(recap.text).toContain('KISMEN MUTABIKIZ');
      expect(recap.text).toContain('3.180,075 g has (B): mutabık');
      expect(recap.text).toContain('12.450,00 USD (A): mutabık değil, sizin kaydınız 12.400,50 USD (A)');
      expect(recap.text).toContain('Eksik kayıt var');
      expect((await requestOf(world, event)).status).toBe('open');

      await bora.taps('confirmed');

      const request = await requestOf(world, event);
      expect(request).toMatchObject({
        status: 'closed',
        outcome: 'agreed_partial',
        reason: 'missing_entry',
        contactRef: 'C002-1',
        decision: { contactRef: 'C002-1' },
      });
      expect(linesOf(request)).toEqual([
        ['HAS', 'agreed', null],
        ['USD', 'disagreed', { quantity: '12400.50', side: 'A' }],
        ['EUR', null, null],
        ['PCS_CEYREK', null, null],
      ]);
      expect(bora.sees().text).toContain('Kısmi mutabakat yanıtınız kaydedildi');
    });
  });

  describe('a letter of two units, not agreed by buttons (evt_1003)', () => {
    const event = fixtureEvent('evt_1003');
    let isik: Person;
    beforeAll(async () => {
      isik = personAt(world, '+905000000401', { customerRef: 'C004', contactRef: 'C004-1' });
      await report(world, event);
    });

    it('asks which unit and what the own books say', async () => {
      await isik.taps('disagreed');
      expect(choicesOf(isik)).toEqual(['choseUnit:HAS', 'choseUnit:TRY', 'choseUnit:ALL', 'wentBack']);

      await isik.taps('choseUnit:ALL');
      expect(isik.sees().text).toContain('has altın');
      expect(isik.sees().text).toContain('8.420,115 g has (A)');
    });

    it('asks again when a reply holds no figure, and takes a figure that says its side', async () => {
      await isik.writes('muhasebeciye sormam lazım herhalde');
      expect(isik.sees().text).toContain('anlayamadım');

      await isik.writes('8418,990 alacak');
      expect(isik.sees().text).toContain('Türk lirası');
    });

    it('records the disagreement with own figures and the own words as reason', async () => {
      await isik.writes('0');
      await isik.writes('Ekim ayında 1,125 gram hurda iademiz işlenmemiş');
      expect(isik.sees().text).toContain('MUTABIK DEĞİLİZ');
      await isik.taps('confirmed');

      const request = await requestOf(world, event);
      expect(request).toMatchObject({
        status: 'closed',
        outcome: 'disagreed',
        reason: 'Ekim ayında 1,125 gram hurda iademiz işlenmemiş',
      });
      expect(linesOf(request).map(([unit, answer]) => [unit, answer])).toEqual([
        ['HAS', 'disagreed'],
        ['TRY', 'disagreed'],
      ]);
      expect(request.lines[0]?.own).toEqual({ quantity: '8418.990', side: 'A' });
      expect(request.lines[1]?.own).toEqual({ quantity: '0.00', side: 'B' });
      expect(isik.sees().text).toContain('Kanundaki itiraz şekil ve süreleri saklıdır');
    });

    it('keeps evidence of the very question, answer and authority', async () => {
      const { id, decision } = await requestOf(world, event);
      const { body } = await world.api.get(`/v1/requests/${id}/evidence?format=json`);

      const text = JSON.stringify(body);
      expect(text).toContain(decision?.id);
      expect(text).toContain('MUTABIK DEĞİLİZ');
      expect(text).toContain('1,125 gram hurda');
    });
  });

  it('a change of mind in the recap goes back to the question: nothing is recorded', async () => {
    const person = await newPerson(world);
    const event = aLetterEvent({ eventId: 'flow_u_1', customer: person.customerRef ?? '' });
    await report(world, event);
    await person.taps('agreed');
    await person.taps('wentBack');

    const request = await requestOf(world, event);
    expect(request).toMatchObject({ status: 'open', outcome: null, decision: null });
    expect(request.lines.map(({ answer }) => answer)).toEqual([null, null]);
    await person.taps('disagreed');
    expect(person.sees().text).toContain('Hangi bakiye');
  });

  it('«1.250» grams can be read in two ways: both are offered, nothing is decided until one is chosen', async () => {
    const person = await newPerson(world);
    const event = aLetterEvent({ eventId: 'flow_u_3', customer: person.customerRef ?? '' });
    await report(world, event);
    await person.taps('disagreed');
    await person.taps('choseUnit:HAS');
    await person.writes('1.250');

    expect(choicesOf(person)).toEqual(['gaveFigureOption:0', 'gaveFigureOption:1']);
    expect(person.sees().choices.map(({ title }) => title)).toEqual(['1.250,000 g has', '1,250 g has']);
    expect(linesOf(await requestOf(world, event))[0]).toEqual(['HAS', 'disagreed', null]);

    await person.taps('gaveFigureOption:1');
    await person.taps('choseSide:B');
    expect(linesOf(await requestOf(world, event))[0]).toEqual([
      'HAS',
      'disagreed',
      { quantity: '1.250', side: 'B' },
    ]);
  });

  it('a letter of one unit asks for the figure at once', async () => {
    const person = await newPerson(world);
    const lines = [{ unit: 'HAS', quantity: '95.600', side: 'B' as const }];
    const event = aLetterEvent({ eventId: 'flow_u_2', customer: person.customerRef ?? '', lines });
    await report(world, event);
    await person.taps('disagreed');

    expect(person.sees().text).toContain('95,600 g has (B)');
    await person.taps('skipped');
    await person.taps('skipped');
    await person.taps('confirmed');
    expect(await requestOf(world, event)).toMatchObject({ outcome: 'disagreed', reason: null });
  });
});
