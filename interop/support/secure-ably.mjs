// ably-js over TLS: what it heard of what it published over REST, as one line of JSON. The trust comes from NODE_EXTRA_CA_CERTS.
import Ably from 'ably';

const port = Number(process.argv[2]);
const options = { key: '12345.your_app_key:your_app_secret', endpoint: 'localhost', port, tlsPort: port, tls: true };
const client = new Ably.Realtime({ ...options, transports: ['web_socket'] });
const channel = client.channels.get('public:over-tls');
const heard = new Promise((done) => {
  channel.subscribe(({ name, data }) => done({ name, data }));
});
await channel.attach();
await new Ably.Rest(options).channels.get('public:over-tls').publish('shipped', { id: 8 });
process.stdout.write(JSON.stringify({ connectionId: client.connection.id, heard: await heard }));
client.close();
