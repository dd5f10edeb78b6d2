const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (symbol) => ENTITIES[symbol] ?? '');

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An SVG element. Attributes are escaped; `children` is markup. No style and no id: a page may hold many pictures. */
export function element(name: string, attributes: Attributes, children = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(String(value))}"`)
    .join('');
  return `<${name}${written}>${children}</${name}>`;
}
