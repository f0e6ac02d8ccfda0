import { contactCommands } from '../../../console/src/shell/contact-commands.ts';

type Hit = Parameters<typeof contactCommands>[0];

const found = (changes: Partial<Hit> = {}) => {
  const opened: string[] = [];
  const hit: Hit = {
    kind: 'contact',
    ...{ id: 'C001-1', ref: 'C001-1', name: 'Ayşe Yılmaz', phone: '+90 ••• ••• 01 01' },
    ...{ phoneVerified: true, customerRefs: ['C001'] },
    ...changes,
  };
  const openCustomer = (ref: string): void => void opened.push(ref);
  return { opened, commands: contactCommands(hit, { unverified: 'not verified', openCustomer }) };
};

describe('a contact in the command box', () => {
  it('of two customers: is there for each of them, and opens the one that is chosen', () => {
    const { commands, opened } = found({ customerRefs: ['C001', 'C007'] });

    expect(commands.map(({ hint }) => hint)).toEqual([
      '+90 ••• ••• 01 01 · C001',
      '+90 ••• ••• 01 01 · C007',
    ]);
    expect(new Set(commands.map(({ id }) => id)).size).toBe(2);
    for (const { run } of commands) run();
    expect(opened).toEqual(['C001', 'C007']);
  });

  it.each([
    ['nobody proved to be theirs', { phoneVerified: false }, '+90 ••• ••• 01 01 · not verified · C001'],
    ['nobody knows', { phone: '', phoneVerified: false }, 'C001'],
  ])('with a number that %s: says so', (_what, changes, hint) => {
    expect(found(changes).commands.map((command) => command.hint)).toEqual([hint]);
  });
});
