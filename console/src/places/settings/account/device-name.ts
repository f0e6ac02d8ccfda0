const found = (names: readonly (readonly [string, RegExp])[], agent: string): string | undefined =>
  names.find(([, pattern]) => pattern.test(agent))?.[0];

/** What somebody might call it: `Chrome, Windows`. */
export const nameOfDevice = (agent: string): string => {
  const browser = found(
    [
      ['Edge', /Edg/],
      ['Firefox', /Firefox|FxiOS/],
      ['Chrome', /Chrome|CriOS/],
      ['Safari', /Safari/],
    ],
    agent,
  );
  const system = found(
    [
      ['Android', /Android/],
      ['iPhone', /iPhone/],
      ['iPad', /iPad/],
      ['Windows', /Windows/],
      ['macOS', /Macintosh/],
      ['Linux', /Linux/],
    ],
    agent,
  );
  return [browser, system].filter((part) => part !== undefined).join(', ');
};
