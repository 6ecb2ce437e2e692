/** Deadlines that a garbage collection must not take away. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { deadlineAfter } from '../../server/http/deadline.ts';
import { until } from '../support/until.ts';

describe('a deadline beside another signal', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');

  /** What a signal was aborted with; nothing but its listener knows of it. */
  const reasonOf = (make: () => AbortSignal) => {
    const heard: { reason?: unknown } = {};
    const signal = make();
    signal.addEventListener('abort', () => Object.assign(heard, { reason: signal.reason }));
    return heard;
  };

  it('comes, whatever the garbage collector does meanwhile', async () => {
    const stopping = new AbortController();
    const heard = reasonOf(() => deadlineAfter(100, stopping.signal));
    await until('the time is over', () => {
      collectGarbage();
      return heard.reason !== undefined;
    });
    expect(heard.reason).to.have.property('name', 'TimeoutError');
  });

  it('is not waited for once the other is aborted', () => {
    const stopping = new AbortController();
    const heard = reasonOf(() => deadlineAfter(60_000, stopping.signal));
    stopping.abort('stopped');
    expect(heard.reason).to.equal('stopped');
  });
});
