import { Place } from '#contract/hamlet-places.ts';

/** Latitude first, as maps give them to copy: “21.5942, 105.8482”; a comma may be the decimal sign where a blank separates. */
export function placeOf(typed: string): Place | undefined {
  const numbers = typed.includes('.')
    ? typed.split(/[\s,;]+/)
    : typed.split(/[\s;]+/).map((part) => part.replace(',', '.'));
  const [latitude, longitude, ...others] = numbers.filter(Boolean).map(Number);
  if (latitude === undefined || longitude === undefined || others.length > 0) return undefined;
  const place = { east: Math.round(longitude * 1000), north: Math.round(latitude * 1000) };
  return Place.safeParse(place).data;
}

export const typedOf = ({ east, north }: Place): string => `${north / 1000}, ${east / 1000}`;
