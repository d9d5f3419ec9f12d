/**
 * `node many-clients.test-support.mjs PORT COUNT`: that many clients subscribed to `crowd`, in a process of their own, for
 * one process has not descriptors enough for both ends. Says "ready", then for each line on stdin how many have got an
 * event named by that line; at the end of stdin half of them say goodbye and half are cut.
 */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const [port, count] = process.argv.slice(2).map(Number);
const together = 250;
const sockets = [];
let ready = 0;
let opening = 0;

const handshake = [
  'GET /app/your_app_key?protocol=7 HTTP/1.1',
  'Host: hub',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '\r\n',
].join('\r\n');

/** A masked text frame; with a mask of zeros its bytes are as they are. */
function frame(opcode, text) {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

const subscribe = frame(1, '{"event":"pusher:subscribe","data":{"channel":"crowd"}}');

function open() {
  if (sockets.length >= count || opening >= together) return;
  opening += 1;
  const socket = connect(port, '127.0.0.1');
  const client = { socket, text: '', isReady: false };
  sockets.push(client);
  socket.on('connect', () => socket.write(handshake));
  socket.on('error', () => {});
  let hasAsked = false;
  socket.on('data', (chunk) => {
    client.text += chunk.toString('latin1');
    if (!hasAsked && client.text.includes('connection_established')) {
      hasAsked = true;
      socket.write(subscribe);
    }
    if (!client.isReady && client.text.includes('subscription_succeeded')) {
      client.isReady = true;
      ready += 1;
      opening -= 1;
      open();
      if (ready === count) process.stdout.write('ready\n');
    }
  });
  open();
}

open();
createInterface({ input: process.stdin })
  .on('line', (event) => {
    const got = sockets.filter(({ text }) => text.split(`"event":"${event}"`).length === 2).length;
    process.stdout.write(`${got}\n`);
  })
  .on('close', () => {
    for (const [at, { socket }] of sockets.entries()) {
      if (at % 2 === 0) socket.resetAndDestroy();
      else socket.end(frame(8, ''));
    }
  });
