import { silentLogger } from '../../../src/shared/logger.ts';
import { Journal } from '../../../simulator/journal.ts';
import { GraphRefusal } from '../../../simulator/platform-errors.ts';
import type { TemplateComponent, TemplateParameter } from '../../../simulator/send-schemas.ts';
import { TemplateCatalogue } from '../../../simulator/template-catalogue.ts';
import { fillTemplate } from '../../../simulator/template-message.ts';
import { MemorySimulatorStore } from '../../support/simulator-store.ts';
import { SteppedTime } from '../../support/simulator-time.ts';

const catalogue = new TemplateCatalogue(
  new Journal(new MemorySimulatorStore(), new SteppedTime(), silentLogger),
  [
    {
      name: 'letter',
      language: 'tr',
      body: 'Sayın {{name}}, bakiyeniz {{balance}}. Sayın {{name}}, teşekkürler.',
      header: 'document',
      buttons: ['Mutabıkız', 'Mutabık değiliz'],
    },
  ],
);

const text = (parameter_name: string, value: string): TemplateParameter => ({
  type: 'text',
  parameter_name,
  text: value,
});
const header: TemplateComponent = {
  type: 'header',
  parameters: [{ type: 'document', document: { id: '1' } }],
};
const body = (...parameters: TemplateParameter[]): TemplateComponent => ({ type: 'body', parameters });
const good = body(text('name', 'Ada'), text('balance', '1.250,340 HAS'));
const payload = (index: string, value: string): TemplateComponent => ({
  type: 'button',
  sub_type: 'quick_reply',
  index,
  parameters: [{ type: 'payload', payload: value }],
});

const send = (components: TemplateComponent[], name = 'letter', code = 'tr') =>
  fillTemplate(catalogue, { name, language: { code }, components });
const codeOf = (work: () => unknown): number | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof GraphRefusal) return error.platformCode;
    throw error;
  }
};

describe('filling in a template', () => {
  it('with all its parts: puts each value wherever its name stands, and payloads on their buttons', () => {
    const filled = send([header, good, payload('1', 'no:55')]);

    expect(filled.text).toBe('Sayın Ada, bakiyeniz 1.250,340 HAS. Sayın Ada, teşekkürler.');
    expect(filled.buttons).toEqual([
      { id: 'Mutabıkız', title: 'Mutabıkız' },
      { id: 'no:55', title: 'Mutabık değiliz' },
    ]);
  });

  it('with values that look like variables: fills in once', () => {
    expect(send([header, body(text('name', '{{balance}}'), text('balance', '5'))]).text).toContain(
      'Sayın {{balance}}, bakiyeniz 5',
    );
  });

  it.each([
    [132001, 'an unknown name', () => send([header, good], 'other')],
    [132001, 'another language', () => send([header, good], 'letter', 'tr_TR')],
    [132000, 'a value too few', () => send([header, body(text('name', 'Ada'))])],
    [
      132012,
      'a name that is not in the text',
      () => send([header, body(text('name', 'Ada'), text('saldo', '5'))]),
    ],
    [132012, 'the same name twice', () => send([header, body(text('name', 'Ada'), text('name', 'Ada'))])],
    [
      132012,
      'values without names',
      () => send([header, body({ type: 'text', text: 'Ada' }, { type: 'text', text: '5' })]),
    ],
    [132018, 'a newline', () => send([header, body(text('name', 'A\nda'), text('balance', '5'))])],
    [132018, 'a tab', () => send([header, body(text('name', 'A\tda'), text('balance', '5'))])],
    [132018, 'five spaces', () => send([header, body(text('name', 'A     da'), text('balance', '5'))])],
    [132018, 'an empty value', () => send([header, body(text('name', ' '), text('balance', '5'))])],
    [
      132005,
      'a text over 1024 letters',
      () => send([header, body(text('name', 'x'.repeat(600)), text('balance', '5'))]),
    ],
    [132012, 'no header document', () => send([good])],
    [132012, 'a button it does not have', () => send([header, good, payload('2', 'x')])],
    [
      132012,
      'a URL button',
      () =>
        send([
          header,
          good,
          { type: 'button', sub_type: 'url', index: 0, parameters: [{ type: 'text', text: 'x' }] },
        ]),
    ],
  ])('%i for %s', (code, _name, work) => {
    expect(codeOf(work)).toBe(code);
  });

  it('with exactly four spaces in a value: is accepted', () => {
    expect(codeOf(() => send([header, body(text('name', 'A    da'), text('balance', '5'))]))).toBeNull();
  });
});
