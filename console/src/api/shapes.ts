import type { components, paths } from '../../../clients/typescript/src/generated/openapi.ts';

/** A shape of the reference by its name there: `Shape<'Task'>`. */
export type Shape<Name extends keyof components['schemas']> = components['schemas'][Name];

/** What a list of the API is asked by: `Query<'/v1/messages'>`. */
export type Query<Path extends keyof paths> = paths[Path] extends {
  get: { parameters: { query?: infer Asked } };
}
  ? NonNullable<Asked>
  : never;

/** What is posted: `Body<'/v1/evidence/verify'>`. */
export type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody?: { content: { 'application/json': infer Sent } } };
}
  ? Sent
  : never;
