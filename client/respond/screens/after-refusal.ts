/** One file, loaded once the server has refused something. */
export { Ended } from './Ended.tsx';
export { SetAside } from './SetAside.tsx';
