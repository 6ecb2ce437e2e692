/** The smallest reverse proxy there is, to compare with: node:http in front, undici behind, nothing else. */
import { createServer } from 'node:http';
import { Pool } from 'undici';

const pool = new Pool(process.env.UPSTREAM ?? '', { connections: 256 });

const server = createServer((req, res) => {
  pool.stream(
    {
      method: req.method ?? 'GET',
      path: req.url ?? '/',
      headers: req.headers,
      body: req.method === 'GET' ? null : req,
    },
    ({ statusCode, headers }) => res.writeHead(statusCode, headers),
    (error) => {
      if (error) res.destroy();
    },
  );
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1');
