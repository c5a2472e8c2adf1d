import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runShowing } from '../../apps/cli/progress.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium that starts: FINEPRINT_BROWSER, else one that is installed, else Debian's package
 * when this process may install it. Throws an error that says what is missing and how to get it.
 *
 * @returns {Promise<string>}
 */
export async function findBrowser() {
  const named = process.env.FINEPRINT_BROWSER;
  if (named) {
    if (!starts(named)) throw new Error(`FINEPRINT_BROWSER names ${named}, which is not a browser that starts here.`);
    return named;
  }
  const present = installedBrowser();
  if (present) return present;
  if (!mayInstall()) throw new Error(missing('this user may not install packages'));
  await install();
  const installed = installedBrowser();
  if (!installed) throw new Error(missing('the package chromium was installed, but no browser starts'));
  return installed;
}

function installedBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, ...macPaths].find((path) => isExecutable(path) && starts(path));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

// Ubuntu's chromium-browser is a stub that only tells how to install a snap: a file that is there proves nothing.
function starts(path) {
  const run = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return run.status === 0 && /chrom/i.test(run.stdout);
}

function mayInstall() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

async function install() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // A failed refresh is not the end: the list on this machine may be good enough for the install.
  await runShowing('refreshing the package list', 'apt-get', ['update', '-q'], { env }).catch(() => undefined);
  try {
    await runShowing(
      'installing chromium',
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', 'chromium'],
      { env },
    );
  } catch (error) {
    throw new Error(missing(error.message), { cause: error });
  }
}

function missing(reason) {
  return [
    `The browser tests need Chromium, and there is none: ${reason}.`,
    'Install it (Debian, Ubuntu: apt-get install chromium; macOS: brew install --cask chromium),',
    'or set FINEPRINT_BROWSER to the path of a Chromium or Chrome, then run npm test again.',
  ].join('\n');
}
