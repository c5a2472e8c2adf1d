import { z } from 'zod';

const isLoopback = (host: string): boolean => ['localhost', '127.0.0.1', '::1'].includes(host);

const Environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional().describe('Owner of your own PostgreSQL database; without it an embedded one is started'),
  FINEPRINT_DATA: z.string().min(1).default('./.fineprint').describe('Folder of the embedded database'),
  FINEPRINT_DEMO: z.enum(['on', 'off']).default('on').describe('Load the demonstration organisation into a new embedded database'),
  FINEPRINT_ORIGIN: z.url({ protocol: /^https?$/ }).optional().describe('Address that browsers use, for example https://fineprint.example.com; needed behind a TLS proxy'),
  FINEPRINT_PG_PORT: z.coerce.number().int().min(1).max(65_535).optional().describe('Port of the embedded database; without it a free one is taken'),
  FINEPRINT_BROWSER: z.string().optional().describe('Browser for the tests'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on; loopback unless set'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port of API and console'),
});

export interface Configuration {
  readonly databaseUrl: string | null;
  readonly dataDirectory: string;
  readonly demonstration: boolean;
  readonly origin: string | null;
  readonly host: string;
  readonly port: number;
  readonly warnings: readonly string[];
}

/**
 * Reads the configuration once, at the start.
 * @throws Error that names each wrong variable and what it takes
 */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration is not valid:\n${lines.join('\n')}`);
  }
  const values = parsed.data;
  const known = new Set(Object.keys(Environment.shape));
  const unknown = Object.keys(given).filter((name) => name.startsWith('FINEPRINT_') && !known.has(name) && name !== 'FINEPRINT_KEY' && name !== 'FINEPRINT_URL');
  const warnings = unknown.map((name) => `${name} is not a variable that Fineprint knows`);
  if (!isLoopback(values.HOST) && !values.FINEPRINT_ORIGIN?.startsWith('https:')) {
    warnings.push('HOST is not loopback and FINEPRINT_ORIGIN is not https: passwords and cookies would travel in the clear');
  }
  return {
    databaseUrl: values.DATABASE_URL ?? null,
    dataDirectory: values.FINEPRINT_DATA,
    demonstration: values.FINEPRINT_DEMO === 'on' && values.DATABASE_URL === undefined,
    origin: values.FINEPRINT_ORIGIN ? new URL(values.FINEPRINT_ORIGIN).origin : null,
    host: values.HOST,
    port: values.PORT,
    warnings,
  };
}
