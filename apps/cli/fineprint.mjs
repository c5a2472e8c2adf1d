import { launch } from './launch.mjs';

await launch('apps/cli/src/main.js', process.argv.slice(2));
