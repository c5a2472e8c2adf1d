const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request of this method changes nothing (RFC 9110 §9.2.1). */
export function isSafe(method: string): boolean {
  return safe.has(method);
}
