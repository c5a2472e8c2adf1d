import { readFileSync } from 'node:fs';

/** Agreements as vendors write them, each in a style of its own. */
export const papers = ['corvid-master-agreement.txt', 'hanse-rahmenvertrag.md', 'thornbury-terms.txt'] as const;

export function paper(name: (typeof papers)[number]): string {
  return readFileSync(new URL(`papers/${name}`, import.meta.url), 'utf8');
}
