/** What an expression can see beside the document: one clock reading per command, and the variables of `let`. */
export interface EvaluationScope {
  readonly now: Date;
  readonly variables: Readonly<Record<string, unknown>>;
}
