/** The name of a file as it is shown: without a path, bounded; null: it has none. */
export const shownName = (filename: string | null): string | null => {
  const name =
    (filename ?? '')
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim() ?? '';
  return name === '' ? null : name.slice(0, 150);
};
