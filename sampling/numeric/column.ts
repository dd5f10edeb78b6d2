/** The arrays a column of answers may come in. */
export type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;
