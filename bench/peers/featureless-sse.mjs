/**
 * The least a server of event streams can do: no tokens, no selectors, no history, no capture. An update becomes an event
 * once, and each socket gets one write for all it has to get in one turn of the event loop. At most 60 lines.
 */
import { createServer } from 'node:http';

const topics = new Map();
let waiting = [];
let last = 0;

function flush() {
  const sockets = waiting;
  waiting = [];
  for (const socket of sockets) {
    const events = socket.events;
    socket.events = [];
    socket.write(events.length === 1 ? events[0] : Buffer.concat(events));
  }
}

function send(socket, event) {
  if (socket.events.push(event) > 1) return;
  // After all requests that have come in by now: a microtask would flush after each of them.
  if (waiting.push(socket) === 1) setImmediate(flush);
}

function subscribe(request, response, topic) {
  response.useChunkedEncodingByDefault = false;
  response.writeHead(200, { 'Content-Type': 'text/event-stream', Connection: 'close' }).flushHeaders();
  request.socket.events = [];
  request.socket.setNoDelay(true);
  if (!topics.has(topic)) topics.set(topic, new Set());
  topics.get(topic).add(request.socket);
  send(request.socket, Buffer.from(':\n'));
}

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    const { searchParams } = new URL(request.url, 'http://x');
    subscribe(request, response, searchParams.get('topic') ?? searchParams.get('match'));
    return;
  }
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const id = form.get('id') ?? `urn:x:${++last}`;
    const type = form.get('type');
    const event = Buffer.from(`${type === null ? '' : `event: ${type}\n`}id: ${id}\ndata: ${form.get('data')}\n\n`);
    for (const topic of form.getAll('topic')) {
      for (const socket of topics.get(topic) ?? []) send(socket, event);
    }
    response.writeHead(200, ['Content-Type', 'text/plain', 'Content-Length', String(id.length)]).end(id);
  });
});

server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
