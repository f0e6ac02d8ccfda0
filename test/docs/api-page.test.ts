import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { callbackTypes } from '../../src/callbacks/callback-types.ts';
import { eventSchema } from '../../src/triggers/event-schema.ts';
import { reservedEventTypes } from '../../src/triggers/event-types.ts';
import { toProblem } from '../../src/http/problem-details.ts';
import { settleOutcomesOf } from '../../src/requests/settle-outcomes.ts';
import { AppError } from '../../src/shared/errors.ts';
import { makeTestApp } from '../support/app.ts';
import { scopes } from '../../src/staff/permissions.ts';

const page = readFileSync('docs/api.md', 'utf8');

const sectionOf = (heading: string): string => {
  const [, rest = ''] = page.split(`\n## ${heading}\n`);
  return rest.split('\n## ')[0] ?? '';
};

const rowsOf = (section: string): string[][] =>
  section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const codesIn = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');

/** Everything that writes words of the interface: dialogs, and what carries out their effects. */
const source = ['machines', 'src/conversations', 'src/requests', 'src/tasks', 'src/triggers', 'src/app']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8')),
  )
  .join('\n');

const wordsIn = (pattern: RegExp): string[] => [
  ...new Set([...source.matchAll(pattern)].map((match) => match[1] ?? '')),
];

const missingFrom = (section: string, words: readonly string[]): string[] =>
  words.filter((word) => !section.includes(`\`${word}\``));

/** `GET /v1/requests?kind=` as `get /v1/requests`. */
const routesIn = (cell = ''): string[] =>
  [...cell.matchAll(/`([A-Z]+) (\/v1\/[^`?]+)[^`]*`/g)].map(
    ([, method = '', path = '']) => `${method.toLowerCase()} ${path}`,
  );

class Coded extends AppError {
  readonly retryable = false;
  readonly code: string;

  constructor(code: string) {
    super('Something is the matter.');
    this.code = code;
  }
}

describe('docs/api.md', () => {
  it('the table of routes: names every route with its scope, and no other', () => {
    const documented = rowsOf(sectionOf('Routes')).flatMap(([routes, scope]) =>
      routesIn(routes).map((route) => `${route} ${codesIn(scope).join()}`),
    );
    const served = makeTestApp().routes.map(
      ({ method, path, scope, alsoNeeds }) => `${method} ${path} ${[scope, ...alsoNeeds].join()}`,
    );

    expect(documented.sort()).toEqual(served.sort());
  });

  it('the scopes: each is named', () => {
    expect(scopes.filter((scope) => !page.includes(`\`${scope}\``))).toEqual([]);
  });

  it('the table of events: holds every type that is taken, with its fields, and no type of our own', () => {
    const rows = rowsOf(sectionOf('Events')).filter(([type]) => /\w\.\w/.test(type ?? ''));
    const documented = new Map(rows.map(([type, fields]) => [codesIn(type)[0] ?? '', fields ?? '']));
    const missing = eventSchema.options.flatMap(({ shape }) => {
      const fields = documented.get(shape.type.value);
      if (fields === undefined) return [shape.type.value];
      return Object.keys(shape.data.shape)
        .filter((name) => !name.startsWith('document_') || name === 'document_code')
        .filter((name) => !new RegExp(`\\b${name}\\b`).test(fields))
        .map((name) => `${shape.type.value} ${name}`);
    });

    expect(missing).toEqual([]);
    expect(documented.size).toBe(eventSchema.options.length);
    expect(reservedEventTypes.filter((type) => documented.has(type))).toEqual([]);
  });

  it('the table of errors: gives each code the status it is answered with', () => {
    const wrong = rowsOf(sectionOf('Errors').replaceAll(/^\| (\d+) \|/gm, '| `$1` |')).flatMap(
      ([status = '', codes]) =>
        codesIn(codes)
          .filter((code) => code !== 'internal')
          .map((code) => [code, toProblem(new Coded(code), 'req').problem.status] as const)
          .filter(([, answered]) => `\`${answered}\`` !== status)
          .map(([code, answered]) => `${code} ${answered}`),
    );

    expect(wrong).toEqual([]);
  });

  it('the words of histories, tasks, outcomes and callbacks: each that the source uses is explained', () => {
    const history = wordsIn(/\b(?:what|history): '([a-z_]+)'/g);
    const outcomes = wordsIn(/(?:type: 'closeRequest', params|closes): \{ outcome: '([a-z_]+)'/g);
    const tasks = wordsIn(/\b(?:reason|task): '([a-z_]+)', (?:urgent|isUrgent|role)|task: '([a-z_]+)'/g);
    const callbacks = [
      ...wordsIn(/type: 'announce',[\s\S]{0,80}?type: '([a-z_]+\.[a-z_]+)'/g),
      ...['request.closed', 'request.updated', 'message.failed', 'task.escalated'],
    ];

    expect(
      [history.length, outcomes.length, tasks.length, callbacks.length].every((count) => count > 10),
    ).toBe(true);
    expect(missingFrom(sectionOf('Requests'), [...history, ...outcomes])).toEqual([]);
    expect(missingFrom(sectionOf('Tasks'), tasks)).toEqual([]);
    expect(missingFrom(sectionOf('Callbacks'), callbacks)).toEqual([]);
    expect(callbacks.filter((type) => !(callbackTypes as readonly string[]).includes(type))).toEqual([]);
  });

  it('the table of callbacks: holds every type an endpoint may ask for, and no other', () => {
    const table = sectionOf('Callbacks').split('\n*common*')[0] ?? '';
    const documented = rowsOf(table).flatMap(([types]) => codesIn(types));

    expect(documented.sort()).toEqual([...callbackTypes].sort());
  });

  it('the table of requests: names what each variant may be settled with', () => {
    const rows = rowsOf(
      sectionOf('Requests').replaceAll(
        /^\| (reconciliation|approval|notice|document|feedback) ?/gm,
        '| `$1` ',
      ),
    );
    const documented = Object.fromEntries(
      rows
        .filter((cells) => cells.length === 3)
        .map(([variant, , settled]) => [codesIn(variant).at(-1) ?? '', codesIn(settled).sort()]),
    );
    const variants = [
      'letter',
      'transaction',
      'invoice',
      'document',
      'feedback',
      'report',
      'movement',
      'payment',
      'difference',
      'verification',
      'deadline',
    ] as const;

    expect(documented).toEqual(
      Object.fromEntries(variants.map((variant) => [variant, [...settleOutcomesOf(variant)].sort()])),
    );
  });
});
