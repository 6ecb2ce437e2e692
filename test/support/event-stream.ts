/** Reads server-sent events as a browser's EventSource does, and no further than a test needs. */

export type HeardEvent = { event: string; data: string; id?: string };

export type HeardStream = {
  status: number;
  contentType: string | null;
  /** So far. */
  events: HeardEvent[];
  /** Whether the server ended it. */
  ended(): boolean;
  close(): void;
};

export async function hearStream(
  url: string,
  headers: Record<string, string>,
): Promise<HeardStream> {
  const closing = new AbortController();
  const answer = await fetch(url, { headers, signal: closing.signal, redirect: 'manual' });
  const events: HeardEvent[] = [];
  let isEnded = false;
  void read(answer, events).then(
    () => {
      isEnded = true;
    },
    () => undefined,
  );
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type'),
    events,
    ended: () => isEnded,
    close: () => closing.abort(),
  };
}

async function read(answer: Response, events: HeardEvent[]): Promise<void> {
  let unread = '';
  for await (const text of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const messages = `${unread}${text}`.split('\n\n');
    unread = messages.pop() ?? '';
    for (const message of messages) {
      const fields = Object.fromEntries(
        message.split('\n').map((line) => line.split(/: ?(.*)/s, 2)),
      ) as Record<string, string>;
      const { event, data = '', id } = fields;
      if (event !== undefined) events.push({ event, data, ...(id === undefined ? {} : { id }) });
    }
  }
}
