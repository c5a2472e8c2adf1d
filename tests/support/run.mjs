import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, productNode, root } from '../../apps/cli/prepare.mjs';
import { findBrowser } from './browser.mjs';

// npm test, npm run bench, npm run vectors, npm run templates:check: everything that is needed first, then the tests. Further arguments go to them.

const args = process.argv.slice(2);

try {
  await ensureInstalled();
  const runner = { '--vectors': 'tests/vectors/run.ts', '--templates': 'tests/templates/run.ts' }[args[0]];
  process.exitCode = runner ? source(runner, args.slice(1)) : await builtFirst(args);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function builtFirst(options) {
  await ensureBuilt();
  return options.includes('--bench') ? source('tests/bench/run.ts', options.filter((option) => option !== '--bench')) : test(options);
}

function source(file, options) {
  return node(['--conditions=source', '--import', '@oxc-node/core/register', file, ...options]);
}

/** Looks for a browser when the browser tests are among those asked for. Without one the others still run, but the result is a failure. */
async function test(options) {
  const vitest = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--config', 'tests/vitest.config.ts', ...options];
  const named = options.join(' ').match(/--project[= ]\S+/g);
  if (named && !named.some((option) => option.includes('e2e'))) return node(vitest);
  let problem;
  const browser = await findBrowser().catch((error) => {
    problem = error.message;
  });
  if (browser) return node(vitest, { FINEPRINT_BROWSER: browser });
  if (!named) node([...vitest, '--project=!e2e']);
  process.stderr.write(`\nThe browser tests did not run. ${problem}\n`);
  return 1;
}

function node(options, env = {}) {
  const { status } = spawnSync(productNode(), options, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return status ?? 1;
}
