/** One text for a statement, however many values, rows or schemas of restored copies it is asked with. */
export const statementText = (sql: string): string =>
  sql
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/"(?:drill_[0-9a-f]{12}|public)"/g, '"schema"')
    .replace(/\$\d+/g, '$')
    .replace(/\$(?:, ?\$)+/g, '$')
    .replace(/(\([^()]*\))(?:, ?\1)+/g, '$1');
