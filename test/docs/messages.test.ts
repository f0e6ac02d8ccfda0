import { readFileSync, writeFileSync } from 'node:fs';
import { countsOn, messagesOf, tableOfMessages, withTable } from '../support/render-messages.ts';
import { conversationScripts } from '../support/script.ts';

const page = 'docs/messages.md';

describe('docs/messages.md', () => {
  const dialogs = conversationScripts().map(({ name, script }) => messagesOf(name, script));

  /** Written anew only where nothing rose: a dialog that needs one more is put up by hand, with its reason. */
  it('no dialog takes more messages than before', () => {
    const known = countsOn(readFileSync(page, 'utf8'));
    const risen = dialogs.filter(({ name, total }) => total > (known.get(name) ?? total));

    expect(risen.map(({ name, total }) => `${name}: ${total}, before ${known.get(name)}`)).toEqual([]);
    if (process.env['UPDATE_DIALOGS'] === '1')
      writeFileSync(page, withTable(readFileSync(page, 'utf8'), tableOfMessages(dialogs)));
  });

  it('compared with the scripts: counts every one of them', () => {
    const text = readFileSync(page, 'utf8');

    expect([...countsOn(text).keys()]).toEqual(dialogs.map(({ name }) => name));
    expect(
      text === withTable(text, tableOfMessages(dialogs)) ? 'current' : 'out of date: npm run dialogs',
    ).toBe('current');
  });

  it('nothing is charged but templates for business and words in the chat', () => {
    expect([...new Set(dialogs.flatMap(({ charged }) => [...charged.keys()]))].sort()).toEqual([
      'service',
      'utility',
    ]);
  });
});
