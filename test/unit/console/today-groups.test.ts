import { readFileSync } from 'node:fs';
import { groupOf, groupsOf, type Request, type Task } from '../../../console/src/places/today/groups.ts';

// What the groups read of a task and a request.
const task = (id: string, more: Partial<Task> = {}): Task =>
  ({
    id,
    reason: 'document_review',
    escalations: 0,
    urgent: false,
    requestId: null,
    dueAt: '2026-11-24T10:00:00.000Z',
    ...more,
  }) as Task;
const request = (id: string): Request => ({ id, dueAt: '2026-11-24T09:00:00.000Z' }) as Request;

const shown = (tasks: readonly Task[], due: readonly Request[] = []) =>
  groupsOf(tasks, due).map(({ name, items }) => [name, items.map(({ id }) => id)]);

describe('what waits today', () => {
  it('tasks of several reasons: groups in the order of what presses most, empty ones left out', () => {
    const tasks = [
      task('document'),
      task('person', { reason: 'human_requested' }),
      task('late', { reason: 'question', escalations: 2 }),
      task('no', { reason: 'reconciliation_disagreed' }),
      task('new', { reason: 'a_reason_of_tomorrow' }),
    ];

    expect(shown(tasks)).toEqual([
      ['escalated', ['late']],
      ['disagreed', ['no']],
      ['documents', ['document']],
      ['person', ['person']],
      ['other', ['new']],
    ]);
  });

  it('within a group: urgent first, then what is due first', () => {
    const tasks = [
      task('later', { dueAt: '2026-11-25T10:00:00.000Z' }),
      task('soon'),
      task('urgent', { urgent: true, dueAt: '2026-11-26T10:00:00.000Z' }),
    ];

    expect(shown(tasks)).toEqual([['documents', ['urgent', 'soon', 'later']]]);
  });

  it('a request that is due and has a task: is there once, as its task', () => {
    expect(shown([task('review', { requestId: 'req_1' })], [request('req_1'), request('req_2')])).toEqual([
      ['documents', ['review']],
      ['due', ['req_2']],
    ]);
  });

  it('every reason of the reference outside compliance: has words in both languages, and but for a few its group', () => {
    const table =
      /\| reason \| role \| \|\n([\s\S]*?)\n\n/.exec(readFileSync('docs/api.md', 'utf8'))?.[1] ?? '';
    const reasons = table
      .split('\n')
      .filter((line) => !line.includes('| compliance |'))
      .flatMap((line) =>
        [...(line.split('|')[1] ?? '').matchAll(/`([\w.]+)`/g)].map(([, name = '']) => name),
      );
    for (const language of ['tr', 'en']) {
      const words = JSON.parse(readFileSync(`console/src/locales/${language}/today.json`, 'utf8')) as {
        reasons: Record<string, string>;
      };
      expect(reasons.filter((reason) => !(reason.replaceAll('.', '-') in words.reasons))).toEqual([]);
    }
    const ungrouped = reasons.filter((reason) => groupOf({ reason, escalations: 0 }) === 'other');
    expect(reasons.length).toBeGreaterThan(50);
    expect(ungrouped).toEqual(['trigger']);
  });
});
