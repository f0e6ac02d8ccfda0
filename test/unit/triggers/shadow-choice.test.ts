import fc from 'fast-check';
import { compileRule, EventFields, inOrder, matches } from '../../../src/triggers/rules/compile-rule.ts';
import { shadowChoice } from '../../../src/triggers/rules/shadow-choice.ts';
import { aRule } from '../../support/rule-ports.ts';

const types = ['sale', 'purchase', 'scrap_in'] as const;
const someRule = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  priority: fc.integer({ min: 1, max: 3 }),
  takes: fc.subarray([...types], { minLength: 1 }),
});
const compiled = ({ id, priority, takes }: { id: string; priority: number; takes: string[] }, version = 1) =>
  compileRule(
    id,
    version,
    aRule({ priority, when: [{ field: 'movement_type', op: 'one_of', value: takes }] }),
  );

describe('which rule would act with a draft in use', () => {
  it('property: the one that would be found by looking at all of them again', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(someRule, { selector: ({ id }) => id, maxLength: 4 }),
        someRule,
        fc.constantFrom(...types),
        (rules, other, movementType) => {
          const envelope = {
            ...{ type: 'account.movement.posted', event_id: 'e', tenant: 't', occurred_at: '' },
            data: { movement_type: movementType },
          };
          const fields = () => new EventFields({ envelope, customer: null });
          const inUse = rules.map((rule) => compiled(rule)).sort(inOrder);
          const draft = compiled(other, 2);
          const first = (all: typeof inUse) => all.find((rule) => matches(rule, fields())) ?? null;
          const acting = first(inUse);
          const would = first([...inUse.filter(({ id }) => id !== draft.id), draft].sort(inOrder));

          const choice = shadowChoice(draft, inUse, acting, fields());

          const hasToDo = would === draft || acting?.id === draft.id;
          expect(choice).toEqual(hasToDo ? { now: acting, outcome: would } : null);
        },
      ),
    );
  });

  it('the rule that was chosen is in use no more: what is in use now counts', () => {
    const [rule, draft] = [
      compiled({ id: 'a', priority: 2, takes: ['sale'] }, 2),
      compiled({ id: 'b', priority: 3, takes: ['sale'] }),
    ];
    const envelope = {
      ...{ type: 'account.movement.posted', event_id: 'e', tenant: 't', occurred_at: '' },
      data: { movement_type: 'sale' },
    };
    const fields = new EventFields({ envelope, customer: null });
    expect(shadowChoice(draft, [rule], { id: 'a', version: 1 }, fields)).toEqual({
      now: rule,
      outcome: draft,
    });
  });
});
