/** What a template says, on the platform as with us: the parts of platform 8.2, formats and types in lower case. */
export interface TemplateContent {
  /** `document`, `text`, `image` …; the text of a `text` header alone. */
  header: { format: string; text: string | null } | null;
  body: string;
  footer: string | null;
  /** `quick_reply`, `url` …, in the order of the platform. */
  buttons: readonly { type: string; text: string }[];
}

/** A `{{variable}}` of a text and where it stands, in UTF-16 units. */
export interface FoundVariable {
  name: string;
  from: number;
  to: number;
}

const variablePattern = /\{\{([^{}]*)\}\}/g;

/** Every variable of a text, in its order, each as often as it stands there. The name is as written, without outer spaces. */
export const variablesIn = (text: string): readonly FoundVariable[] =>
  [...text.matchAll(variablePattern)].map((match) => ({
    name: (match[1] ?? '').trim(),
    from: match.index,
    to: match.index + match[0].length,
  }));

/** Puts values in place of variables; one that has none stays. */
export const fillVariables = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replaceAll(variablePattern, (whole, name: string) => values.get(name.trim()) ?? whole);
