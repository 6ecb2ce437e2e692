import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { requestBody } from '../../server/proxy/request-body.ts';

describe('The body of a request', () => {
  it('is whole although more came at once, before anybody read it, than is kept of it', async () => {
    const sent = Buffer.alloc(200 * 1024, 'x');
    const req = new IncomingMessage(new Socket());
    req.headers['content-length'] = String(sent.length);
    const body = requestBody(req);
    expect(body?.begun()).to.equal(false);
    await new Promise<void>((begun, stalled) => {
      body?.whenBegun(begun, stalled);
      req.push(sent.subarray(0, 100 * 1024));
    });
    const opened = body?.open(() => undefined) ?? Readable.from([]);
    req.push(sent.subarray(100 * 1024));
    req.push(null);
    expect((await buffer(opened)).equals(sent)).to.equal(true);
    expect(body?.replayable()).to.equal(false);
  });
});
