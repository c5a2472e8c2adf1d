import { Command, Option } from 'commander';
import { ServerError } from './server.js';
import { verifyIntervals, type SystemFindings } from './verify.js';

interface Flags {
  readonly server: string;
  readonly key?: string;
  readonly system?: string;
  readonly repair?: true;
  readonly json?: true;
}

const differencesShown = 20;

const help = `
Every interval is counted again from its events and outcomes and compared byte for byte.
The key comes from --key or FINEPRINT_KEY and needs the scope intervals:recount, which only
administrators give; the server comes from --server or FINEPRINT_URL.
Exit code: 0 nothing differs or everything was repaired, 1 something differs, 2 could not.`;

/** `fineprint intervals verify`. `finish` gets the exit code. */
export function intervalsCommand(finish: (code: number) => void): Command {
  const verify = new Command('verify')
    .description('compare the stored intervals with the events they were counted from')
    .addOption(new Option('--server <url>', 'address of the server').env('FINEPRINT_URL').default('http://127.0.0.1:3000'))
    .addOption(new Option('--key <key>', 'API key').env('FINEPRINT_KEY'))
    .option('--system <slug>', 'only this system')
    .option('--repair', 'replace what differs by what the events give')
    .option('--json', 'print the result as one JSON object')
    .addHelpText('after', help)
    .action(async (flags: Flags) => {
      try {
        if (!flags.key) throw new ServerError('An API key is needed: --key KEY, or FINEPRINT_KEY in the environment.');
        if (!URL.canParse(flags.server) || !/^https?:/.test(flags.server)) throw new ServerError(`--server ${flags.server}: an address such as http://127.0.0.1:3000 is expected`);
        const server = { address: flags.server, key: flags.key };
        const systems = await verifyIntervals(server, flags.system, flags.repair === true, (text) => process.stderr.write(`${text}\n`));
        console.log(flags.json ? JSON.stringify({ systems }) : systems.map(inWords).join('\n'));
        finish(flags.repair !== true && systems.some(isWrong) ? 1 : 0);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (flags.json) console.log(JSON.stringify({ error: message }));
        console.error(message);
        finish(2);
      }
    });
  return new Command('intervals').description('keep the counts of events').addCommand(verify);
}

function isWrong({ differing, rollUps }: SystemFindings): boolean {
  return differing + rollUps.length > 0;
}

function inWords(findings: SystemFindings): string {
  const { system, days, events, intervals, staleHours, differing, differences, rollUps, repaired } = findings;
  const verdict = isWrong(findings) ? `${differing} intervals and the sums of ${rollUps.length} days differ${repaired ? 'ed and are repaired' : ''}` : 'as its events say';
  const stale = staleHours === 0 ? [] : [`  ${staleHours} hours ${repaired ? 'were' : 'are'} waiting to be counted anew${repaired ? ' and are' : ''}`];
  const shown = differences.slice(0, differencesShown).map(({ hour, version }) => `  ${hour} ${version}`);
  const more = differing > shown.length ? [`  and ${differing - shown.length} more`] : [];
  return [`${system}: ${events} events in ${intervals} intervals of ${days} days: ${verdict}`, ...stale, ...shown, ...more].join('\n');
}
