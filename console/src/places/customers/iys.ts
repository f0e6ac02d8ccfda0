import { TZDate } from '@date-fns/tz';
import type { Shape } from '../../api/shapes.ts';
import { numberOf } from './number-of.ts';

type Iys = NonNullable<Shape<'Contact'>['iys']>;

export const iysStatuses = ['ONAY', 'RET'] as const satisfies readonly Iys['status'][];

/** Where it was said, as the registry names it; the frequent ones first. */
export const iysSources = [
  ...(['HS_MESAJ', 'HS_WEB', 'HS_FIZIKSEL_ORTAM', 'HS_ISLAK_IMZA', 'HS_CAGRI_MERKEZI', 'HS_MOBIL'] as const),
  ...(['HS_EORTAM', 'HS_SOSYAL_MEDYA', 'HS_EPOSTA', 'HS_ETKINLIK', 'HS_ATM', 'HS_KARAR', 'HS_2015'] as const),
] as const satisfies readonly Iys['source'][];

/** An entry of the registry as it is typed; instants are local, `2026-11-24T14:05`. */
export interface TypedIys {
  status: Iys['status'];
  source: Iys['source'];
  saidAt: string;
  recordedAt: string;
}

/** `2026-11-24T14:05` in a zone, of an instant. */
const localOf = (at: string, timeZone: string): string => {
  const local = new TZDate(at, timeZone);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [String(local.getFullYear()), two(local.getMonth() + 1), two(local.getDate())].join('-');
  return `${day}T${two(local.getHours())}:${two(local.getMinutes())}`;
};

const instantOf = (typed: string, timeZone: string): string => {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = typed.split(/[-T:]/).map(Number);
  return new Date(+new TZDate(year, month - 1, day, hour, minute, timeZone)).toISOString();
};

export const typedIys = (iys: Iys | undefined, timeZone: string): TypedIys | null =>
  iys === undefined
    ? null
    : {
        ...{ status: iys.status, source: iys.source },
        ...{ saidAt: localOf(iys.saidAt, timeZone), recordedAt: localOf(iys.recordedAt, timeZone) },
      };

/** An entry that was touched, and the number it was typed for; empty: there was none yet. */
export interface TouchedIys {
  /** Left out: nobody touched it. Null: there is none. */
  iys?: TypedIys | null | undefined;
  iysOf?: string | undefined;
}

/** What was touched, if it is of the number that is typed by now: with another one it does not go along. */
export const touchedIys = ({
  phone,
  iys,
  iysOf = '',
}: TouchedIys & { phone: string }): TypedIys | null | undefined =>
  iysOf === '' || iysOf === numberOf(phone) ? iys : undefined;

/** With another status; `last` is what was typed before there was none. */
export const withStatus = (status: Iys['status'], last: TypedIys | null): TypedIys => ({
  ...{ source: 'HS_MESAJ', saidAt: '', recordedAt: '' },
  ...last,
  status,
});

/** Everything is there, and it was not recorded before it was said. */
export const isWholeIys = (typed: TypedIys | null | undefined): boolean =>
  typed === null ||
  typed === undefined ||
  (typed.saidAt !== '' && typed.recordedAt !== '' && typed.saidAt <= typed.recordedAt);

/** As the API takes it: left out where nobody touched it, `null` takes it away. */
export const writtenIys = (typed: TypedIys | null | undefined, timeZone: string): { iys?: Iys | null } => {
  if (typed === undefined) return {};
  if (typed === null) return { iys: null };
  const { status, source, saidAt, recordedAt } = typed;
  return {
    iys: {
      ...{ status, source },
      ...{ saidAt: instantOf(saidAt, timeZone), recordedAt: instantOf(recordedAt, timeZone) },
    },
  };
};
