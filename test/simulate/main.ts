/**
 * `npm run simulate [samples]`: coverage of the intervals; `-- linkage [dossiers]`: persons found; `-- tiers [rounds]`: false
 * marks among equal agencies; `-- trims [provinces]`: trimmed lists that are found, and honest ones that are marked;
 * `-- recheck [rounds]`: fabricators that a re-check finds; `-- ranks [rounds]`: true places that a rank interval misses;
 * `-- change [rounds]`: false changes between two waves of which no agency has changed.
 */
const simulation = process.argv[2];
if (simulation === 'linkage') await import('./linkage/main.ts');
else if (simulation === 'tiers') await import('./tiers.ts');
else if (simulation === 'trims') await import('./trims.ts');
else if (simulation === 'ranks') await import('./ranks.ts');
else if (simulation === 'change') await import('./changes.ts');
else if (simulation === 'recheck') await import('./rechecks.ts');
else await import('./coverage.ts');
