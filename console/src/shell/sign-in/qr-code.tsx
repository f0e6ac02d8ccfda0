import { encode } from 'uqr';

/** Dark squares as one path; black on white in both themes, or no camera reads it. */
export const QrCode = ({ text, label, size = 180 }: { text: string; label: string; size?: number }) => {
  const { data, size: cells } = encode(text, { ecc: 'M', border: 2 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${String(x)} ${String(y)}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${String(cells)} ${String(cells)}`}
      role="img"
      aria-label={label}
    >
      <rect width={cells} height={cells} fill="#fff" rx={1} />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
};
