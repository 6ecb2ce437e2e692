/**
 * Links by which merchants connect a store to a company: `/link/{token}`. Redis holds the SHA-256 of a
 * token and never the token, so who reads Redis can open none. A link stays as long as its company,
 * whatever became of it. Owns the keys `link:*`, `link-digests` and `company-links*`.
 */
import { hash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { By, Event } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { codeOfEnded, type Link, linkStates, type NewLink } from './link.ts';
import { draftFields, linkOf, stateAndFields } from './record.ts';
import * as scripts from './scripts.ts';

export type LinkStore = {
  /**
   * Makes a link. Its token (256 bits) is answered here and can never be read again; see `linkPath`.
   * @throws AppError `company_unknown`, `app_unknown`, `link_made_before` (details.linkId)
   */
  make(draft: NewLink, by: By): Promise<{ link: Link; token: string }>;
  /** Whatever its state, which is that of now by Redis' clock. */
  find(id: string): Promise<Link | undefined>;
  /** The link of a token, whatever its state; undefined for one that was never made. */
  findByToken(token: string): Promise<Link | undefined>;
  /** The latest hundred of a company, the newest first. */
  ofCompany(companyId: string): Promise<Link[]>;
  /** Nobody is let in from then on; again it does nothing. @throws AppError `link_unknown` */
  revoke(id: string, by: By): Promise<void>;
  /**
   * Before a code is exchanged or an API account is saved: of a link for one use only one visit may go
   * on, with one store, until it succeeds, fails, or has been silent for a minute.
   * @throws AppError `link_unknown`, `link_used`, `link_expired`, `link_revoked`
   */
  claimUse(id: string, visitId: string, storeHash: string): Promise<void>;
  /** The store is saved: notes the use, the last one where the link is for one. */
  completeUse(id: string, visitId: string, connectionId: string): Promise<void>;
  /** The connection that the visit has used the link up for; undefined when it has not. */
  completedBy(id: string, visitId: string): Promise<string | undefined>;
  /** Nothing was saved: gives back what the visit has claimed. */
  releaseUse(id: string, visitId: string): Promise<void>;
};

/** Longer than an exchange and its save can take. */
const claimMs = 60_000;
const listed = 100;

const formRemembered = 24 * 60 * 60;

const madeSchema = z.tuple([
  z.enum(['made', 'company_unknown', 'app_unknown', 'link_made_before']),
  z.string(),
]);
const claimedSchema = z.enum([...linkStates, 'unknown']);

export function createLinkStore({ redis }: { redis: RedisClient }): LinkStore {
  const find = async (id: string) =>
    linkOf(stateAndFields.parse(await scripts.readLink(redis, [keys.link(id)], [])));
  const known = async (id: string) => {
    const link = await find(id);
    if (!link) throw new AppError('link_unknown', `There is no link ${id}.`);
    return link;
  };
  return {
    find,

    async make(draft, by) {
      const token = randomBytes(32).toString('base64url');
      return { link: await known(await add(redis, draft, token, by)), token };
    },

    async findByToken(token) {
      if (!/^[\w-]{43}$/.test(token)) return undefined;
      const id = await redis.hget(keys.linkDigests, digestOf(token));
      return id === null ? undefined : find(id);
    },

    async ofCompany(companyId) {
      const found = await scripts.readLinks(redis, [keys.companyLinks(companyId)], [listed]);
      return z
        .array(stateAndFields)
        .parse(found)
        .map(linkOf)
        .filter((link) => link !== undefined);
    },

    async revoke(id, by) {
      const { companyId, iclientId } = await known(id);
      const event: Event = { kind: 'link.revoked', ...by, linkId: id, companyId, iclientId };
      const touched = [keys.link(id), keys.company(companyId), keys.events];
      await scripts.revoke(redis, touched, [JSON.stringify(event)]);
    },

    async claimUse(id, visitId, storeHash) {
      const answer = await scripts.claimUse(redis, [keys.link(id)], [visitId, storeHash, claimMs]);
      const state = claimedSchema.parse(answer);
      if (state === 'unknown') throw new AppError('link_unknown', `There is no link ${id}.`);
      if (state !== 'open') throw new AppError(codeOfEnded[state], `The link ${id} is ${state}.`);
    },

    async completeUse(id, visitId, connectionId) {
      await scripts.completeUse(redis, [keys.link(id)], [visitId, connectionId]);
    },

    async completedBy(id, visitId) {
      const [visit, connection] = await redis.hmget(keys.link(id), 'completedBy', 'completedWith');
      return visit === visitId && connection ? connection : undefined;
    },

    async releaseUse(id, visitId) {
      await scripts.releaseUse(redis, [keys.link(id)], [visitId]);
    },
  };
}

/** Answers the id. */
async function add(redis: RedisClient, draft: NewLink, token: string, by: By): Promise<string> {
  const { companyId, iclientId, lifetimeMs, form = '' } = draft;
  const id = `ln_${randomBytes(12).toString('hex')}`;
  const digest = digestOf(token);
  const event: Event = { kind: 'link.made', ...by, linkId: id, companyId, iclientId };
  const answer = await scripts.make(
    redis,
    [
      keys.link(id),
      keys.linkDigests,
      keys.companyLinks(companyId),
      keys.company(companyId),
      keys.iclient(iclientId),
      keys.linkForm(form),
      keys.events,
    ],
    [
      id,
      digest,
      lifetimeMs,
      form,
      formRemembered,
      JSON.stringify(event),
      ...draftFields(draft),
      'createdBy',
      JSON.stringify(by.actor),
    ],
  );
  const [outcome, linkId] = madeSchema.parse(answer);
  if (outcome === 'made') return id;
  throw new AppError(outcome, `The link was not made: ${outcome}.`, {
    details: linkId === '' ? {} : { linkId },
  });
}

/** A plain hash, since 256 random bits cannot be guessed however fast it is. */
function digestOf(token: string): string {
  return hash('sha256', token, 'hex');
}
