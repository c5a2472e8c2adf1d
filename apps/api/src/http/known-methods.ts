import type { Request } from 'express';

/** What the router keeps of a route; its published types lag behind. */
interface Layer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** The methods that the path of a request has routes for; none when the path is unknown. */
export function knownMethods({ app, originalUrl }: Pick<Request, 'app' | 'originalUrl'>): readonly string[] {
  const path = pathOf(originalUrl);
  const layers = app.router.stack as unknown as readonly Layer[];
  const methods = layers.flatMap((layer) => (layer.route && matches(layer, path) ? Object.keys(layer.route.methods) : [])).map((method) => method.toUpperCase());
  if (methods.includes('GET')) methods.push('HEAD');
  return [...new Set(methods)].toSorted();
}

/** The path as it was asked for; inside a mounted handler `request.path` lacks its beginning. */
export function pathOf(originalUrl: string): string {
  return originalUrl.split('?', 1)[0] ?? '';
}

// A path with a broken %-escape matches nothing.
function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false;
  }
}
