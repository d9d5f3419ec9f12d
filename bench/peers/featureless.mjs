/**
 * The least a server for this job can do: no signatures, no capture, no limits. A message becomes a frame once, and each
 * socket gets one write for all it has to get in one turn of the event loop. At most 60 lines.
 */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const channels = new Map();
let waiting = [];

function flush() {
  const sockets = waiting;
  waiting = [];
  for (const socket of sockets) {
    const frames = socket.frames;
    socket.frames = [];
    socket.write(frames.length === 1 ? frames[0] : Buffer.concat(frames));
  }
}

function send(socket, frame) {
  if (socket.frames.push(frame) > 1) return;
  // After all requests that have come in by now: a microtask would flush after each of them.
  if (waiting.push(socket) === 1) setImmediate(flush);
}

function frameOf(text) {
  const payload = Buffer.from(text);
  const head = payload.length < 126 ? Buffer.from([0x81, payload.length]) : Buffer.from([0x81, 126, 0, 0]);
  if (head.length === 4) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { name, channels: names, data } = JSON.parse(Buffer.concat(chunks).toString());
    for (const channel of names) {
      const frame = frameOf(JSON.stringify({ event: name, channel, data }));
      for (const socket of channels.get(channel) ?? []) send(socket, frame);
    }
    response.writeHead(200, ['Content-Type', 'application/json', 'Content-Length', '2']).end('{}');
  });
});

new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (peer, { socket }) => {
  socket.frames = [];
  const established = { event: 'pusher:connection_established', data: JSON.stringify({ socket_id: '1.1' }) };
  send(socket, frameOf(JSON.stringify(established)));
  peer.on('message', (text) => {
    const { channel } = JSON.parse(text).data;
    if (!channels.has(channel)) channels.set(channel, new Set());
    channels.get(channel).add(socket);
    send(socket, frameOf(JSON.stringify({ event: 'pusher_internal:subscription_succeeded', channel, data: '{}' })));
  });
});

server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
