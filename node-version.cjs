// Loaded before anything else (node --require), in syntax that Node 12 reads: an older Node would say no more than
// `Unknown file extension ".ts"` or which name it does not export.
'use strict';

const [major, minor] = process.versions.node.split('.').map(Number);
/** Both lines have argon2 and randomUUIDv7 in node:crypto from there on. */
const fits = major === 24 ? minor >= 16 : major === 26 ? minor >= 1 : major > 26;

if (!fits) {
  const found = `${process.version} (${process.execPath})`;
  console.error(`
Cần Node 24.16 trở lên; lệnh này vừa chạy bằng Node ${found}.
Máy Linux (glibc), macOS, Windows: chạy lại "npm ci" (không bỏ gói tùy chọn, không --ignore-scripts), npm sẽ mang theo Node.
Máy khác (ví dụ Alpine): cài Node 24 mới nhất từ https://nodejs.org/en/download rồi chạy lại lệnh này.

Node 24.16 or later is needed; this command was run by Node ${found}.
Linux (glibc), macOS, Windows: run "npm ci" again (without --omit=optional or --ignore-scripts) and npm brings Node.
Elsewhere (such as Alpine): install the latest Node 24 from https://nodejs.org/en/download, then run this command again.
`);
  process.exit(1);
}
