/** The JSON pointer (RFC 6901) that leads along keys and positions: `['terms', 'uptime.target']` is `/terms/uptime.target`. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
