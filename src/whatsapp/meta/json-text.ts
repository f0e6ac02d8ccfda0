/** The JSON of a value as text; empty where there is none, or where its nesting exceeds the stack: then only the raw element has it. */
export const jsonText = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
};
