// A page over wss and an app server over https: what it heard, as one line of JSON. The trust comes from NODE_EXTRA_CA_CERTS.
import Pusher from 'pusher';
import PusherClient from 'pusher-js';

const port = Number(process.argv[2]);
const client = new PusherClient('your_app_key', {
  cluster: 'mt1',
  wsHost: 'localhost',
  wsPort: port,
  wssPort: port,
  forceTLS: true,
  enabledTransports: ['ws', 'wss'],
});
const channel = client.subscribe('over-tls');
await new Promise((done, fail) => {
  channel.bind('pusher:subscription_succeeded', done);
  client.connection.bind('error', (error) => fail(new Error(JSON.stringify(error))));
});
const heard = new Promise((done) => channel.bind('shipped', done));
const server = { appId: '12345', key: 'your_app_key', secret: 'your_app_secret', host: 'localhost', useTLS: true };
await new Pusher({ ...server, port: String(port) }).trigger('over-tls', 'shipped', { id: 8 });
process.stdout.write(JSON.stringify({ socketId: client.connection.socket_id, data: await heard }));
client.disconnect();
