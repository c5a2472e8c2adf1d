import { launch } from './launch.mjs';

await launch('apps/api/src/main.js', process.argv.slice(2));
