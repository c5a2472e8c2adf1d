/**
 * One registration of versions, features and slices at a time in each organisation, until the transaction ends: the limits hold,
 * and two streams, or a stream and an announcement, cannot order features differently.
 */
export async function lockDictionaries(query: (sql: string, parameters: readonly unknown[]) => Promise<unknown>, organisationId: number): Promise<void> {
  await query('SELECT pg_advisory_xact_lock(hashtext($1), $2)', ['fineprint dictionaries', organisationId]);
}
