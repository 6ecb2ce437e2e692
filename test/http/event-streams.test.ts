/** How many streams are open at once, of one owner and in all. */
import { once } from 'node:events';
import { type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { AppError } from '../../server/errors.ts';
import { createEventStreams } from '../../server/http/event-stream.ts';
import { until } from '../support/until.ts';

describe('event streams', () => {
  let server: Server;
  let answers: IncomingMessage[];

  beforeEach(async () => {
    answers = [];
    const streams = createEventStreams();
    const app = express();
    app.get('/:owner', (req, res) => {
      try {
        streams.open(res, req.params.owner);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        res.status(error.status).json({ code: error.code, after: error.retryAfterSeconds });
      }
    });
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    for (const answer of answers) answer.destroy();
    server.close();
    await once(server, 'close');
  });

  /** Asks for a stream; what it is answered so far can be read at any time. */
  const open = async (owner: string) => {
    const { port } = server.address() as AddressInfo;
    const asked = request({ host: '127.0.0.1', port, path: `/${owner}` }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answers.push(answer);
    let text = '';
    answer.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    return { answer, text: () => text, isEnded: () => answer.readableEnded };
  };

  it('are six of one owner, whose oldest ends and is told to come back later', async () => {
    const other = await open('other');
    const oldest = await open('own');
    const newer = [];
    for (let count = 1; count < 7; count += 1) newer.push(await open('own'));
    await until('the oldest has ended', oldest.isEnded);
    expect(oldest.text()).to.include('retry: 30000');
    expect([other, ...newer].filter(({ isEnded }) => isEnded())).to.deep.equal([]);
  });

  it('are a hundred in all; who comes later is told when to ask again', async () => {
    for (let count = 0; count < 100; count += 1)
      expect((await open(`owner-${count}`)).answer.statusCode).to.equal(200);
    const refused = await open('one-more');
    await until('it is answered', refused.isEnded);
    expect(refused.answer.statusCode).to.equal(503);
    expect(JSON.parse(refused.text())).to.deep.equal({ code: 'streams_full', after: 30 });
    answers[0]?.destroy();
    await until('there is a place', async () => (await open('one-more')).answer.statusCode === 200);
  });
});
