/** The upstream of the benchmark, in a process of its own: a small JSON answer, or 200 MB either way. */
import { createServer } from 'node:http';

const products = JSON.stringify({
  data: Array.from({ length: 8 }, (_, id) => ({
    id,
    name: `Example product ${id}`,
    type: 'physical',
    sku: `EX-${id}`,
    price: 19.95,
    is_visible: true,
  })),
  meta: { pagination: { total: 8, count: 8, per_page: 50, current_page: 1, total_pages: 1 } },
});
const small = {
  'Content-Type': 'application/json',
  'Content-Length': Buffer.byteLength(products),
  'X-Rate-Limit-Requests-Left': '149',
  'X-Rate-Limit-Requests-Quota': '150',
  'X-Rate-Limit-Time-Reset-Ms': '15000',
  'X-Rate-Limit-Time-Window-Ms': '30000',
};
const chunk = Buffer.alloc(64 * 1024, 'x');

const server = createServer((req, res) => {
  const megabytes = Number(/[?&]megabytes=(\d+)/.exec(req.url ?? '')?.[1] ?? 0);
  if (req.method === 'POST') {
    let size = 0;
    req.on('data', (part: Buffer) => {
      size += part.length;
    });
    req.on('end', () => res.end(JSON.stringify({ size })));
  } else if (megabytes > 0) {
    res.writeHead(200, { 'Content-Length': megabytes * 2 ** 20 });
    let left = (megabytes * 2 ** 20) / chunk.length;
    const write = () => {
      while (left > 0) {
        left -= 1;
        if (!res.write(chunk)) return void res.once('drain', write);
      }
      res.end();
    };
    write();
  } else {
    res.writeHead(200, small);
    res.end(products);
  }
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1');
