// Truth: RFC 5321, 4.1.2, as counters write addresses down; fieldwork.md §2: an office's address reaches no citizen.
import { expect, test } from 'vitest';
import { readEmail } from '../../../server/lists/understand/email.ts';

test.each([
  ['Hoa.Nguyen@Example.com', 'hoa.nguyen@example.com'],
  ['mail: a_b+c@mail.example.com.vn; SĐT 0912345678', 'a_b+c@mail.example.com.vn'],
  ['motcua@thainguyen.gov.vn', null],
  ['ubnd@gov.vn', null],
  ['không có', null],
  ['hoa@', null],
  ['@example.com', null],
  ['', null],
])('the cell “%s” gives %s', (cell, address) => expect(readEmail(cell)).toBe(address));
