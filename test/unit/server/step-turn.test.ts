// Truth: the promise of the function itself: however many documents are made at once, one step of one of them is between two looks
// at what comes in, each has its turn in the order of coming, and none is left.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepTurn } from '../../../server/http/step-turn.ts';

test('of many makers at once one makes one step in each turn of the loop, and all of them come to their end', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.nat(5), { maxLength: 20 }), async (makers) => {
      let turn = 0;
      let isOver = false;
      const countTurns = () => {
        turn += 1;
        if (!isOver) setImmediate(countTurns);
      };
      setImmediate(countTurns);
      const turns: number[] = [];
      const order: number[] = [];
      await Promise.all(
        makers.map(async (steps, maker) => {
          for (let step = 0; step < steps; step += 1) {
            await stepTurn();
            turns.push(turn);
            order.push(maker);
          }
        }),
      );
      isOver = true;
      expect(new Set(turns).size).toBe(turns.length);
      const firsts = [...new Set(order)];
      expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
      expect(order).toHaveLength(makers.reduce((sum, steps) => sum + steps, 0));
    }),
  ));
