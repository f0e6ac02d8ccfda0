/** Who has a number: a contact of the books, or somebody who wants no messages there. */
export type NumberHolder = 'contact' | 'stopped';
