import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect } from 'vitest';
import type { Endpoint, Role } from '#contract/endpoint.ts';
import { go, match } from '../../../client/office/page/router.ts';
import { CAMPAIGN_SCREENS, linkTo, OFFICE_SCREENS } from '../../../client/office/screens.ts';
import {
  EVERYBODY,
  GOOD,
  NO_SCREEN,
  openAt,
  PARAMS,
  page,
  settled,
  shape,
} from './opened-office.tsx';

const ENDPOINTS = Object.values(
  import.meta.glob<object>('../../../server/contract/*.ts', { eager: true }),
).flatMap((file) =>
  Object.values(file).filter((value) => value?.method && value.path),
) as Endpoint[];
export const SCREENS = [...CAMPAIGN_SCREENS, ...OFFICE_SCREENS];
export const EVERY = SCREENS.flatMap((screen) =>
  EVERYBODY.map((staff) => ({
    staff,
    href: linkTo(screen.name, PARAMS),
    mayOpen: screen.roles.some((role) => role === staff.role),
  })),
);

/** Each role comes in once and walks on as by links: the shell and the session stay, as they do in an office. */
export async function opensEveryScreen(stage: string): Promise<void> {
  for (const staff of EVERYBODY) {
    const own = EVERY.filter((row) => row.staff === staff && row.mayOpen);
    const asked = await openAt(own[0]!.href, staff, stage);
    for (const { href } of own) {
      act(() => go(href));
      await settled();
      const heading = page.querySelector('h1')?.textContent ?? '';
      const refusedTo = asked.splice(0).filter(({ line }) => !isGranted(line, staff.role as Role));
      const found = { href, role: staff.role, mayOpen: heading !== NO_SCREEN, ...shape() };
      expect({ ...found, refusedTo }).toEqual({
        href,
        role: staff.role,
        mayOpen: true,
        ...GOOD,
        refusedTo: [],
      });
      expect(heading).not.toMatch(/^[a-z_]+\.[a-z_]+$/);
    }
    render(null, page);
  }
}

/** Goes back to a screen that opens at the end: an office that no link moves would fail there. */
export async function hidesForeignScreens(stage: string): Promise<void> {
  for (const staff of EVERYBODY) {
    const own = EVERY.filter((row) => row.staff === staff);
    const { href: start } = own.find(({ mayOpen }) => mayOpen)!;
    const asked = await openAt(start, staff, stage);
    for (const { href } of own.filter(({ mayOpen }) => !mayOpen)) {
      act(() => go(href));
      const heading = page.querySelector('h1')?.textContent;
      const found = { href, role: staff.role, heading, ...shape() };
      expect(found).toEqual({ href, role: staff.role, heading: NO_SCREEN, ...GOOD });
    }
    act(() => go(start));
    await settled();
    expect(page.querySelector('h1')?.textContent).not.toBe(NO_SCREEN);
    expect(asked.filter(({ line }) => !isGranted(line, staff.role as Role))).toEqual([]);
    render(null, page);
  }
}

const accessTo = new Map<string, Endpoint['access']>();
function isGranted(line: string, role: Role): boolean {
  const access = accessTo.get(line) ?? accessOf(line);
  accessTo.set(line, access);
  return typeof access === 'string' || access.includes(role);
}

/** By the most literal endpoint whose method and path fit. */
function accessOf(line: string): Endpoint['access'] {
  const [method, address = ''] = line.split(' ');
  const path = address.split('?')[0] ?? '';
  const variables = (endpoint: Endpoint) => endpoint.path.split(':').length;
  const [endpoint] = ENDPOINTS.filter(
    (known) => known.method === method && match(known.path, path),
  ).sort((a, b) => variables(a) - variables(b));
  if (!endpoint) throw new RangeError(`no endpoint for ${line}`);
  return endpoint.access;
}
