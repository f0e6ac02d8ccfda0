/** A BSON value as `bson/raw.ts` has it; what reads values throws these errors, so it is not imported here. */
interface DetailValue {
  readonly type: number;
  readonly buf: Buffer;
  readonly start: number;
  readonly end: number;
}

/** Extra fields an error reply carries, such as `keyPattern` and `keyValue` of a duplicate key. */
export interface ErrorDetails {
  readonly keyPattern?: DetailValue;
  readonly keyValue?: DetailValue;
}

/** An error in MongoDB's own shape: number, name and message as clients know them. */
export class CommandError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly details: ErrorDetails;
  readonly labels: readonly string[];
  constructor(
    code: number,
    codeName: string,
    message: string,
    more: { details?: ErrorDetails; labels?: readonly string[] } = {},
  ) {
    super(message);
    this.code = code;
    this.codeName = codeName;
    this.details = more.details ?? {};
    this.labels = more.labels ?? [];
  }
}

/** The request is wrong in form (2, BadValue). */
export function badValue(message: string): CommandError {
  return new CommandError(2, 'BadValue', message);
}

/** The request cannot be parsed (9, FailedToParse). */
export function failedToParse(message: string): CommandError {
  return new CommandError(9, 'FailedToParse', message);
}

/** A value has the wrong type (14, TypeMismatch). */
export function typeMismatch(message: string): CommandError {
  return new CommandError(14, 'TypeMismatch', message);
}

/** MongoDB has it, this database does not (238, NotImplemented). */
export function notImplemented(what: string): CommandError {
  return new CommandError(238, 'NotImplemented', `${what} is not supported by the embedded database`);
}

/** A name that neither MongoDB nor this database knows in this place (40415 and relatives). */
export function unknownField(where: string, name: string): CommandError {
  return new CommandError(40415, 'Location40415', `BSON field '${where}.${name}' is an unknown field.`);
}
