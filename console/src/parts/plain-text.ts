/** Whatever an event brought along, as text. */
export const plainText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : Array.isArray(value)
      ? value.map(plainText).join(', ')
      : typeof value === 'object' && value !== null
        ? Object.entries(value)
            .map(([name, inner]) => `${name} ${plainText(inner)}`)
            .join(', ')
        : String(value);
