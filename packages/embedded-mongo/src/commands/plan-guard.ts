import { CommandError } from '../errors.ts';
import type { Plan } from '../planner/plan.ts';
import type { Collection, Index } from '../store/catalog.ts';
import type { Engine } from './context.ts';

function indexesOf(plan: Plan): readonly Index[] {
  if (plan.stage === 'OR') return plan.plans.flatMap(indexesOf);
  return plan.stage === 'IXSCAN' && plan.index !== undefined ? [plan.index] : [];
}

function killed(what: string): CommandError {
  return new CommandError(175, 'QueryPlanKilled', `query plan killed :: ${what}`);
}

/**
 * What has to hold whenever a resting cursor goes on: its collection and the indexes of its plan are still the same ones.
 * After a drop its documents would simply seem to have come to an end. Collections and indexes have numbers that are not
 * used again, so one that was made anew under the old name is noticed, too, also when another process did it.
 */
export function guardOf(engine: Engine, collection: Collection, plan: Plan): () => void {
  const indexes = indexesOf(plan);
  return () => {
    const now = engine.catalog.find(collection.database, collection.name);
    if (now?.id !== collection.id) throw killed(`collection dropped: ${collection.namespace}`);
    for (const { id, name } of indexes)
      if (!now.indexes.some((index) => index.id === id)) throw killed(`index '${name}' dropped`);
  };
}
