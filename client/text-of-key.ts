export interface Texts {
  readonly [key: string]: string | Texts;
}

/** `results.title` in a file of texts; none where the file lacks it. */
export const textOf = (texts: Texts, key: string): string | undefined => {
  const found = key
    .split('.')
    .reduce<string | Texts | undefined>(
      (part, name) => (typeof part === 'object' ? part[name] : undefined),
      texts,
    );
  return typeof found === 'string' ? found : undefined;
};

/** Writes the values in place of `{{value}}`. */
export const filled = (text: string, values: Readonly<Record<string, unknown>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
