import { createHash } from 'node:crypto';
import { lastDayOfMonth } from 'date-fns';

const longest = 64;

/** `2026-10` for the end of a month, else the whole date. */
const periodOf = (periodEnd: string): string => {
  const date = new Date(`${periodEnd}T12:00:00Z`);
  return lastDayOfMonth(date).getUTCDate() === date.getUTCDate() ? periodEnd.slice(0, 7) : periodEnd;
};

/** As a reference of the business system is written; what has to be changed for it gets a mark of what it was. */
const asReference = (text: string): string => {
  const plain = text.replace(/[^A-Za-z0-9._:-]+/g, '-');
  if (plain === text && text.length <= longest) return text;
  const mark = createHash('sha256').update(text).digest('hex').slice(0, 10);
  return `${plain.slice(0, longest - mark.length - 1)}-${mark}`;
};

/**
 * The reference a letter is known by: the same account and date have the same one in every run, so that a letter that is open
 * is not sent again (domain 7.1: `MUT-2026-10-C001`).
 */
export const letterIdOf = ({
  reference,
  periodEnd,
  customer,
  account,
  form,
}: {
  reference: string | null;
  periodEnd: string;
  customer: string;
  account: string;
  form: 'Ba' | 'Bs' | null;
}): string => {
  if (reference !== null) return asReference(reference);
  const who = account === customer ? customer : `${customer}-${account}`;
  return asReference(
    form === null
      ? `MUT-${periodOf(periodEnd)}-${who}`
      : `${form.toUpperCase()}-${periodEnd.slice(0, 7)}-${who}`,
  );
};
