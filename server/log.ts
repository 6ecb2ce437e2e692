import { type DestinationStream, type Logger, pino } from 'pino';

const secretFields = [
  'accessToken',
  'access_token',
  'clientSecret',
  'client_secret',
  'signed_payload_jwt',
  'sessionSecret',
  'authorization',
  'cookie',
  '["x-auth-token"]',
];

/**
 * The log: JSON lines on standard output. No secret is handed to it; should one slip in under a
 * known name, at the top or one level down, it is replaced.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = secretFields.flatMap((field) => [
    field,
    field.startsWith('[') ? `*${field}` : `*.${field}`,
  ]);
  const redact = { paths, censor: '[secret]' };
  const options = { level, base: null, redact, serializers: { err: describeError } };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * An error as the log may show it: what it is, where it was thrown and what caused it. Libraries
 * hang more on their errors (a Redis command's arguments, a response's body), and that stays out.
 */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return {
    type: name,
    message,
    ...code,
    stack,
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
}
