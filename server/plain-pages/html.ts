/** Markup that may go to a browser as it is. Only the `html` tag makes it, and it escapes every value. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Value = Html | string | number | false | null | undefined | readonly Value[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (symbol) => ENTITIES[symbol] ?? '');

function markupOf(value: Value): string {
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(markupOf).join('');
  return value === false || value === null || value === undefined ? '' : escaped(String(value));
}

/** Markup with holes. Attribute values are in double quotes; what is false or absent leaves nothing. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(
    parts.reduce(
      (markup, part, index) =>
        markup + part + (index < values.length ? markupOf(values[index]) : ''),
      '',
    ),
  );
