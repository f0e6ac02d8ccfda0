import type { Value } from '../bson/raw.ts';
import { CommandError } from '../errors.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import type { Filter } from '../query/filter.ts';
import type { DocumentStream } from '../query/stream.ts';

/** A pipeline on another collection, as `$lookup` asks for it. */
export interface InnerPipeline {
  readonly collection: string;
  /** What its documents must match beside the pipeline. */
  readonly filter: Filter;
  readonly pipeline: readonly Value[];
  readonly scope: EvaluationScope;
}

/** What stages need from the database. */
export interface StageContext {
  readonly scope: EvaluationScope;
  /** Runs a pipeline on a collection of the same database. */
  run(inner: InnerPipeline): DocumentStream;
}

/** A stage: takes a stream of documents and gives another; nothing is read before it is asked for. */
export type Stage = (source: DocumentStream) => DocumentStream;

const maxMemoryBytes = 100 * 1024 * 1024;

/** Counts what a stage holds in memory and refuses more than MongoDB allows without a disk. */
export function heldBytes(stage: string): (bytes: number) => void {
  let held = 0;
  return (bytes) => {
    held += bytes;
    if (held > maxMemoryBytes) {
      throw new CommandError(
        292,
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        `Exceeded memory limit for ${stage}: ${maxMemoryBytes} bytes`,
      );
    }
  };
}

/** Reads a stream to its end. */
export function readAll(source: DocumentStream, stage: string): Buffer[] {
  const held = heldBytes(stage);
  const documents: Buffer[] = [];
  for (let document = source.next(); document !== undefined; document = source.next()) {
    held(document.length);
    documents.push(document);
  }
  return documents;
}
