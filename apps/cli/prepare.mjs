import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runShowing } from './progress.mjs';

// Plain JavaScript without dependencies: it runs before anything is installed, on whatever Node the machine has.

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const modules = join(root, 'node_modules');
const sources = ['apps', 'libs', 'migrations', 'templates', 'package.json', 'package-lock.json', 'tsconfig.json'];
const notSources = new Set(['node_modules', '.svelte-kit', 'dist', 'build']);

/** Runs `npm ci` when node_modules is missing or belongs to another package-lock.json. */
export async function ensureInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const wanted = `${digest(lock)} ${process.platform} ${process.arch}`;
  const stamp = join(modules, '.fineprint-installed');
  if (read(stamp) === wanted && existsSync(join(modules, 'typescript'))) return;
  // --include: NODE_ENV=production would leave out what the build needs, and a user's npmrc may omit optional packages.
  if (!matches(lock)) await npm('installing packages', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']);
  writeFileSync(stamp, wanted);
}

/** Runs `npm run build` when dist is missing or was made from other sources. */
export async function ensureBuilt() {
  const stamp = join(root, 'dist', '.fineprint-built');
  const wanted = digest(sources.flatMap((name) => describe(join(root, name))).join('\n'));
  if (read(stamp) === wanted) return;
  await npm('building', ['run', 'build']);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, wanted);
}

/**
 * The Node to run the product with: the one among the packages, else the present one when it is new enough.
 *
 * @returns {string} its path
 */
export function productNode() {
  const packaged = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(packaged)) return packaged;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 17)) return process.execPath;
  throw new Error(
    `Fineprint needs Node 22.17 or later; this is ${process.versions.node}, and the package that brings Node 24 has no program in it.\n` +
      'Its install script was probably blocked: run npm ci --ignore-scripts=false, or install a newer Node.',
  );
}

/** Whether npm's own record of node_modules says what the lock file says: somebody installed by hand. */
function matches(lock) {
  const record = read(join(modules, '.package-lock.json'));
  if (record === undefined) return false;
  const there = JSON.parse(record).packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, { version, integrity, optional, devOptional }]) =>
      path === '' ||
      (there[path] === undefined
        ? optional === true || devOptional === true
        : there[path].version === version && there[path].integrity === integrity),
  );
}

function npm(label, args) {
  // npm ci removes node_modules, and with it the Node 24 that npm scripts find first: npm itself runs on the machine's Node.
  const ours = join(modules, '.bin');
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ours);
  const env = { ...process.env, PATH: path.join(delimiter), npm_config_loglevel: 'error' };
  return runShowing(label, 'npm', args, { cwd: root, env, shell: process.platform === 'win32' });
}

function describe(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [`${path} ${stat.size} ${stat.mtimeMs}`];
  const names = readdirSync(path).filter((name) => !notSources.has(name));
  return names.toSorted().flatMap((name) => describe(join(path, name)));
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex');
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
