import { Tally } from '../../src/shared/tally.ts';

/** One call of a repository by its name among the application's repositories, e.g. `tasks.open`. */
export type CallName = `${string}.${string}`;

/**
 * Lets a process of this test run die as if it were killed: at a chosen call of a chosen repository everything that process
 * asks its storage for fails from then on. What was on its way to the database may still arrive there, as in life.
 */
export interface DyingProcess {
  /** Calls of its repositories so far, oldest first. */
  calls: CallName[];
  /** Right before or right after the `nth` such call from now on; `first` is awaited in between. */
  dieAt(
    call: CallName,
    moment: 'before' | 'after',
    options?: { nth?: number; first?: () => Promise<unknown> },
  ): void;
  isDead(): boolean;
  /** Started again: its storage answers, nothing is planned. */
  revive(): void;
}

type Method = (...input: unknown[]) => unknown;

const died = (): Error => new Error('this process was killed');

/** Called with nothing but empty lists, it asks the storage for nothing: no place to die. */
const asksNothing = (input: readonly unknown[]): boolean => {
  const lists = input.filter((one) => Array.isArray(one));
  return lists.length > 0 && lists.every((list) => list.length === 0);
};

const methodsOf = (repository: object): string[] => {
  const prototype = Object.getPrototypeOf(repository) as object;
  const names = Object.getOwnPropertyNames(prototype === Object.prototype ? repository : prototype);
  return names.filter((name) => name !== 'constructor');
};

/** `repositories`: of an application, or of the part of one that a test runs. */
export const makeMortal = ({ repositories }: { repositories: object }): DyingProcess => {
  const calls: CallName[] = [];
  let dead = false;
  let plan: { call: CallName; moment: string; left: number; first: () => Promise<unknown> } | null = null;

  const isNow = (call: CallName, moment: string): boolean => {
    if (plan?.call !== call || plan.moment !== moment) return false;
    plan.left -= 1;
    return plan.left === 0;
  };
  const die = async (): Promise<never> => {
    await plan?.first();
    dead = true;
    throw died();
  };
  const wrap =
    (call: CallName, method: Method): Method =>
    async (...input) => {
      if (dead) throw died();
      if (asksNothing(input)) return method(...input);
      calls.push(call);
      if (isNow(call, 'before')) await die();
      const result = await method(...input);
      // Others of its calls were on their way: nobody is there to hear the answer.
      if (dead) throw died();
      if (isNow(call, 'after')) await die();
      return result;
    };

  for (const [name, repository] of Object.entries(repositories) as [string, Record<string, Method>][]) {
    // Counts in memory: nothing is asked of the storage, and nobody waits for an answer.
    if ((repository as object) instanceof Tally) continue;
    for (const method of methodsOf(repository)) {
      const original = repository[method];
      if (typeof original === 'function')
        repository[method] = wrap(`${name}.${method}`, original.bind(repository));
    }
  }
  return {
    calls,
    dieAt(call, moment, { nth = 1, first = () => Promise.resolve() } = {}) {
      plan = { call, moment, left: nth, first };
    },
    isDead: () => dead,
    revive() {
      dead = false;
      plan = null;
      calls.length = 0;
    },
  };
};
