import fc from 'fast-check';
import { permits, scopes, type Scope } from '../../../src/staff/permissions.ts';
import { mayHear } from '../../../src/api/stream-route.ts';
import { changeKinds, type ChangeKind } from '../../../src/changes/change.ts';
import { idOfPlace, placeOfId } from '../../../src/changes/stream-text.ts';

/** What the things themselves are read with. */
const readWith: Record<string, Scope> = {
  message: 'conversations:read',
  conversation: 'conversations:read',
  note: 'conversations:read',
  request: 'requests:read',
  task: 'tasks:read',
  document: 'documents:read',
  run: 'runs:read',
  template: 'templates:read',
  customer: 'customers:read',
};
const neededFor = (kind: ChangeKind): Scope => readWith[kind.split('.')[0] ?? ''] as Scope;

describe('who hears of a change', () => {
  it('any scopes, any change: only whoever may read the thing, and of the compartment only compliance', () => {
    fc.assert(
      fc.property(
        fc.subarray([...scopes]),
        fc.constantFrom(...changeKinds),
        fc.boolean(),
        (granted, kind, isCompartment) => {
          const mayRead =
            permits(granted, neededFor(kind)) && (!isCompartment || permits(granted, 'compliance'));

          expect(mayHear(granted, { kind, ...(isCompartment ? { isCompartment } : {}) })).toBe(mayRead);
        },
      ),
    );
  });
});

describe('the id of an event', () => {
  it('any place: it is read as it was written', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 499 }), (seq, changes) => {
        expect(placeOfId(idOfPlace({ seq, changes }))).toEqual({ seq, changes });
      }),
    );
  });

  it('any other text: it is no place, or one that is written otherwise', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const place = placeOfId(text);
        expect(place === null || /^\d/.test(idOfPlace(place))).toBe(true);
      }),
    );
  });
});
