import type { OpenTable } from './open-table.ts';

/** A Stata do-file that reads each table; codes stay texts, so that their zeros stay. Run in the unpacked folder. */
export const stataCommands = (tables: readonly OpenTable[]): string =>
  ['version 14', 'set more off', '', ...tables.flatMap(readTable)].join('\n');

function readTable({ name, title, variables }: OpenTable): string[] {
  const places = variables.flatMap(({ type }, place) => (type === 'string' ? [place + 1] : []));
  const numbers = variables.filter(({ type }) => type !== 'string');
  return [
    `* ${title}`,
    `import delimited using "data/${name}.csv", clear varnames(1) case(preserve) encoding("utf-8") bindquote(strict) asdouble stringcols(${places.join(' ')})`,
    ...(numbers.length > 0
      ? [`destring ${numbers.map((number) => number.name).join(' ')}, replace`]
      : []),
    ...variables.map((variable) => `label variable ${variable.name} ${quoted(variable.label)}`),
    ...variables.flatMap(({ name: variable, codes = {} }) =>
      Object.entries(codes).map(([code, meaning]) => {
        return `note ${variable}: ${code} = ${meaning.replaceAll(/["`$]/g, '')}`;
      }),
    ),
    `label data ${quoted(title)}`,
    `save "${name}.dta", replace`,
    '',
  ];
}

/** Stata cuts labels after 80 characters by itself; quotes and macro signs would end the text. */
const quoted = (value: string) => `"${value.replaceAll(/["`$]/g, '')}"`;
