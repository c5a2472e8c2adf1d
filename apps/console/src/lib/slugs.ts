/** A short name proposed for a name: "Leadmind Scoring Ltd." becomes "leadmind-scoring-ltd". */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '-').slice(0, 64).replaceAll(/^-+|-+$/g, '');
}
