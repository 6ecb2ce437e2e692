/**
 * What an admin sets for the whole service while it runs. Owns the key `settings`: a hash in which
 * what is not set has no field.
 */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { ConfigProblem, parseReturnHosts } from '../../config/parse.ts';
import { AppError } from '../errors.ts';
import type { By, Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { redisScript } from '../redis/script.ts';
import type { Logo, Settings, SettingsChange } from './settings.ts';

export type VersionedSettings = { settings: Settings; version: string };

export type SettingsStore = {
  read(): Promise<Settings>;
  /** With a text that is another one after every change. */
  readVersioned(): Promise<VersionedSettings>;
  /**
   * Values are the caller's to check, but for hosts, which are brought into the form that URLs have
   * them in. What changes nothing makes no event.
   * @throws AppError `parameter_invalid` (parameter `returnHosts`)
   */
  change(change: SettingsChange, by: By): Promise<Settings>;
  /** The same to that version alone. @returns false when the settings are of another one by now */
  changeVersion(version: string, change: SettingsChange, by: By): Promise<boolean>;
  logo(): Promise<Logo | undefined>;
  /** To which browsers may be sent back: RETURN_HOSTS and those of the settings. See `acceptedReturnUrl`. */
  allowedReturnHosts(): Promise<string[]>;
};

const fields = [
  'productName',
  'logo',
  'accentColour',
  'supportAddress',
  'termsUrl',
  'privacyUrl',
  'returnHosts',
  'linksOn',
] as const;
type Field = (typeof fields)[number];

/** The version of settings that nobody has changed. */
const unchanged = '0';

/**
 * KEYS settings, events · ARGV event, logo type, logo image, version or empty, then name and value in
 * turn; an empty value takes the field away. The image follows the field `logo`, which is its version. Answers 0
 * for another version.
 */
const change = redisScript(`
  ${appendEvent}
  local settings, changed = KEYS[1], {}
  if ARGV[4] ~= '' and ARGV[4] ~= (redis.call('HGET', settings, 'version') or '${unchanged}') then return 0 end
  for i = 5, #ARGV, 2 do
    local name, value = ARGV[i], ARGV[i + 1]
    if (redis.call('HGET', settings, name) or '') ~= value then
      changed[#changed + 1] = name
      if value == '' then redis.call('HDEL', settings, name) else redis.call('HSET', settings, name, value) end
      if name == 'logo' and value == '' then redis.call('HDEL', settings, 'logoType', 'logoImage') end
      if name == 'logo' and value ~= '' then redis.call('HSET', settings, 'logoType', ARGV[2], 'logoImage', ARGV[3]) end
    end
  end
  if #changed == 0 then return 1 end
  redis.call('HINCRBY', settings, 'version', 1)
  local event = cjson.decode(ARGV[1])
  event.changed = changed
  appendEvent(KEYS[2], cjson.encode(event))
  return 1
`);

const hostsSchema = z
  .string()
  .nullable()
  .transform((json) => (json === null ? [] : z.array(z.string()).parse(JSON.parse(json))));
const logoSchema = z.object({
  logoType: z.enum(['image/png', 'image/jpeg', 'image/webp']),
  logoImage: z.string(),
});

export function createSettingsStore({
  redis,
  returnHosts,
}: {
  redis: RedisClient;
  /** Those of the configuration. */
  returnHosts: readonly string[];
}): SettingsStore {
  const readVersioned = async () => {
    const [version, ...values] = await redis.hmget(keys.settings, 'version', ...fields);
    return { settings: settingsOf(values), version: version ?? unchanged };
  };
  const read = async () => (await readVersioned()).settings;
  const write = (version: string, wanted: SettingsChange, by: By): Promise<unknown> => {
    const event: Event = { kind: 'settings.changed', ...by };
    const { logo } = wanted;
    return change(
      redis,
      [keys.settings, keys.events],
      [
        JSON.stringify(event),
        logo?.type ?? '',
        logo?.bytes.toString('base64') ?? '',
        version,
        ...Object.entries(textsOf(wanted)).flat(),
      ],
    );
  };
  return {
    read,
    readVersioned,

    async change(wanted, by) {
      await write('', wanted, by);
      return read();
    },

    changeVersion: async (version, wanted, by) => (await write(version, wanted, by)) === 1,

    async logo() {
      const [logoType, logoImage] = await redis.hmget(keys.settings, 'logoType', 'logoImage');
      if (!logoType) return undefined;
      const logo = logoSchema.parse({ logoType, logoImage });
      return { type: logo.logoType, bytes: Buffer.from(logo.logoImage, 'base64') };
    },

    async allowedReturnHosts() {
      const own = hostsSchema.parse(await redis.hget(keys.settings, 'returnHosts'));
      return [...new Set([...returnHosts, ...own])];
    },
  };
}

function settingsOf(values: (string | null)[]): Settings {
  const value = (field: Field) => values[fields.indexOf(field)] ?? undefined;
  const logo = value('logo');
  return {
    productName: value('productName'),
    logo: logo === undefined ? undefined : { version: logo },
    accentColour: value('accentColour'),
    supportAddress: value('supportAddress'),
    termsUrl: value('termsUrl'),
    privacyUrl: value('privacyUrl'),
    returnHosts: hostsSchema.parse(value('returnHosts') ?? null),
    linksOn: value('linksOn') !== '0',
  };
}

/** What is to be kept of a change; empty for what is to have no field. */
function textsOf({
  logo,
  returnHosts,
  linksOn,
  ...texts
}: SettingsChange): Partial<Record<Field, string>> {
  const kept: Record<string, string | null | undefined> = {
    ...texts,
    logo: logo && versionOf(logo),
    returnHosts: returnHosts && hostsText(returnHosts),
    linksOn: linksOn === undefined ? undefined : linksOn ? '' : '0',
  };
  return Object.fromEntries(
    fields.flatMap((field) => (kept[field] === undefined ? [] : [[field, kept[field] ?? '']])),
  );
}

function versionOf({ type, bytes }: Logo): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${type}\n`), bytes]), 'hex').slice(0, 16);
}

function hostsText(hosts: string[]): string {
  if (hosts.length === 0) return '';
  try {
    return JSON.stringify([...new Set(hosts.flatMap(parseReturnHosts))]);
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    throw new AppError('parameter_invalid', `The return hosts ${error.message}`, {
      parameter: 'returnHosts',
    });
  }
}
