import { shownOf } from '../../../console/src/push/shown.ts';

const origin = 'https://mutabik.firm.example';
const message = {
  ...{ title: 'Mutabık: 2 new tasks', body: '2 × overdue', tag: 'ntc_1' },
  link: 'https://mutabik.firm.example/console/today?task=tsk_1',
};
const nothing = { title: 'Mutabık', body: '', tag: 'mutabik', path: '/console/today' };

it('a message: shown as it says, and leads to its place of this console', () => {
  expect(shownOf(JSON.stringify(message), origin)).toEqual({
    ...{ title: 'Mutabık: 2 new tasks', body: '2 × overdue', tag: 'ntc_1' },
    path: '/console/today?task=tsk_1',
  });
});

it.each(['', 'not JSON', 'null', '[]', '7', '{}', '{"title":7,"body":null}'])(
  '%j: shown by the product’s name, since browsers want something shown',
  (text) => {
    expect(shownOf(text, origin)).toEqual(nothing);
  },
);

it.each([
  ['https://evil.example/console/today?x=1', '/console/today?x=1'],
  ['https://evil.example/', '/console/today'],
  ['javascript:alert(1)', '/console/today'],
  ['//evil.example/console', '/console/today'],
  ['/console/../v1/me', '/console/today'],
  ['/v1/me', '/console/today'],
  ['/console/requests/req_1', '/console/requests/req_1'],
])('a link %s: opens nothing but a place of this console', (link, path) => {
  expect(shownOf(JSON.stringify({ ...message, link }), origin).path).toBe(path);
});
