import type { Shape } from '../../api/shapes.ts';
import { times } from '../../parts/quantity.ts';

type PriceList = Shape<'PriceList'>;

/** What so many letters to numbers in Türkiye cost at most, as a decimal string; null: the list has no price for them. */
export const costOf = (
  letters: number,
  { prices }: Pick<PriceList, 'prices'>,
  day: string,
): string | null => {
  const inForce = prices.filter(
    ({ category, from, until }) => category === 'utility' && from <= day && (until === null || day < until),
  );
  const price = inForce.find(({ market }) => market === 'TR') ?? inForce.find(({ market }) => market === '*');
  return price === undefined ? null : times(price.amount, letters);
};
