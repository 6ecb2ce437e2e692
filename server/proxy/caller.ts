import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The caller on the other end of an answer, who may leave at any time. */
export type Caller = {
  left(): boolean;
  /** Replaces what was asked before. Called at once when they have left already. */
  whenLeft(act: () => void): void;
  forget(): void;
};

export type Callers = { follow(req: IncomingMessage, res: ServerResponse): Caller };

/**
 * Follows callers by their connections, with one listener each: an answer that waits behind another on
 * the same connection is never told that it was closed.
 */
export function createCallers(): Callers {
  const followed = new WeakMap<Socket, Set<() => void>>();

  const followersOf = (socket: Socket) => {
    const known = followed.get(socket);
    if (known) return known;
    const followers = new Set<() => void>();
    followed.set(socket, followers);
    socket.once('close', () => {
      for (const tell of followers) tell();
    });
    return followers;
  };

  return {
    follow({ socket }, res) {
      const followers = followersOf(socket);
      let left = socket.destroyed;
      let act: (() => void) | undefined;
      const closed = () => {
        if (res.writableFinished) return;
        left = true;
        act?.();
      };
      followers.add(closed);
      return {
        left: () => left,
        whenLeft(next) {
          act = next;
          if (left) next();
        },
        forget: () => void followers.delete(closed),
      };
    },
  };
}
