import { renderPrompt } from '../../../src/templates/render-prompt.ts';
import { letterRequest, promptOf } from './sample-prompt.ts';

describe('renderPrompt, choices with an argument', () => {
  it('units: short name as title, our balance as description, the way back last', () => {
    const choices = ['HAS', 'TRY', 'USD', 'ALL'].map((arg) => ({ choice: 'choseUnit', arg }));
    const rendered = renderPrompt(
      promptOf('reconciliation.whichUnit', 'tr', letterRequest, {}, [...choices, { choice: 'wentBack' }]),
    );
    expect(rendered.choices.map(({ title, description }) => [title, description])).toEqual([
      ['Has altın', '1.250,340 g has (B)'],
      ['TL', '264.750,00 TL (A)'],
      ['USD (dolar)', '0,00 USD (B)'],
      ['Hepsi', 'Bütün birimlerde fark var'],
      ['Vazgeç', null],
    ]);
    expect(rendered.choices[0]?.id).toBe('t0ken.3.choseUnit:HAS');
  });

  it('figures: written out in the unit that was asked', () => {
    const options = [
      { unit: null, quantity: '1250.000', side: null },
      { unit: null, quantity: '1.250', side: null },
    ];
    const choices = [0, 1].map((index) => ({ choice: 'gaveFigureOption', arg: String(index) }));
    const values = { unit: 'HAS', options };
    const { choices: shown } = renderPrompt(
      promptOf('reconciliation.ambiguousFigure', 'tr', letterRequest, values, choices),
    );
    expect(shown.map(({ title }) => title)).toEqual(['1.250,000 g has', '1,250 g has']);
  });

  it.each([
    [
      'one of them with its unit is too long',
      'en',
      ['638875.000', '638.875'],
      ['638,875.000 g', '638.875 g'],
    ],
    ['the same in Arabic', 'ar', ['12638875.000', '12638.875'], ['12,638,875.000 غ', '12,638.875 غ']],
    [
      'even so they are too long',
      'tr',
      ['123456789012.000', '123456789.012'],
      ['123.456.789.012,000', '123.456.789,012'],
    ],
  ] as const)('figures, %s: both in one form, never a digit less', (_title, language, quantities, titles) => {
    const options = quantities.map((quantity) => ({ unit: null, quantity, side: null }));
    const choices = [0, 1].map((index) => ({ choice: 'gaveFigureOption', arg: String(index) }));
    const { choices: shown } = renderPrompt(
      promptOf('reconciliation.ambiguousFigure', language, letterRequest, { unit: 'HAS', options }, choices),
    );
    expect(shown.map(({ title }) => title)).toEqual(titles);
  });

  it('more than ten: keeps the way back', () => {
    const choices = [
      ...Array.from({ length: 12 }, (_, arg) => ({ choice: 'choseUnit', arg: `U${arg}` })),
      { choice: 'wentBack' },
    ];
    const rendered = renderPrompt(promptOf('reconciliation.whichUnit', 'tr', letterRequest, {}, choices));
    expect(rendered.choices).toHaveLength(10);
    expect(rendered.choices.at(-1)?.title).toBe('Vazgeç');
  });

  it('sides: in plain words', () => {
    const choices = [
      { choice: 'choseSide', arg: 'B' },
      { choice: 'choseSide', arg: 'A' },
    ];
    const values = { unit: 'USD', quantity: '12450.00' };
    const rendered = renderPrompt(promptOf('reconciliation.askSide', 'tr', letterRequest, values, choices));
    expect(rendered.choices.map(({ title }) => title)).toEqual(['Bize borcunuz', 'Bizden alacağınız']);
    expect(rendered.text).toContain('12.450,00 USD');
  });

  it('open requests: reference as title, kind as description; a long reference is whole in the description', () => {
    const long = 'INVOICE/2026/ISTANBUL/000000417';
    const requests = [
      { requestId: 'r1', kind: 'reconciliation', variant: 'letter', reference: 'MUT-2026-10-C001' },
      { requestId: 'r2', kind: 'approval', variant: 'invoice', reference: long },
    ];
    const choices = ['r1', 'r2'].map((arg) => ({ choice: 'choseRequest', arg }));
    const rendered = renderPrompt(promptOf('conversation.whichRequest', 'tr', null, { requests }, choices));
    expect(rendered.choices.map(({ title, description }) => [title, description])).toEqual([
      ['MUT-2026-10-C001', 'Mutabakat mektubu'],
      ['INVOICE/2026/ISTANBUL/0…', `${long} · Fatura onayı`],
    ]);
  });
});
