import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Asked, PlantedOffice } from './planted-secrets.ts';
import { inOrder, plantedOffice } from './planted-secrets.ts';

/** A test for each endpoint that is meant, asked with a person's secret at each place. */
export function refusedEndpoints(
  isMeant: (endpoint: Asked['endpoint']) => boolean,
): () => PlantedOffice {
  let planted: PlantedOffice;
  beforeAll(async () => {
    planted = await plantedOffice();
  });
  afterAll(() => planted?.close());

  const ofEndpoint = (asked: Asked) =>
    test('refuses without a word of what was sent', async () => {
      expect(await planted.toldBy(asked)).toEqual([]);
    });
  const asked = inOrder.filter(({ endpoint }) => isMeant(endpoint));
  const name = '$feature · $name';
  // Beside one another, where no stage ends: readings of one thing are 50 ms apart.
  describe.concurrent.each(asked.filter(({ isEnding }) => !isEnding))(name, ofEndpoint);
  describe.each(asked.filter(({ isEnding }) => isEnding))(name, ofEndpoint);
  return () => planted;
}

/** What is left of them all: so many kinds of refusal at least, for not all is refused by its form alone. */
export async function expectNoTrace(
  planted: PlantedOffice,
  { kinds, address }: { readonly kinds: number; readonly address: string },
): Promise<void> {
  expect(planted.met.size).toBeGreaterThan(kinds);
  const { figures, ...traces } = await planted.traces();
  expect(figures).toContain(address);
  expect(traces).toEqual({ log: [], metrics: [], journal: [] });
}
