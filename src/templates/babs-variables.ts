import { formatQuantity } from '../money/format-amount.ts';
import { noOwnUnits } from '../money/own-units.ts';
import { textOf } from './locale-texts.ts';
import type { Variable } from './prompt-variable.ts';
import { readDetails } from './request-details.ts';

/** Of letters about the declarations of purchases and sales (domain 3.3). */
export const babsVariables: { readonly [name: string]: Variable } = {
  /** `10.2026`: months are told with a dot in all three languages, as the forms have them. */
  babs_month: ({ request }) => {
    const [year, month] = (request === null ? '' : (readDetails(request.details).babs?.month ?? '')).split(
      '-',
    );
    return year === undefined || month === undefined ? null : `${month}.${year}`;
  },
  babs_form: ({ request }) => (request === null ? null : (readDetails(request.details).babs?.form ?? null)),
  /** Which form, how many documents, which total without VAT. */
  babs_line: ({ request, language }) => {
    const babs = request === null ? undefined : readDetails(request.details).babs;
    const total = request?.lines.find(({ unit }) => unit === 'TRY');
    if (babs === undefined || total === undefined) return null;
    return textOf(language, `reconciliation:babs.${babs.form}`, {
      count: babs.documents,
      total: formatQuantity(total.quantity, 'TRY', language, noOwnUnits),
    });
  },
};
