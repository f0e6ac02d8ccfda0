import { trusted } from 'mongoose';

/** A record at this revision; one of before revisions were counted is at 0. */
export const atRev = (rev: number) => (rev === 0 ? trusted({ $in: [0, null] }) : rev);
