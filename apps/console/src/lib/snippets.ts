export interface Snippet {
  readonly title: string;
  readonly text: string;
}

/** Lines to paste into a shell, filled in. Without a secret they read the key from the environment. */
export function snippetsFor(origin: string, system: string, secret: string | null, nowIso: string): readonly Snippet[] {
  const bearer = secret ?? '$FINEPRINT_KEY';
  const event = { id: 'lead-1001', system, version: 'v1', time: nowIso, score: 0.82, decision: true, latencyMs: 41.5 };
  const outcome = { event: 'lead-1001', system, outcome: 'positive', time: nowIso };
  const post = (path: string, body: object) =>
    [`curl ${origin}/api/v1/${path} \\`, `  -H "Authorization: Bearer ${bearer}" \\`, `  -H 'Content-Type: application/json' \\`, `  -d '${JSON.stringify(body)}'`].join('\n');
  return [
    { title: 'One event by HTTP', text: post('events', event) },
    { title: 'Its outcome, when it is known', text: post('outcomes', outcome) },
    {
      title: 'A file by the command line',
      text: [...(secret ? [`export FINEPRINT_KEY=${secret}`] : []), `npm run fineprint -- push events.ndjson --server ${origin} --system ${system}`].join('\n'),
    },
    {
      title: 'A stream by HTTP',
      text: [
        `curl ${origin}/api/v1/events/import \\`,
        `  -H "Authorization: Bearer ${bearer}" \\`,
        `  -H 'Content-Type: application/x-ndjson' \\`,
        `  --data-binary @events.ndjson`,
      ].join('\n'),
    },
  ];
}
