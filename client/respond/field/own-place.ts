import type { Place } from '#contract/hamlet-places.ts';

const PATIENCE = 20_000;
/** Beyond this a hamlet may be the wrong one. */
const MOST_METRES = 500;
export type PlaceFault = 'refused' | 'missing' | 'inexact' | 'abroad';

/** Where the telephone is, asked this once; rounded here, before it is kept or sent. */
export async function ownPlace(): Promise<Place | PlaceFault> {
  const { geolocation } = navigator;
  if (!geolocation) return 'missing';
  const options = { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 0 };
  const found = await new Promise<GeolocationPosition | GeolocationPositionError>((resolve) =>
    geolocation.getCurrentPosition(resolve, resolve, options),
  );
  if (!('coords' in found)) return found.code === found.PERMISSION_DENIED ? 'refused' : 'missing';
  const { longitude, latitude, accuracy } = found.coords;
  if (accuracy > MOST_METRES) return 'inexact';
  const place = { east: Math.round(longitude * 1000), north: Math.round(latitude * 1000) };
  return isInVietNam(place) ? place : 'abroad';
}

/** As the contract has it. */
const isInVietNam = ({ east, north }: Place): boolean =>
  east >= 101_000 && east <= 119_000 && north >= 6_000 && north <= 24_000;
