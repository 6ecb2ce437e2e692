import { type DestinationStream, type Logger, pino } from 'pino';

const secretFields = [
  'accessToken',
  'access_token',
  'clientSecret',
  'client_secret',
  'code',
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
  const options = { level, base: null, redact: { paths, censor: '[secret]' } };
  return destination ? pino(options, destination) : pino(options);
}
