/** Whose events: a system by its internal numbers. */
export interface SystemKey {
  readonly organisationId: number;
  readonly systemNumber: number;
}
