/** What a thread does once no file of its project is left for it. */
export const projectEnd: (() => Promise<void>)[] = [];
