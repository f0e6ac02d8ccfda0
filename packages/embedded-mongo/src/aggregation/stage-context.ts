import type { JsDocument } from '../bson/js.ts';
import type { EvaluationScope } from '../expression/scope.ts';

/** What stages need from the database: the documents of another collection. */
export interface StageContext {
  readonly scope: EvaluationScope;
  /** Runs a pipeline on a collection of the same database. */
  run(collection: string, pipeline: readonly JsDocument[], scope: EvaluationScope): JsDocument[];
  /** Throws when the command's time is over. */
  checkTime(): void;
}

/** A stage on documents in memory. */
export type Stage = (documents: JsDocument[]) => JsDocument[];
