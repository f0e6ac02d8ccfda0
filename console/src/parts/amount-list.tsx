import { AmountText } from './amount-text.tsx';
import classes from './amount-list.module.css';

interface Amount {
  unit: string;
  quantity: string;
  side: 'B' | 'A';
}

const shownAtMost = 2;

/** The first balances of a row in a table, and how many more there are. Never added; where there is no room for one, it is not cut. */
export const AmountList = ({ lines }: { lines: readonly Amount[] }) => (
  <span className={classes.list}>
    {lines.slice(0, shownAtMost).map((line, index) => (
      <AmountText key={`${line.unit}${String(index)}`} {...line} />
    ))}
    {lines.length > shownAtMost && <span className={classes.more}>+{lines.length - shownAtMost}</span>}
  </span>
);
