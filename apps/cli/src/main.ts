#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { backtestCommand } from './backtest/backtest-command.js';
import { intervalsCommand } from './intervals/intervals-command.js';
import { measureCommand } from './measure/measure-command.js';
import { pushCommand } from './push/push-command.js';

const usageFault = 2;

const program = new Command('fineprint')
  .description('Fineprint at the command line')
  .addCommand(pushCommand((code) => (process.exitCode = code)))
  .addCommand(measureCommand((code) => (process.exitCode = code)))
  .addCommand(backtestCommand((code) => (process.exitCode = code)))
  .addCommand(intervalsCommand((code) => (process.exitCode = code)));

for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
  command.exitOverride((error) => {
    throw error;
  });
}

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : usageFault;
}
