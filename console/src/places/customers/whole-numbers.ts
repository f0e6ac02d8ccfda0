import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { tellFailed } from '../../parts/toasts.ts';
import { useOrder } from '../../parts/use-order.ts';
import { maskedOf, withNumbers, type Revealed, type ToWrite, type WantedNumbers } from './to-write.ts';

/** Why somebody looks; `other` is said in words. */
export const revealReasons = ['contact', 'verify', 'correct', 'legal', 'other'] as const;

interface RevealOrder {
  customerRef: string;
  wanted: WantedNumbers;
  reason: (typeof revealReasons)[number];
  /** Empty: none. */
  note: string;
}

const revealNumbers = ({ customerRef, wanted, reason, note }: RevealOrder): Promise<Revealed> =>
  dataOf(
    api.POST('/v1/customers/{ref}/reveal', {
      params: { path: { ref: customerRef } },
      body: { ...wanted, reason, ...(note.trim() === '' ? {} : { note: note.trim() }) },
    }),
  );

/** Too many were looked at: said in words, with how long to wait. */
const useTellTooMany = (): ((problem: Error) => boolean) => {
  const { t } = useTranslation('customers');
  return (problem) => {
    const isTooMany = problem instanceof ApiProblem && problem.status === 429;
    if (isTooMany) tellFailed(t('numbers.tooMany', { count: problem.retryAfter ?? 60 }));
    return isTooMany;
  };
};

/** Asks for whole numbers; the log of who looked is asked again. */
export const useReveal = (after: (answer: Revealed) => void) =>
  useOrder({
    send: revealNumbers,
    refresh: [['audit']],
    said: null,
    after,
    isToldThere: useTellTooMany(),
  });

const wholeOf = async (toWrite: ToWrite): Promise<ToWrite> => {
  const wanted = maskedOf(toWrite);
  if (!wanted.taxNumber && wanted.contacts.length + wanted.agreements.length === 0) return toWrite;
  const order = { customerRef: toWrite.customer.ref, wanted, reason: 'correct' as const, note: '' };
  return withNumbers(toWrite, await revealNumbers(order));
};

/** Opens a form on whole numbers: what is written as a whole holds them, and asking for them is on record. */
export const useToWrite = (open: (toWrite: ToWrite) => void) =>
  useOrder({
    send: wholeOf,
    refresh: [['audit']],
    said: null,
    after: open,
    isToldThere: useTellTooMany(),
  });
