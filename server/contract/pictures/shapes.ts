const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (symbol) => ENTITIES[symbol] ?? '');

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of SVG, before it is markup or lines of a PDF. No style and no id: a page may hold many pictures. */
export interface Shape {
  readonly name: string;
  readonly attributes: Attributes;
  readonly children: readonly Shape[];
  readonly text: string;
}

export const shape = (
  name: string,
  attributes: Attributes,
  children: readonly Shape[] = [],
): Shape => ({ name, attributes, children, text: '' });

export const label = (text: string, attributes: Attributes = {}): Shape => ({
  name: 'text',
  attributes,
  children: [],
  text,
});

/** What a pointer that rests on the parent is shown. */
export const tooltip = (text: string): Shape => ({
  name: 'title',
  attributes: {},
  children: [],
  text,
});

/** Attributes and texts are escaped. */
export function markup({ name, attributes, children, text }: Shape): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(String(value))}"`)
    .join('');
  return `<${name}${written}>${escapeText(text)}${children.map(markup).join('')}</${name}>`;
}

/** Tenths of a pixel. */
export const fixed = (value: number): number => Math.round(10 * value) / 10;
