import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { WebSocket, WebSocketServer } from 'ws';
import { createMessagePort, type MessageChannelEnd } from './message-port';
import { portSuite } from './port.suite';
import { createPortPair } from './port-pair';
import { createWebSocketPort } from './websocket-port';

portSuite('the port in memory', async () => ({ ends: createPortPair(), close: () => {} }));

portSuite('the WebSocket port', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [[accepted]] = (await Promise.all([once(server, 'connection'), once(client, 'open')])) as [
    [WebSocket],
    unknown,
  ];
  return {
    ends: [createWebSocketPort(client), createWebSocketPort(accepted)],
    close: () => {
      client.terminate();
      server.close();
    },
  };
});

/** Electron hands over an event where Node hands over the message itself. */
function asElectron(port: MessagePort): MessageChannelEnd {
  return {
    on: (event: string, listener: (value: never) => void) =>
      event === 'message'
        ? port.on('message', (data: unknown) => listener({ data } as never))
        : port.on('close', listener as () => void),
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  } as MessageChannelEnd;
}

portSuite('the MessagePort', async () => {
  const { port1, port2 } = new MessageChannel();
  return {
    ends: [createMessagePort(asElectron(port1)), createMessagePort(asElectron(port2))],
    close: () => port1.close(),
  };
});
