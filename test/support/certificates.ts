/** Certificates of a test's own, by the machine's openssl, which an authority of the test's own signs. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export type ServerCertificate = { cert: string; key: string };

export type Certificates = {
  /** The file with the authority's certificate, for NODE_EXTRA_CA_CERTS. */
  authority: string;
  /** @param days until it ends; -1 for one that ended yesterday, the longest ago that openssl makes */
  make(host: string, days: number): Promise<ServerCertificate>;
  /** One that nobody signed but itself. */
  makeSelfSigned(host: string): Promise<ServerCertificate>;
  remove(): Promise<void>;
};

const run = promisify(execFile);
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export async function makeCertificates(): Promise<Certificates> {
  const dir = await mkdtemp(join(tmpdir(), 'certificates-'));
  const file = (name: string) => join(dir, name);
  const openssl = (...args: string[]) => run('openssl', args, { cwd: dir });
  await openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=Example authority',
    '-days',
    '2',
  );
  let count = 0;
  const named = (host: string) => [
    '-subj',
    '/CN=Example server',
    '-addext',
    `subjectAltName=DNS:${host}`,
  ];
  const read = async (name: string) => ({
    cert: await readFile(file(`${name}.pem`), 'utf8'),
    key: await readFile(file(`${name}.key`), 'utf8'),
  });
  return {
    authority: file('ca.pem'),
    async make(host, days) {
      const name = `server-${count++}`;
      await openssl(
        'req',
        '-new',
        ...newKey,
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.csr`,
        ...named(host),
      );
      await openssl(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-days',
        String(days),
        '-copy_extensions',
        'copy',
        '-out',
        `${name}.pem`,
      );
      return read(name);
    },
    async makeSelfSigned(host) {
      const name = `server-${count++}`;
      await openssl(
        'req',
        '-x509',
        ...newKey,
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.pem`,
        ...named(host),
        '-days',
        '30',
      );
      return read(name);
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
