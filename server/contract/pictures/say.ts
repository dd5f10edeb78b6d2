export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string;
