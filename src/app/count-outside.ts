import { Counter, type Registry } from 'prom-client';
import type { OutsideProposer } from '../outside/outside-proposer.ts';

/** Counted where it is asked; read when somebody looks. Left out: this process asks nobody. */
export const countOutside = (
  registry: Registry,
  outside: Pick<OutsideProposer, 'counts'> | undefined,
): void => {
  new Counter({
    name: 'outside_model_questions_total',
    help: 'Texts a model outside was asked about, and how that ended',
    labelNames: ['result'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [result, count] of Object.entries(outside?.counts ?? {})) this.inc({ result }, count);
    },
  });
};
