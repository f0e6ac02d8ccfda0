import { Schema, type SchemaDefinition } from 'mongoose';

/** Ids of ours and references of business systems; an `_id` holds two of them at most. */
export const id = { type: String, required: true, maxlength: 800, match: /^\P{Cc}+$/u };
/** Words that programs compare: `graph_131047`, `document.downloaded`, `late_agreed`. */
export const code = { type: String, required: true, match: /^[\w.:*-]{1,128}$/ };
/** SHA-256, hex. */
export const sha256 = { type: String, required: true, match: /^[0-9a-f]{64}$/ };
/** HMAC-SHA-256, base64url (`Vault.pseudonym`). */
export const pseudonym = { type: String, required: true, match: /^[\w-]{43}$/ };
/** The same, shortened to 48 bits (`Vault.searchToken`). */
export const searchToken = { type: String, required: true, match: /^[\w-]{8}$/ };
export const text = { type: String, required: true, maxlength: 4096 };
export const flag = { type: Boolean, required: true };
export const instant = { type: Date, required: true };
export const integer = {
  type: Number,
  required: true,
  validate: {
    validator: (value: unknown) => value === null || Number.isSafeInteger(value),
    message: 'is no integer',
  },
};
export const count = { ...integer, min: 0 };
/** Ciphertext of the vault: nothing of it can be looked at here. */
export const sealed = { type: Buffer, required: true };

/** Country of a recipient, or `XX` where none is known. */
export const market = { type: String, required: true, match: /^[A-Z]{2}$/ };

/** One of these words, all of which the type has (checked by the compiler). */
export const oneOf = <Word extends string>(
  words: Readonly<Record<Word, true>> | readonly Word[],
): { type: StringConstructor; required: true; enum: string[] } => ({
  type: String,
  required: true,
  enum: Array.isArray(words) ? [...(words as readonly Word[])] : Object.keys(words),
});

/** Always written, null when there is none. */
export const orNull = <Field extends object>(field: Field): Field & { required: false; default: null } => ({
  ...field,
  required: false,
  default: null,
});

/** May be left out. */
export const optional = <Field extends object>(field: Field): Field & { required: false } => ({
  ...field,
  required: false,
});

/** A document inside a document, as strict as the one around it. */
export const part = (definition: SchemaDefinition): Schema =>
  new Schema(definition, {
    _id: false,
    id: false,
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    minimize: false,
  } as const);
