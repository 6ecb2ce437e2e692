/** The streams that hold events, and how an id says which of them its event is in. */
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import type { Event, KeptEvent, LevelChange, Refusal } from './event.ts';

/** One stream; ids of its events end in its mark, so that no two events have the same. */
export type EventStream = { key: string; mark: '' | 'l' | 'r' | 's' };

export const trail: EventStream = { key: keys.events, mark: '' };
const levelChanges: EventStream = { key: keys.levelChanges, mark: 'l' };
const refusedCallbacks: EventStream = { key: keys.refusals, mark: 'r' };
const refusedSignIns: EventStream = { key: keys.signInRefusals, mark: 's' };

/** In the order of events that came in the same millisecond. */
export const eventStreams = [trail, levelChanges, refusedCallbacks, refusedSignIns];

/** What comes in numbers pushes out nothing of another sort. */
export function streamApart({ kind }: Refusal | LevelChange): EventStream {
  if (kind === 'connection.slowed_down' || kind === 'connection.sped_up') return levelChanges;
  return kind === 'user.sign_in_refused' ? refusedSignIns : refusedCallbacks;
}

/** Undefined when the stream has dropped it. */
export async function findEvent(redis: RedisClient, id: string): Promise<KeptEvent | undefined> {
  const stream = eventStreams.find(({ mark }) => mark === markOf(id)) ?? trail;
  const entryId = withoutMark(id);
  const [entry] = await redis.xrange(stream.key, entryId, entryId);
  return entry && readEntry(entry, stream);
}

export function readEntry([id, fields]: [string, string[]], { mark }: EventStream): KeptEvent {
  const event = JSON.parse(fields[1] ?? '{}') as Event;
  return { ...event, id: `${id}${mark}`, at: millisecond(id) };
}

/** Whether the first comes after the second, the newest being the first of all. */
export function isOlder(id: string, than: string): boolean {
  if (millisecond(id) !== millisecond(than)) return millisecond(id) < millisecond(than);
  if (sequence(id) !== sequence(than)) return sequence(id) < sequence(than);
  return markOf(id) > markOf(than);
}

export function millisecond(id: string): number {
  return Number(id.split('-', 1)[0]);
}

export function withoutMark(id: string): string {
  return id.replace(/[a-z]$/, '');
}

function sequence(id: string): number {
  return Number(withoutMark(id).split('-')[1] ?? 0);
}

function markOf(id: string): string {
  return id.slice(withoutMark(id).length);
}
