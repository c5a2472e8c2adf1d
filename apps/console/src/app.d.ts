import type { Problem } from '#libs/wire/problem.js';

declare global {
  namespace App {
    interface Error {
      problem?: Problem;
    }
  }
}
