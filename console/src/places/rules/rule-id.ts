const letters: Readonly<Record<string, string>> = { ı: 'i', ğ: 'g', ü: 'u', ş: 's', ö: 'o', ç: 'c' };

/** `Büyük hareket` → `buyuk-hareket`, or with a number where that is taken. */
export const freeId = (name: string, taken: ReadonlySet<string>): string => {
  const base =
    name
      .toLocaleLowerCase('tr')
      .replaceAll(/[ığüşöç]/g, (letter) => letters[letter] ?? letter)
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 48)
      .replace(/-+$/, '') || 'kural';
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}-${String(n)}`;
    // Addresses of their own below `/v1/triggers`.
    if (!taken.has(id) && id !== 'types' && id !== 'calendar') return id;
  }
};
