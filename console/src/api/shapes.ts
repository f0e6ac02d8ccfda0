import type { components } from '../../../clients/typescript/src/generated/openapi.ts';

/** A shape of the reference by its name there: `Shape<'Task'>`. */
export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name];
