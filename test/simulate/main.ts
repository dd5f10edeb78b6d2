/**
 * `npm run simulate [samples]`: coverage of the intervals; `-- linkage [dossiers]`: persons found; `-- tiers [rounds]`: false
 * marks among equal agencies; `-- trims [provinces]`: trimmed lists that are found, and honest ones that are marked;
 * `-- recheck [rounds]`: fabricators that a re-check finds; `-- ranks [rounds]`: true places that a rank interval misses;
 * `-- change [rounds]`: false changes between two waves of which no agency has changed.
 */
const what = process.argv[2];
if (what === 'linkage') await import('./linkage/main.ts');
else if (what === 'tiers') await import('./tiers.ts');
else if (what === 'trims') await import('./trims.ts');
else if (what === 'ranks') await import('./ranks.ts');
else if (what === 'change') await import('./changes.ts');
else if (what === 'recheck') await import('./rechecks.ts');
else await import('./coverage.ts');
