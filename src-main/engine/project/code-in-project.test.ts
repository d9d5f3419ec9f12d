import { expect, test } from 'vitest';
import { laravel, read, reverbEnv } from './read-project.test-support';

test('listeners of scripts, event classes and channel rules are found, and a listener that misses its event', async () => {
  const whole = await read({
    'composer.json': laravel('^11.0'),
    '.env': reverbEnv,
    'resources/js/chat.js': `// Echo.channel('never').listen('Never', f)
Echo.private(\`orders.\${id}\`)
    .listen('OrderShipped', (e) => { console.log(e); })
    .listenForWhisper('typing', f);
`,
    'app/Events/OrderShipped.php': `<?php
namespace App\\Events;
use Illuminate\\Contracts\\Broadcasting\\ShouldBroadcastNow;
class OrderShipped implements ShouldBroadcastNow
{
    public function broadcastOn(): array { return [new PrivateChannel("orders.{$this->order->id}")]; }
    public function broadcastAs(): string { return 'order.shipped'; }
}`,
    'routes/channels.php': "<?php\nBroadcast::channel('orders.{id}', fn ($user, int $id) => true);\n",
  });
  expect(whole.code.listeners).toEqual([
    {
      place: { file: 'resources/js/chat.js', line: 3 },
      method: 'listen',
      typed: 'OrderShipped',
      hears: 'App\\Events\\OrderShipped',
      channel: 'private-orders.*',
    },
    {
      place: { file: 'resources/js/chat.js', line: 4 },
      method: 'listenForWhisper',
      typed: 'typing',
      hears: 'client-typing',
      channel: 'private-orders.*',
    },
  ]);
  expect(whole.code.events).toEqual([
    {
      place: { file: 'app/Events/OrderShipped.php', line: 4 },
      className: 'App\\Events\\OrderShipped',
      wireName: 'order.shipped',
      channels: ['private-orders.*'],
      isNow: true,
    },
  ]);
  expect(whole.code.rules).toEqual([{ place: { file: 'routes/channels.php', line: 2 }, pattern: 'orders.{id}' }]);
  expect(whole.findings).toMatchObject([
    { code: 'listener-misses', values: { typed: 'OrderShipped', wire: 'order.shipped' } },
  ]);
});
