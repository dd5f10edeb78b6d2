import { createContext } from 'preact';

/** What the stage of the campaign orders on this screen; it comes before what the screen says of its data. */
export const StageOrder = createContext<string | undefined>(undefined);
