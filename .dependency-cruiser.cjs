const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(apps|libs|migrations|tests)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('wire-knows-nobody', '^libs/wire/', '^libs/wire/', 'wire imports zod only'),
    only('access-knows-wire', '^libs/access/', '^libs/(access|wire)/', 'access imports wire'),
    only('measurement-knows-nobody', '^libs/measurement/', '^libs/(measurement|wire)/', 'measurement is below everything but the wire'),
    only('terms-knows-nobody', '^libs/terms/', '^libs/(terms|wire)/', 'terms is below everything but the wire'),
    only('remedies-knows-measurement', '^libs/remedies/', '^libs/(remedies|measurement|wire)/', 'remedies imports measurement'),
    only('evidence-knows-wire', '^libs/evidence/', '^libs/(evidence|wire)/', 'evidence imports wire'),
    only('rendering-knows-wire', '^libs/rendering/', '^libs/(rendering|wire)/', 'rendering imports wire'),
    only('portable-knows-evidence', '^libs/portable/', '^libs/(portable|evidence|wire)/', 'portable imports evidence'),
    only('api-knows-libs', '^apps/api/', '^(apps/api|libs|migrations)/', 'api imports libs and migrations'),
    only('cli-knows-libs', '^apps/cli/', '^(apps/cli|libs)/', 'cli imports libs'),
    only('console-knows-little', '^apps/console/', '^(apps/console|libs/(wire|access|portable|remedies))/', 'console imports wire, access and the pure functions it shows'),
    {
      name: 'libs-are-pure',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '(@nestjs|/typeorm|/pg/|pg-boss|node:net|node:http|node:child_process|node:fs)' },
    },
    {
      name: 'console-libs-run-in-browsers',
      severity: 'error',
      from: { path: '^libs/(wire|access|remedies|measurement)/' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist|\\.svelte-kit)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default'], exportsFields: ['exports'] },
  },
};
