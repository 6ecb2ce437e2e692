import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until the answer is truthy. @throws Error naming `what` after `deadlineMs` */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  deadlineMs = 10_000,
): Promise<NonNullable<T>> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`Waited ${deadlineMs} ms in vain until ${what}.`);
    await delay(20);
  }
}
