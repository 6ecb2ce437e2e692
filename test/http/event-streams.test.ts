/** How many streams are open at once, of one owner and in all. */
import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import type { Response } from 'express';
import { createEventStreams } from '../../server/http/event-stream.ts';

describe('event streams', () => {
  it('are six of one owner, whose oldest ends and is told to come back later', () => {
    const streams = createEventStreams();
    const answers = Array.from({ length: 7 }, fakeAnswer);
    const other = fakeAnswer();
    streams.open(other.res, 'other');
    for (const { res } of answers) streams.open(res, 'own');
    const [oldest, ...newer] = answers.map(({ isEnded }) => isEnded());
    expect([oldest, ...newer]).to.deep.equal([true, ...newer.map(() => false)]);
    expect(other.isEnded()).to.equal(false);
    expect(answers[0]?.written()).to.include('retry: 30000');
  });

  it('are a hundred in all; who comes later is told when to ask again', () => {
    const streams = createEventStreams();
    const answers = Array.from({ length: 100 }, fakeAnswer);
    for (const [at, { res }] of answers.entries()) streams.open(res, `owner ${at}`);
    expect(() => streams.open(fakeAnswer().res, 'one more'))
      .to.throw()
      .with.include({ code: 'streams_full', status: 503, retryAfterSeconds: 30 });
    answers[0]?.res.emit('close');
    streams.open(fakeAnswer().res, 'one more');
  });
});

function fakeAnswer() {
  let isEnded = false;
  let written = '';
  const res = Object.assign(new EventEmitter(), {
    writableLength: 0,
    set: () => undefined,
    write: (text: string) => {
      written += text;
    },
    end: () => {
      isEnded = true;
    },
  });
  return {
    res: res as unknown as Response,
    isEnded: () => isEnded,
    written: () => written,
  };
}
