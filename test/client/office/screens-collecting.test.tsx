// Truth checked: ux.md §1.1 — one h1, one “Việc cần làm”, at most one primary button on every screen.
import { test } from 'vitest';
import { hidesForeignScreens, opensEveryScreen } from './screen-walks.tsx';

test('at the stage collecting every screen of the table opens for its roles, with one heading, what to do and one way forward, and asks for what the contract grants', () =>
  opensEveryScreen('collecting'));

test('at the stage collecting a screen that is not for a role is none to it', () =>
  hidesForeignScreens('collecting'));
